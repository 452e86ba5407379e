#include "cli/lines.hpp"

#include <cstring>

namespace tiaojie::cli {

namespace fs = std::filesystem;

LineReader::LineReader(const fs::path& file, std::size_t longest) : longest_(longest) {
    if (file == "-") {
        file_.reset(stdin);
        return;
    }
    std::error_code error;
    if (fs::is_directory(file, error)) return;
    file_.reset(std::fopen(file.c_str(), "rb"));
    if (!file_) return;
    if (fs::is_regular_file(file, error)) {
        const auto size = fs::file_size(file, error);
        if (!error) all_ = static_cast<std::int64_t>(size);
    }
}

bool LineReader::fill() {
    at_ = 0;
    size_ = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (size_ == 0 && std::ferror(file_.get()) != 0) failed_ = true;
    return size_ > 0;
}

bool LineReader::next(std::string& line) {
    line.clear();
    bool is_begun = false;
    while (at_ < size_ || fill()) {
        is_begun = true;
        const char* from = buffer_.data() + at_;
        const auto* end = static_cast<const char*>(std::memchr(from, '\n', size_ - at_));
        const auto taken = end == nullptr ? size_ - at_ : static_cast<std::size_t>(end - from);
        // Room for one byte too many, and for a CR.
        const auto room = longest_ + 2 - std::min(line.size(), longest_ + 2);
        line.append(from, std::min(taken, room));
        at_ += taken + (end == nullptr ? 0 : 1);
        bytes_ += static_cast<std::int64_t>(taken + (end == nullptr ? 0 : 1));
        if (end != nullptr) break;
    }
    if (!is_begun) return false;
    if (line.ends_with('\r') && line.size() <= longest_ + 1) line.pop_back();
    return true;
}

}  // namespace tiaojie::cli
