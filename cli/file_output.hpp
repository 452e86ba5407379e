// Output that goes to a file when one is named, to standard output otherwise.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/words/result.hpp"

namespace tiaojie::cli {

enum class Readers { anyone, owner_only };  // as far as the umask lets them

// A file is written under another name and renamed at the end, so that an existing file stays until all is written.
class FileOutput {
public:
    explicit FileOutput(const std::optional<std::filesystem::path>& file, Readers readers = Readers::anyone);
    ~FileOutput();
    FileOutput(const FileOutput&) = delete;
    FileOutput& operator=(const FileOutput&) = delete;

    void write(std::string_view text);
    // The refusal when anything could not be written.
    std::optional<Refusal> finish();

private:
    std::optional<std::filesystem::path> file_;
    std::filesystem::path unfinished_{};
    std::FILE* out_;
    bool failed_{false};
};

}  // namespace tiaojie::cli
