#include "api/service/workers.hpp"

#include <utility>

namespace tiaojie::service {

Workers::Workers(const std::filesystem::path& file, unsigned threads, std::size_t most_waiting)
    : most_waiting_(most_waiting) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this, file] { work(file); });
}

Workers::~Workers() { stop(); }

void Workers::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

bool Workers::submit(Work work) {
    const std::lock_guard lock{mutex_};
    if (stopped_ || waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
    changed_.notify_one();
    return true;
}

void Workers::work(const std::filesystem::path& file) {
    std::optional<Reader> reader;  // opened with the first work, so that a start is quick
    for (;;) {
        Work next;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        if (!reader) reader.emplace(file);
        next(*reader);
    }
}

}  // namespace tiaojie::service
