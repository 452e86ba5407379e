#include "api/service/notifier.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "api/service/webhook_formats.hpp"
#include "core/case/event.hpp"
#include "storage/journal/journal_search.hpp"

namespace tiaojie::service {
namespace {

constexpr std::size_t most_in_one_write = 200;           // others wait for the writer, too
constexpr std::int64_t positions_between_marks = 5'000;  // where there was nothing to tell
constexpr auto time_to_finish = std::chrono::milliseconds{500};
constexpr auto gap_after_failure = std::chrono::milliseconds{3'000};

std::int64_t now_milliseconds() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

http::WebhookMessage message_of(const storage::Webhook& webhook, std::int64_t number, const std::string& payload) {
    return http::webhook_message_with(webhook.kind, webhook.url, webhook.secret, std::to_string(number), payload,
                                      now_milliseconds());
}

storage::Attempt attempt_of(WebhookKind kind, const Sent& sent) {
    storage::Attempt out;
    if (sent.status) {
        out.status = static_cast<int>(*sent.status);
        out.was_taken = http::accepted(kind, *sent.status, sent.body);
    }
    if (out.was_taken) return out;
    out.error = sent.status && sent.error.empty() ? http::refusal_of(kind, *sent.status, sent.body) : sent.error;
    return out;
}

// A day is compared with the day on which the webhook was made, a moment with the moment.
bool is_news(const Tellable& told, const storage::Webhook& webhook) {
    return told.since >= webhook.created.substr(0, told.since.size());
}

bool wants(const storage::Webhook& webhook, const Tellable& told) {
    const auto& events = webhook.events;
    return webhook.area.contains(told.division) &&
           std::find(events.begin(), events.end(), told.occasion.event) != events.end() && is_news(told, webhook);
}

// Areas that lie in no other, so that no case is read twice.
std::set<Division> outermost_areas(const std::vector<storage::Webhook>& webhooks) {
    std::set<Division> out;
    for (const auto& each : webhooks) {
        const bool is_inside = std::any_of(webhooks.begin(), webhooks.end(), [&](const auto& other) {
            return other.area != each.area && other.area.contains(each.area);
        });
        if (!is_inside) out.insert(each.area);
    }
    return out;
}

}  // namespace

Notifier::Notifier(Writer& writer, const Clock& clock, NotifierOptions options)
    : writer_(writer), clock_(clock), options_(std::move(options)), sender_(options_.limits) {
    thread_ = std::thread{[this] { work(); }};
}

Notifier::~Notifier() { stop(); }

void Notifier::stop() {
    stopped_ = true;
    sender_.wake();
    if (thread_.joinable()) thread_.join();
}

void Notifier::work() {
    std::optional<Reader> reader;
    auto next_look = std::chrono::steady_clock::now();
    while (!stopped_) {
        const auto sent = sender_.wait(options_.rhythm);
        take(sent);
        const auto now = std::chrono::steady_clock::now();
        if (stopped_ || (sent.empty() && now < next_look)) continue;
        next_look = now + options_.rhythm;
        try {
            write_results();
            if (!reader) reader.emplace(options_.file);
            look(*reader);
        } catch (const std::exception&) {  // locked or full for a while: the next look tries again
        }
    }
    // What is under way may still be answered; what is not stays waiting and is sent after the next start.
    const auto until = std::chrono::steady_clock::now() + time_to_finish;
    while (sender_.under_way() > 0 && std::chrono::steady_clock::now() < until) take(sender_.wait(time_to_finish / 10));
    write_results();
}

void Notifier::look(Reader& reader) {
    reader.refresh(clock_.today());
    auto& store = reader.store();
    auto webhooks = storage::webhooks(store);
    std::erase_if(webhooks, [](const auto& webhook) { return !webhook.active; });
    if (webhooks.empty()) return;
    tell_supervision(store, webhooks);
    if (are_clocks_to_be_read(store, webhooks)) tell_clocks(store, webhooks);
    start_due(store);
}

// ---- what is to be told ----

void Notifier::tell_supervision(storage::Store& store, const std::vector<storage::Webhook>& webhooks) {
    std::vector<NewDelivery> deliveries;
    std::int64_t head = 0;
    {
        const storage::ReadTransaction reading{store.db()};
        head = store.head().position;
        if (told_ < 0) told_ = written_told_ = storage::told_position(store);
        if (head == told_) return;
        std::vector<Recorded> issued;  // first, so that no two readings of the journal overlap
        storage::each_event_named(
            store, SupervisionIssued::event_name, [&](const Recorded& recorded) { issued.push_back(recorded); },
            std::min(told_, head));
        for (const auto& recorded : issued) {
            const auto told = tellable_notice(store, recorded, clock_.today(), options_.base_url);
            if (!told) continue;
            for (const auto& webhook : webhooks)
                if (wants(webhook, *told) && !storage::has_delivery(store, webhook.id, told->key))
                    deliveries.push_back({webhook.id, told->key, told->occasion.event,
                                          http::webhook_body(webhook.kind, told->occasion)});
        }
    }
    const bool is_mark_due = !deliveries.empty() || head - written_told_ >= positions_between_marks;
    if (is_mark_due && !write(deliveries, head)) return;
    if (is_mark_due) written_told_ = head;
    told_ = head;
}

// All clocks follow from the day and the journal: nothing new of either, nothing new to tell.
bool Notifier::are_clocks_to_be_read(storage::Store& store, const std::vector<storage::Webhook>& webhooks) {
    auto read_for = clock_.today().text();
    for (const auto& each : webhooks) read_for += " " + each.id;
    const auto head = store.head().position;
    const auto now = std::chrono::steady_clock::now();
    const bool is_time = head != clocks_read_at_ && now - clocks_read_when_ >= options_.clocks_every;
    if (read_for == clocks_read_for_ && !is_time) return false;
    // Noted before the reading: when it fails, it is repeated after a while, not each second.
    clocks_read_for_ = std::move(read_for);
    clocks_read_at_ = -1;
    clocks_read_when_ = now;
    return true;
}

void Notifier::tell_clocks(storage::Store& store, const std::vector<storage::Webhook>& webhooks) {
    const auto today = clock_.today();
    const auto head = store.head().position;
    std::vector<NewDelivery> deliveries;
    for (const auto area : outermost_areas(webhooks))
        storage::CaseReader{store, today}.each_pending(area, [&](storage::CaseView&& view) {
            if (stopped_) throw std::runtime_error{"stopping"};
            for (const auto& told : tellable_clocks(store, view, today, options_.base_url))
                for (const auto& webhook : webhooks)
                    if (wants(webhook, told) && !storage::has_delivery(store, webhook.id, told.key))
                        deliveries.push_back({webhook.id, told.key, told.occasion.event,
                                              http::webhook_body(webhook.kind, told.occasion)});
        });
    if (deliveries.empty() || write(deliveries)) clocks_read_at_ = head;
}

// The deliveries and the mark in one write where they fit; the mark with the last, so that none is passed over.
bool Notifier::write(const std::vector<NewDelivery>& deliveries, std::optional<std::int64_t> told_position) {
    std::size_t from = 0;
    do {
        const auto to = std::min(deliveries.size(), from + most_in_one_write);
        const auto response = writer_.run([&](storage::Ledger&, storage::Store& store) {
            for (auto i = from; i < to; ++i)
                storage::write_delivery(store, deliveries[i].webhook, deliveries[i].key, deliveries[i].event,
                                        deliveries[i].payload, clock_.seconds(), clock_.now());
            if (told_position && to == deliveries.size()) storage::write_told_position(store, *told_position);
            return http::empty_response(204);
        });
        if (response.status >= 400) return false;
        from = to;
    } while (from < deliveries.size() && !stopped_);
    return from == deliveries.size();
}

// ---- sending ----

// One at a time to each webhook, so that its messages come in order and none is flooded.
void Notifier::start_due(storage::Store& store) {
    const auto now = std::chrono::steady_clock::now();
    for (const auto& [delivery, webhook] : storage::due_deliveries(store, clock_.seconds(), 1)) {
        const auto allowed = not_before_.find(webhook.id);
        if (allowed != not_before_.end() && now < allowed->second) continue;
        const bool is_busy = std::any_of(under_way_.begin(), under_way_.end(),
                                         [&](const auto& each) { return each.second.webhook == webhook.id; });
        if (is_busy) continue;
        sender_.start(delivery.number, message_of(webhook, delivery.number, delivery.payload));
        under_way_[delivery.number] = {webhook.id, webhook.kind};
        if (webhook.kind != WebhookKind::generic) not_before_[webhook.id] = now + options_.robot_gap;
    }
}

void Notifier::take(const std::vector<Sent>& sent) {
    for (const auto& each : sent) {
        const auto found = under_way_.find(each.number);
        if (found == under_way_.end()) continue;
        auto attempt = attempt_of(found->second.kind, each);
        if (!attempt.was_taken) {
            auto& not_before = not_before_[found->second.webhook];
            not_before = std::max(not_before, std::chrono::steady_clock::now() + gap_after_failure);
        }
        results_.push_back({each.number, std::move(attempt)});
    }
}

// Until a result is written, its delivery counts as under way: what the receiver has taken is not sent again.
void Notifier::write_results() {
    if (results_.empty()) return;
    const auto response = writer_.run([&](storage::Ledger&, storage::Store& store) {
        for (const auto& each : results_)
            storage::write_attempt(store, each.number, each.attempt, clock_.seconds(), clock_.now());
        return http::empty_response(204);
    });
    if (response.status >= 400) return;
    for (const auto& each : results_) under_way_.erase(each.number);
    results_.clear();
}

storage::Attempt Notifier::send_now(const storage::Webhook& webhook, std::int64_t number,
                                    const std::string& payload) const {
    Sender sender{options_.limits};
    sender.start(number, message_of(webhook, number, payload));
    while (!stopped_)
        for (const auto& sent : sender.wait(std::chrono::milliseconds{100})) return attempt_of(webhook.kind, sent);
    storage::Attempt out;
    out.error = "服务正在停止，没有等到答复";
    return out;
}

}  // namespace tiaojie::service
