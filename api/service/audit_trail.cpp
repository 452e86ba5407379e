#include "api/service/audit_trail.hpp"

#include <utility>

namespace tiaojie::service {
namespace {

constexpr std::int64_t same_reading_seconds = 300;
constexpr std::size_t most_lately = 20'000;
constexpr std::size_t most_waiting = 2'000;  // then it is handed over at once

}  // namespace

void AuditTrail::read(storage::AuditEntry entry, std::int64_t now_seconds) {
    const auto key = entry.actor + "\n" + entry.object;
    bool is_full = false;
    {
        const std::lock_guard lock{mutex_};
        if (const auto before = lately_.find(key);
            before != lately_.end() && now_seconds - before->second < same_reading_seconds)
            return;
        if (lately_.size() >= most_lately) lately_.clear();
        lately_[key] = now_seconds;
        waiting_.push_back(std::move(entry));
        is_full = waiting_.size() >= most_waiting;
    }
    if (is_full) flush();
}

void AuditTrail::flush() {
    std::vector<storage::AuditEntry> entries;
    {
        const std::lock_guard lock{mutex_};
        entries.swap(waiting_);
    }
    if (entries.empty()) return;
    auto shared = std::make_shared<const std::vector<storage::AuditEntry>>(std::move(entries));
    writer_.submit(
        [shared](storage::Ledger&, storage::Store& store) {
            storage::write_audit(store, *shared);
            return http::empty_response(204);
        },
        [this, shared](const http::Response& response) {
            if (response.status < 400) return;
            const std::lock_guard lock{mutex_};  // the disk is full, say: they are written when it has room again
            if (waiting_.size() < most_waiting * 4) waiting_.insert(waiting_.begin(), shared->begin(), shared->end());
        });
}

}  // namespace tiaojie::service
