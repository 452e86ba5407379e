// The lines of a file or of standard input, one at a time, whatever the size of the file.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace tiaojie::cli {

class LineReader {
public:
    // `-`: standard input. Of a line longer than `longest` bytes only one byte more than that is kept, which shows that
    // it was too long.
    LineReader(const std::filesystem::path& file, std::size_t longest);

    bool is_open() const { return file_ != nullptr; }
    bool failed() const { return failed_; }
    // The next line without its end (LF or CR LF). False at the end.
    bool next(std::string& line);
    std::int64_t bytes_read() const { return bytes_; }
    std::int64_t bytes_in_all() const { return all_; }  // 0: not known

private:
    struct Close {
        void operator()(std::FILE* file) const {
            if (file != stdin) std::fclose(file);
        }
    };
    bool fill();

    std::unique_ptr<std::FILE, Close> file_{};
    std::size_t longest_;
    std::array<char, 65536> buffer_{};
    std::size_t at_{0};
    std::size_t size_{0};
    std::int64_t bytes_{0};
    std::int64_t all_{0};
    bool failed_{false};
};

}  // namespace tiaojie::cli
