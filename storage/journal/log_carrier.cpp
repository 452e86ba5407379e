#include "storage/journal/log_carrier.hpp"

#include <exception>

namespace tiaojie::storage {
namespace {

constexpr int pages_at_a_time = 2'000;
// The log begins anew only when all of it has been carried over, which never happens while others write all the time.
// Then the writer carries the last pages itself, so that the log has an end.
constexpr int most_pages = 16'000;

// A full or failing disk: nothing is lost, the log keeps what it has, and is asked again.
void carry(Database& db) noexcept {
    try {
        db.run("PRAGMA wal_checkpoint(PASSIVE)");
    } catch (const std::exception&) {
    }
}

}  // namespace

LogCarrier::LogCarrier(const std::filesystem::path& file, Database& writer)
    : writer_(writer), own_(file, Database::Open::existing) {
    writer_.on_log([this](int pages) { on_commit(pages); });
    thread_ = std::thread{[this] { work(); }};
}

LogCarrier::~LogCarrier() {
    writer_.on_log({});
    {
        const std::lock_guard lock{mutex_};
        is_stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

// On the writer's thread, after a commit that left so many pages in the log.
void LogCarrier::on_commit(int pages) {
    if (pages >= most_pages) {
        const std::lock_guard alone{carrying_};  // two at a time would only turn each other away
        carry(writer_);
    }
    const std::lock_guard lock{mutex_};
    if (pages < carried_) carried_ = 0;  // it has begun anew
    if (pages - carried_ < pages_at_a_time) return;
    carried_ = pages;
    is_asked_ = true;
    changed_.notify_one();
}

void LogCarrier::work() {
    for (;;) {
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return is_stopped_ || is_asked_; });
            if (is_stopped_) return;
            is_asked_ = false;
        }
        const std::lock_guard alone{carrying_};
        carry(own_);
    }
}

}  // namespace tiaojie::storage
