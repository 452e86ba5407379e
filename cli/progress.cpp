#include "cli/progress.hpp"

#include <algorithm>
#include <cstdio>

#include "cli/terminal.hpp"

namespace tiaojie::cli {

Progress::Progress(std::string what)
    : what_(std::move(what)),
      visible_(errors_are_terminal()),
      next_(std::chrono::steady_clock::now() + std::chrono::milliseconds{300}) {}

Progress::~Progress() {
    if (drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::at(std::int64_t done, std::int64_t all) {
    if (!visible_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds{100};
    drawn_ = true;
    if (all <= 0) {
        std::fprintf(stderr, "\r\033[K%s %lld", what_.c_str(), static_cast<long long>(done));
        return;
    }
    constexpr std::int64_t cells = 30;
    const auto share = std::clamp<std::int64_t>(done * cells / all, 0, cells);
    const auto percent = std::clamp<std::int64_t>(done * 100 / all, 0, 100);
    std::string bar;
    for (std::int64_t i = 0; i < cells; ++i) bar += i < share ? "█" : "░";
    std::fprintf(stderr, "\r\033[K%s %s %3lld%%", what_.c_str(), bar.c_str(), static_cast<long long>(percent));
}

std::function<void(std::int64_t, std::int64_t)> Progress::callback() {
    return [this](std::int64_t done, std::int64_t all) { at(done, all); };
}

}  // namespace tiaojie::cli
