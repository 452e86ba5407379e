#include "cli/file_output.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace tiaojie::cli {

FileOutput::FileOutput(const std::optional<std::filesystem::path>& file, Readers readers) : file_(file), out_(stdout) {
    if (!file_) return;
    unfinished_ = *file_;
    unfinished_ += ".unfinished-" + std::to_string(::getpid());
    out_ = std::fopen(unfinished_.c_str(), "wbx");
    failed_ = out_ == nullptr || (readers == Readers::owner_only && ::fchmod(::fileno(out_), S_IRUSR | S_IWUSR) != 0);
}

FileOutput::~FileOutput() {
    if (!file_ || !out_) return;
    std::fclose(out_);
    std::error_code error;
    std::filesystem::remove(unfinished_, error);
}

void FileOutput::write(std::string_view text) {
    if (out_ && std::fwrite(text.data(), 1, text.size(), out_) != text.size()) failed_ = true;
}

std::optional<Refusal> FileOutput::finish() {
    const Refusal refusal{"unwritable", "out",
                          "无法写入" + (file_ ? "文件：" + file_->string() : std::string{"标准输出"})};
    if (!out_) return refusal;
    if (std::fflush(out_) != 0) failed_ = true;
    if (file_) {
        if (!failed_ && ::fsync(::fileno(out_)) != 0) failed_ = true;
        if (std::fclose(out_) != 0) failed_ = true;
        out_ = nullptr;
        std::error_code error;
        if (!failed_) std::filesystem::rename(unfinished_, *file_, error);
        if (error) failed_ = true;
        if (failed_) std::filesystem::remove(unfinished_, error);
    }
    if (failed_) return refusal;
    return std::nullopt;
}

}  // namespace tiaojie::cli
