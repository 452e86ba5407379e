// Files that are read: those that a user names, and those that come with the program.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/words/result.hpp"

namespace tiaojie::cli {

Refusal file_missing(const std::filesystem::path& file, std::string_view field = {});

// The whole file, or `file_missing` for the field.
Result<std::string> read_input(const std::filesystem::path& file, std::string_view field = {});

// The files with that extension in a folder of the program's data, in order of name.
std::vector<std::filesystem::path> data_files(std::string_view folder, std::string_view extension);

}  // namespace tiaojie::cli
