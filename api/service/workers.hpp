// A few threads, each with its own connection, for what takes longer than a connection's thread may wait. What waits is
// bounded: a storm of one kind of work (sign-ins, reports) does not starve the others.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "api/service/reader.hpp"

namespace tiaojie::service {

class Workers {
public:
    using Work = std::function<void(Reader&)>;  // must not throw

    Workers(const std::filesystem::path& file, unsigned threads, std::size_t most_waiting);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False: too many wait already.
    [[nodiscard]] bool submit(Work work);
    void stop();  // finishes what waits

private:
    void work(const std::filesystem::path& file);

    std::size_t most_waiting_;
    std::mutex mutex_{};
    std::condition_variable changed_{};
    std::deque<Work> waiting_{};
    bool stopped_{false};
    std::vector<std::thread> threads_{};
};

}  // namespace tiaojie::service
