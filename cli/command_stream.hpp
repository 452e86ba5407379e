// The commands of a file. A second thread reads and checks them while the first applies those before them: reading the
// JSON is a fifth of the work for a large file, and does not need the store.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "api/wire/command_reader.hpp"
#include "cli/lines.hpp"
#include "core/words/result.hpp"

namespace tiaojie::cli {

struct StreamedLine {
    std::int64_t number{};            // in its file, from 1; empty lines are counted but not returned
    std::optional<std::string> id{};  // the client's id, even when the line is not a valid command
    Result<ReadCommand> command;
    std::int64_t bytes_read{};  // of the file, up to the end of this line
};

class CommandStream {
public:
    explicit CommandStream(const std::filesystem::path& file);
    ~CommandStream();  // stops reading
    CommandStream(const CommandStream&) = delete;
    CommandStream& operator=(const CommandStream&) = delete;

    bool is_open() const { return lines_.is_open(); }
    std::int64_t bytes_in_all() const { return lines_.bytes_in_all(); }
    // The next line that is not empty; nothing at the end.
    std::optional<StreamedLine> next();
    // After the end: whether reading failed, and how many lines there were.
    bool failed() const { return lines_.failed(); }
    std::int64_t lines() const { return number_; }

private:
    using Chunk = std::vector<StreamedLine>;

    void read_all();
    bool hand_over(Chunk chunk);

    LineReader lines_;
    std::int64_t number_{0};
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::deque<Chunk> ready_{};
    bool ended_{false};
    bool stopped_{false};
    std::exception_ptr failure_{};
    Chunk current_{};
    std::size_t at_{0};
    std::thread reader_{};  // the last member, because the thread uses all of the others
};

}  // namespace tiaojie::cli
