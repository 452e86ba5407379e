// Where messages go out to (webhooks), and what became of each. The system administrator makes them without seeing
// any case: titles are masked before they are stored.
#include <algorithm>

#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/bodies.hpp"
#include "api/service/occasions.hpp"
#include "api/service/sender.hpp"
#include "api/service/service.hpp"
#include "api/service/webhook_formats.hpp"
#include "storage/files/webhooks.hpp"
#include "storage/keys/secret_text.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr std::int64_t rows_on_a_page = 50;
constexpr std::int64_t most_rows_on_a_page = 500;
// Only when the server ends before it has an answer to a test, the notifier takes it over.
constexpr std::int64_t seconds_to_test = 60;

Json webhook_view(const storage::Webhook& webhook) {
    auto json = json_object();
    put(json, "webhook", webhook.id);
    put(json, "name", webhook.name);
    put(json, "url", storage::shown_url(webhook.url));
    put(json, "kind", webhook.kind);
    put(json, "area", webhook.area);
    put(json, "events", webhook.events);
    put(json, "active", webhook.active);
    put(json, "signed", !webhook.secret.empty() && webhook.kind != WebhookKind::wecom);
    put(json, "created", webhook.created);
    return json;
}

Json delivery_view(const storage::Delivery& delivery) {
    auto json = json_object();
    put(json, "delivery", delivery.number);
    put(json, "event", delivery.event);
    put(json, "case", case_in_key(delivery.key));
    put(json, "status", delivery.status);
    put(json, "attempts", delivery.attempts);
    put(json, "next", delivery.status == DeliveryStatus::waiting ? to_json(time_text(delivery.next_at)) : json_null());
    put(json, "answer", delivery.last_status);
    put(json, "error", delivery.last_error);
    put(json, "created", delivery.created);
    put(json, "sent", delivery.sent);
    return json;
}

// The webhook in the path, when it lies in the administrator's area.
Or<storage::Webhook> visible_webhook(const Call& call, storage::Store& store) {
    auto webhook = storage::find_webhook(store, call.path.at("webhook"));
    if (!webhook || !call.area().contains(webhook->area)) return http::not_found();
    return *std::move(webhook);
}

std::vector<WebhookEvent> all_events() {
    std::vector<WebhookEvent> out;
    for (const auto& term : Terms<WebhookEvent>::all) out.push_back(term.value);
    return out;
}

// Said at once to who enters such an address; a name that leads there is refused when it is used.
std::optional<http::Response> bad_receiver(const std::string& url) {
    const auto parsed = parse_web_url(url);
    if (!parsed) return http::problem_of(parsed.refusal());
    if (is_forbidden_address(parsed->host))
        return http::problem_of(Refusal{"bad_url", "url", "这个地址不允许作为接收地址"});
    return std::nullopt;
}

storage::AuditEntry changed(const Call& call, const std::string& id, std::string_view change) {
    storage::AuditEntry entry;
    entry.detail = storage::audit_detail({{"change", change}});
    return audit_entry(call, AuditAction::webhook_changed, id, std::move(entry));
}

storage::Delivery delivery_of(storage::Store& store, const std::string& webhook, std::int64_t number) {
    storage::DeliveryFilter filter;
    filter.webhook = webhook;
    filter.before_number = number + 1;
    filter.limit = 1;
    const auto found = storage::deliveries(store, filter);
    return found.empty() ? storage::Delivery{} : found.front();
}

}  // namespace

http::Response webhook_list(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& webhook : storage::webhooks(call.store))
        if (call.area().contains(webhook.area)) add(list, webhook_view(webhook));
    return ok(list);
}

http::Response webhook_make(Call& call) {
    auto body = body_of<NewWebhookBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    auto& given = std::get<NewWebhookBody>(body);
    const auto area = given.area.value_or(call.area());
    if (!call.area().contains(area) || !storage::knows_division(call.store.db(), area)) return http::not_found();
    if (auto problem = bad_receiver(given.url)) return *std::move(problem);
    // Without a key nobody could tell our messages from others'. Robots have their keys from where they were made.
    const bool is_secret_made = given.kind == WebhookKind::generic && !given.secret;
    storage::Webhook webhook;
    webhook.name = given.name;
    webhook.url = given.url;
    webhook.kind = given.kind;
    webhook.secret = is_secret_made ? storage::new_secret() : given.secret.value_or("");
    webhook.area = area;
    webhook.events = given.events.value_or(all_events());
    webhook.created = call.now;
    const auto made = storage::write_new_webhook(call.store, webhook);
    if (!made) return http::problem_of(made.refusal());
    webhook.id = *made;
    storage::write_audit(call.store, changed(call, webhook.id, "made"));
    auto json = webhook_view(*storage::find_webhook(call.store, webhook.id));
    put(json, "secret", is_secret_made ? to_json(webhook.secret) : json_null());
    return ok(json, 201);
}

http::Response webhook_remove(Call& call) {
    auto found = visible_webhook(call, call.store);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& id = std::get<storage::Webhook>(found).id;
    storage::write_removed_webhook(call.store, id);
    storage::write_audit(call.store, changed(call, id, "removed"));
    return http::empty_response(204);
}

// On a slow worker: written, sent once, and written what came of it. Not tried again: who tests looks at the answer.
http::Response webhook_test(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_webhook(call, call.store);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& webhook = std::get<storage::Webhook>(found);
    http::Occasion occasion;
    occasion.event = webhook.events.front();
    occasion.title = "这是一条试验通知，收到即表示设置正确";
    occasion.division = storage::division_name(call.store.db(), webhook.area);
    occasion.is_test = true;
    const auto payload = http::webhook_body(webhook.kind, occasion);
    const auto key = "test/" + storage::new_public_id();
    auto& service = call.service;
    std::int64_t number = 0;
    auto written = service.writer().run([&](storage::Ledger&, storage::Store& store) {
        if (!storage::write_delivery(store, webhook.id, key, occasion.event, payload,
                                     service.clock().seconds() + seconds_to_test, call.now))
            return http::not_found();      // removed meanwhile
        number = store.db().last_rowid();  // run again, it is set again
        return http::empty_response(204);
    });
    if (written.status >= 400) return written;
    auto attempt = service.notifier().send_now(webhook, number, payload);
    attempt.is_last = true;
    return service.writer().run([&](storage::Ledger&, storage::Store& store) {
        if (!storage::find_webhook(store, webhook.id)) return http::not_found();
        storage::write_attempt(store, number, attempt, service.clock().seconds(), service.clock().now());
        return ok(delivery_view(delivery_of(store, webhook.id, number)));
    });
}

http::Response webhook_deliveries(Call& call) {
    const auto limit = call.query.limit(most_rows_on_a_page, rows_on_a_page);
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_webhook(call, call.store);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    storage::DeliveryFilter filter;
    filter.webhook = std::get<storage::Webhook>(found).id;
    filter.limit = static_cast<int>(limit);
    auto list = json_list();
    for (const auto& delivery : storage::deliveries(call.store, filter)) add(list, delivery_view(delivery));
    return ok(list);
}

}  // namespace tiaojie::service
