#include "api/service/event_hub.hpp"

#include <algorithm>
#include <utility>

#include "api/wire/json_writer.hpp"

namespace tiaojie::service {
namespace {

// A client that reads slower than the register changes is cut off and comes again with its Last-Event-ID.
constexpr std::size_t most_buffered_bytes = 256 * 1024;
// More than that are not sent one by one: the client is told to read anew.
constexpr std::int64_t most_missed = 1000;
constexpr std::int64_t changes_at_a_time = 500;

std::string text_of(const storage::Change& change) {
    auto json = json_object();
    put(json, "position", change.position);
    put(json, "event", change.event);
    put(json, "case", change.case_id);
    if (change.case_id) put(json, "version", change.version);
    put(json, "division", change.division);
    put(json, "recorded", change.recorded);
    return "id: " + std::to_string(change.position) + "\nevent: change\ndata: " + write_json(json) + "\n\n";
}

std::string start_over(std::int64_t position) {
    return "id: " + std::to_string(position) + "\nevent: reload\ndata: {}\n\n";
}

}  // namespace

class EventHub::Stream final : public http::EventStream {
public:
    Stream(const storage::Session& session, std::string secret)
        : session_(session.id), role_(session.account.role), area_(session.account.area), secret_(std::move(secret)) {}

    std::string take() override {
        const std::lock_guard lock{mutex_};
        return std::exchange(buffer_, {});
    }
    void on_ready(std::function<void()> wake) override {
        const std::lock_guard lock{mutex_};
        wake_ = std::move(wake);
        if (wake_ && (!buffer_.empty() || !open_)) wake_();
    }
    bool is_open() override {
        const std::lock_guard lock{mutex_};
        return open_ || !buffer_.empty();
    }

    bool sees(const storage::Change& change) const {
        return change.division.code == 0 || area_.contains(change.division);  // 0: rules, which hold for all
    }
    const std::string& secret() const { return secret_; }
    const std::string& session() const { return session_; }
    bool is_of(const Account& account) const { return role_ == account.role && area_ == account.area; }

    void put(const std::string& text) {
        const std::lock_guard lock{mutex_};
        if (!open_) return;
        if (buffer_.size() + text.size() > most_buffered_bytes) {
            open_ = false;
            buffer_.clear();
        } else {
            buffer_ += text;
        }
        if (wake_) wake_();
    }
    void end() {
        const std::lock_guard lock{mutex_};
        open_ = false;
        if (wake_) wake_();
    }

private:
    std::string session_;
    Role role_;
    Division area_;
    std::string secret_;
    std::mutex mutex_{};
    std::string buffer_{};
    std::function<void()> wake_{};
    bool open_{true};
};

std::shared_ptr<http::EventStream> EventHub::open(storage::Store& store, const storage::Session& session,
                                                  std::string secret, std::optional<std::int64_t> after) {
    auto stream = std::make_shared<Stream>(session, std::move(secret));
    const std::lock_guard lock{mutex_};  // nothing is announced between what was missed and what is new
    if (announced_ < 0) announced_ = store.head().position;
    stream->put("retry: 3000\n\n");
    if (after && *after < announced_) {
        const auto missed = announced_ - *after > most_missed
                                ? std::vector<storage::Change>{}
                                : storage::changes_after(store, *after, announced_ - *after);
        if (missed.empty()) stream->put(start_over(announced_));
        for (const auto& change : missed)
            if (stream->sees(change)) stream->put(text_of(change));
    }
    streams_.push_back(stream);
    return stream;
}

std::vector<std::shared_ptr<EventHub::Stream>> EventHub::streams() {
    std::vector<std::shared_ptr<Stream>> out;
    std::erase_if(streams_, [&](const std::weak_ptr<Stream>& each) {
        auto stream = each.lock();
        if (!stream) return true;
        out.push_back(std::move(stream));
        return false;
    });
    return out;
}

void EventHub::announce(storage::Store& store) {
    const std::lock_guard lock{mutex_};
    if (announced_ < 0) {
        announced_ = store.head().position;
        return;
    }
    const auto open = streams();
    if (open.empty()) {
        announced_ = store.head().position;
        return;
    }
    for (;;) {
        const auto changes = storage::changes_after(store, announced_, changes_at_a_time);
        if (changes.empty()) return;
        for (const auto& change : changes) {
            const auto text = text_of(change);
            for (const auto& stream : open)
                if (stream->sees(change)) stream->put(text);
        }
        announced_ = changes.back().position;
    }
}

void EventHub::end_dead(const FindSession& find) {
    std::vector<std::shared_ptr<Stream>> open;
    {
        const std::lock_guard lock{mutex_};
        open = streams();
    }
    for (const auto& stream : open) {
        const auto session = find(stream->secret());
        if (!session || !stream->is_of(session->account)) stream->end();
    }
}

void EventHub::end_session(const std::string& session_id) {
    const std::lock_guard lock{mutex_};
    for (const auto& stream : streams())
        if (stream->session() == session_id) stream->end();
}

void EventHub::end_all() {
    const std::lock_guard lock{mutex_};
    for (const auto& stream : streams()) stream->end();
}

}  // namespace tiaojie::service
