#include "cli/command_stream.hpp"

#include <utility>

namespace tiaojie::cli {
namespace {

constexpr std::size_t lines_in_a_chunk = 256;
constexpr std::size_t most_chunks_ready = 8;

StreamedLine read_line(std::int64_t number, const std::string& text, std::int64_t bytes_read) {
    const auto json = parse_json(text);
    if (!json) return {number, std::nullopt, json.refusal(), bytes_read};
    return {number, command_id(*json), read_command(*json), bytes_read};
}

}  // namespace

CommandStream::CommandStream(const std::filesystem::path& file) : lines_(file, max_json_bytes) {
    if (lines_.is_open()) reader_ = std::thread{[this] { read_all(); }};
}

CommandStream::~CommandStream() {
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
    }
    changed_.notify_all();
    if (reader_.joinable()) reader_.join();
}

bool CommandStream::hand_over(Chunk chunk) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return stopped_ || ready_.size() < most_chunks_ready; });
    if (stopped_) return false;
    ready_.push_back(std::move(chunk));
    changed_.notify_all();
    return true;
}

void CommandStream::read_all() {
    std::exception_ptr failure;
    try {
        Chunk chunk;
        for (std::string line; lines_.next(line);) {
            ++number_;
            if (line.find_first_not_of(" \t") == std::string::npos) continue;
            chunk.push_back(read_line(number_, line, lines_.bytes_read()));
            if (chunk.size() == lines_in_a_chunk && !hand_over(std::exchange(chunk, {}))) return;
        }
        if (!chunk.empty() && !hand_over(std::move(chunk))) return;
    } catch (...) {
        failure = std::current_exception();
    }
    const std::lock_guard lock{mutex_};
    failure_ = failure;
    ended_ = true;
    changed_.notify_all();
}

std::optional<StreamedLine> CommandStream::next() {
    if (at_ == current_.size()) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return ended_ || !ready_.empty(); });
        if (failure_) std::rethrow_exception(failure_);
        if (ready_.empty()) return std::nullopt;
        current_ = std::move(ready_.front());
        ready_.pop_front();
        at_ = 0;
        changed_.notify_all();
    }
    return std::move(current_[at_++]);
}

}  // namespace tiaojie::cli
