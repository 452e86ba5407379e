// Where the program's own data lie: calendars, divisions, policies, templates, the demo.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tiaojie::tasks {

std::string_view program_version();  // "0.1.0"

// $TIAOJIE_DATA, else beside an installed program, else the source tree's data/.
std::filesystem::path data_dir();

std::filesystem::path report_template_file();

// The whole file; nothing when it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& file);

}  // namespace tiaojie::tasks
