#include "api/service/seen_trail.hpp"

#include <memory>
#include <utility>

namespace tiaojie::service {
namespace {

constexpr std::int64_t written_every_seconds = 60;

}  // namespace

void SeenTrail::note(const storage::Session& session, std::int64_t now_seconds) {
    if (now_seconds - session.seen < written_every_seconds) return;
    const std::lock_guard lock{mutex_};
    waiting_.try_emplace(session.id, Use{session, now_seconds});
}

void SeenTrail::flush() {
    auto uses = std::make_shared<std::unordered_map<std::string, Use>>();
    {
        const std::lock_guard lock{mutex_};
        uses->swap(waiting_);
    }
    if (uses->empty()) return;
    writer_.submit(
        [uses](storage::Ledger&, storage::Store& store) {
            for (const auto& [id, use] : *uses) storage::write_seen(store, use.session, use.at_seconds);
            return http::empty_response(204);
        },
        [](const http::Response&) {});  // lost on a full disk: the next use is noted again
}

}  // namespace tiaojie::service
