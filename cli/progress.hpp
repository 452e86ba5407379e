// A progress bar on standard error, only when that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace tiaojie::cli {

class Progress {
public:
    explicit Progress(std::string what);
    ~Progress();  // wipes the bar
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // `all` 0: not known, only the count is shown.
    void at(std::int64_t done, std::int64_t all);
    std::function<void(std::int64_t, std::int64_t)> callback();  // must not outlive this object

private:
    std::string what_;
    bool visible_;
    bool drawn_{false};
    std::chrono::steady_clock::time_point next_{};
};

}  // namespace tiaojie::cli
