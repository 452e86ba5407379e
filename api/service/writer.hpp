// The one writer. Requests that wait together share one durable transaction (group commit); each is answered only after
// its commit, and what one of them refuses does not touch its neighbours.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "api/http/message.hpp"
#include "api/service/clock.hpp"
#include "storage/journal/log_carrier.hpp"
#include "storage/journal/store.hpp"
#include "storage/work/ledger.hpp"

namespace tiaojie::service {

class Writer {
public:
    // What is to be done inside the transaction. May be run again when another job of its group failed: it must keep
    // nothing outside the store. Values are refused by what it returns; it throws only for what ends the operation.
    using Job = std::function<http::Response(storage::Ledger&, storage::Store&)>;
    // Must not throw. Told after each commit that appended to the journal, on the writer's thread: positions from+1 …
    // to are new.
    using OnCommit = std::function<void(storage::Store&, std::int64_t from, std::int64_t to)>;
    // Turns a failure (StoreFault or any other exception) into an answer.
    using OnFailure = std::function<http::Response(const std::exception&)>;

    Writer(const std::filesystem::path& file, const Clock& clock, OnCommit on_commit, OnFailure on_failure);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void submit(Job job, http::Answer answer);
    // Waits for the commit; not to be called on a connection's thread.
    http::Response run(Job job);
    // Finishes what waits, then refuses more. Called by the destructor.
    void stop();

    std::int64_t commits() const { return commits_; }
    std::int64_t waiting() const;

private:
    struct Waiting {
        Job job{};
        http::Answer answer{};
    };
    void work();
    void rest();
    void write_together(std::vector<Waiting>& group);
    void write_alone(Waiting& one);

    storage::Store store_;
    storage::LogCarrier carrier_;
    const Clock& clock_;
    OnCommit on_commit_;
    OnFailure on_failure_;
    mutable std::mutex mutex_{};
    std::condition_variable changed_{};
    std::deque<Waiting> waiting_{};
    bool stopped_{false};
    std::atomic<std::int64_t> commits_{0};
    std::thread thread_{};  // last: it uses all of the above
};

}  // namespace tiaojie::service
