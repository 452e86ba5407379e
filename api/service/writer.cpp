#include "api/service/writer.hpp"

#include <malloc.h>

#include <chrono>
#include <future>
#include <utility>

#include "api/http/mailbox.hpp"
#include "storage/engine/fault.hpp"

namespace tiaojie::service {
namespace {

// As many as are worth one commit; more only make the first of them wait longer.
constexpr std::size_t most_in_a_group = 256;
// What waits is bounded, so that a flood does not fill the memory.
constexpr std::size_t most_waiting = 8192;
// What it keeps from one group to the next while it is busy: the cases just worked on, and pages of the file.
constexpr std::size_t cases_kept = 2'000;
constexpr const char* pages_kept = "PRAGMA cache_size = -65536";
constexpr std::chrono::seconds idle_before_rest{5};

storage::StoreFault overrun() { return {storage::FaultKind::locked, "写入请求过多，请稍后重试"}; }
storage::StoreFault stopping() { return {storage::FaultKind::locked, "服务正在停止，请稍后重试"}; }

}  // namespace

Writer::Writer(const std::filesystem::path& file, const Clock& clock, OnCommit on_commit, OnFailure on_failure)
    : store_(file),
      carrier_(file, store_.db()),
      clock_(clock),
      on_commit_(std::move(on_commit)),
      on_failure_(std::move(on_failure)) {
    store_.db().run(pages_kept);
    storage::case_cache(store_).most = cases_kept;
    thread_ = std::thread{[this] { work(); }};
}

Writer::~Writer() { stop(); }

void Writer::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::int64_t Writer::waiting() const {
    const std::lock_guard lock{mutex_};
    return static_cast<std::int64_t>(waiting_.size());
}

void Writer::submit(Job job, http::Answer answer) {
    {
        const std::lock_guard lock{mutex_};
        if (!stopped_ && waiting_.size() < most_waiting) {
            waiting_.push_back({std::move(job), std::move(answer)});
            changed_.notify_one();
            return;
        }
    }
    answer(on_failure_(stopped_ ? stopping() : overrun()));
}

http::Response Writer::run(Job job) {
    std::promise<http::Response> promise;
    auto future = promise.get_future();
    submit(std::move(job), [&promise](http::Response response) { promise.set_value(std::move(response)); });
    return future.get();
}

void Writer::work() {
    const auto has_work = [this] { return stopped_ || !waiting_.empty(); };
    for (;;) {
        std::vector<Waiting> group;
        {
            std::unique_lock lock{mutex_};
            if (!changed_.wait_for(lock, idle_before_rest, has_work)) {
                lock.unlock();
                rest();
                lock.lock();
                changed_.wait(lock, has_work);
            }
            if (waiting_.empty()) return;
            while (!waiting_.empty() && group.size() < most_in_a_group) {
                group.push_back(std::move(waiting_.front()));
                waiting_.pop_front();
            }
        }
        write_together(group);
    }
}

// Whatever makes the next group quicker may go when nobody has written for a while.
void Writer::rest() {
    storage::case_cache(store_).cases.clear();
    store_.db().release_memory();
    ::malloc_trim(0);
}

void Writer::write_together(std::vector<Waiting>& group) {
    std::vector<http::Response> responses;
    std::int64_t before = 0;
    std::int64_t after = 0;
    try {
        storage::Ledger ledger{store_, clock_.today(), clock_.now()};
        before = ledger.position();
        for (const auto& each : group) responses.push_back(each.job(ledger, store_));
        after = ledger.position();
        ledger.commit();
    } catch (const storage::StoreFault& fault) {  // full, locked, damaged: it would be no better for each alone
        for (const auto& each : group) each.answer(on_failure_(fault));
        return;
    } catch (const std::exception& error) {
        if (group.size() == 1) {
            group.front().answer(on_failure_(error));
            return;
        }
        // Nothing was kept. Each alone, so that only the one that fails is told so.
        for (auto& each : group) write_alone(each);
        return;
    }
    ++commits_;
    {
        const http::RingsHeld held;
        for (std::size_t i = 0; i < group.size(); ++i) group[i].answer(std::move(responses[i]));
    }
    if (after > before) on_commit_(store_, before, after);
}

void Writer::write_alone(Waiting& one) {
    std::vector<Waiting> group;
    group.push_back(std::move(one));
    write_together(group);
}

}  // namespace tiaojie::service
