// Carries the write-ahead log over into the file, beside the writer. Where the writer's own connection does that, all
// who wait for a commit wait for the disk to take thousands of pages as well.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "storage/engine/database.hpp"

namespace tiaojie::storage {

class LogCarrier {
public:
    // Follows the log through the commits of `writer`, which must outlive it.
    LogCarrier(const std::filesystem::path& file, Database& writer);
    ~LogCarrier();
    LogCarrier(const LogCarrier&) = delete;
    LogCarrier& operator=(const LogCarrier&) = delete;

private:
    void on_commit(int pages);
    void work();

    Database& writer_;
    Database own_;
    std::mutex carrying_{};  // held while pages are carried over
    std::mutex mutex_{};
    std::condition_variable changed_{};
    int carried_{0};  // pages of the log when it was last asked for
    bool is_asked_{false};
    bool is_stopped_{false};
    std::thread thread_{};  // last: it uses all of the above
};

}  // namespace tiaojie::storage
