// The messages of webhooks: what is to be sent, and what became of it.
#include <algorithm>
#include <array>

#include "core/words/text.hpp"
#include "storage/files/webhooks.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::size_t longest_key = 256;
constexpr std::size_t longest_error = 512;
constexpr std::string_view columns =
    "number, webhook, key, event, payload, status, attempts, next_at, last_status, last_error, created, sent";

Delivery delivery_from(const Query& query) {
    Delivery out;
    out.number = query.integer(0);
    const auto event = parse_term<WebhookEvent>(query.text(3));
    const auto status = parse_term<DeliveryStatus>(query.text(5));
    if (!event || !status)
        throw StoreFault{FaultKind::damaged, "推送记录" + std::to_string(out.number) + "无法解读，数据库已损坏"};
    out.webhook = query.string(1);
    out.key = query.string(2);
    out.event = *event;
    out.payload = query.string(4);
    out.status = *status;
    out.attempts = static_cast<int>(query.integer(6));
    out.next_at = query.integer(7);
    if (const auto last = query.optional_integer(8)) out.last_status = static_cast<int>(*last);
    if (!query.is_null(9)) out.last_error = query.string(9);
    out.created = query.string(10);
    if (!query.is_null(11)) out.sent = query.string(11);
    return out;
}

}  // namespace

std::int64_t delivery_delay_seconds(int attempts) {
    constexpr std::array<std::int64_t, delivery_attempts - 1> delays{10, 30, 60, 300, 900, 3600, 10800};
    return delays.at(static_cast<std::size_t>(std::clamp(attempts, 1, delivery_attempts - 1) - 1));
}

bool write_delivery(Store& store, const std::string& webhook, const std::string& key, WebhookEvent event,
                    const std::string& payload, std::int64_t at_seconds, const std::string& now) {
    if (key.size() > longest_key) throw std::logic_error{"the key of a delivery is too long"};
    Query{store.db(),
          "INSERT INTO deliveries (webhook, key, event, payload, status, attempts, next_at, created)"
          " SELECT id, ?, ?, ?, 'waiting', 0, ?, ? FROM webhooks WHERE id = ?"
          " ON CONFLICT (webhook, key) DO NOTHING",
          key,
          std::string{name(event)},
          payload,
          at_seconds,
          now,
          webhook}
        .run();
    return store.db().changed_rows() > 0;
}

bool has_delivery(Store& store, const std::string& webhook, const std::string& key) {
    Query query{store.db(), "SELECT 1 FROM deliveries WHERE webhook = ? AND key = ?", webhook, key};
    return query.step();
}

std::int64_t told_position(Store& store) {
    Query query{store.db(), "SELECT CAST(value AS INTEGER) FROM store WHERE name = 'told'"};
    return query.step() ? query.integer(0) : 0;
}

void write_told_position(Store& store, std::int64_t position) {
    Query{store.db(),
          "INSERT INTO store (name, value) VALUES ('told', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          std::to_string(position)}
        .run();
}

std::vector<DueDelivery> due_deliveries(Store& store, std::int64_t at_seconds, int limit_of_each) {
    std::vector<Delivery> due;
    {
        Query query{store.db(),
                    "SELECT d.number, d.webhook, d.key, d.event, d.payload, d.status, d.attempts, d.next_at,"
                    " d.last_status, d.last_error, d.created, d.sent FROM webhooks AS w CROSS JOIN deliveries AS d"
                    " WHERE w.active = 1 AND d.number IN (SELECT number FROM deliveries"
                    " WHERE webhook = w.id AND status = 'waiting' AND next_at <= ? ORDER BY next_at, number LIMIT ?)"
                    " ORDER BY d.next_at, d.number",
                    at_seconds, limit_of_each};
        while (query.step()) due.push_back(delivery_from(query));
    }
    std::vector<DueDelivery> out;
    for (auto& delivery : due)
        if (auto webhook = find_webhook(store, delivery.webhook))
            out.push_back({std::move(delivery), *std::move(webhook)});
    return out;
}

std::optional<std::int64_t> next_delivery_at(Store& store) {
    Query query{store.db(),
                "SELECT d.next_at FROM deliveries AS d CROSS JOIN webhooks AS w ON w.id = d.webhook"
                " WHERE d.status = 'waiting' AND w.active = 1 ORDER BY d.next_at LIMIT 1"};
    if (!query.step()) return std::nullopt;
    return query.integer(0);
}

void write_attempt(Store& store, std::int64_t number, const Attempt& attempt, std::int64_t at_seconds,
                   const std::string& now) {
    auto& db = store.db();
    int attempts = 0;
    {
        Query query{db, "SELECT attempts FROM deliveries WHERE number = ? AND status = 'waiting'", number};
        if (!query.step()) return;  // removed with its webhook meanwhile
        attempts = static_cast<int>(query.integer(0)) + 1;
    }
    const bool is_last = attempt.is_last || attempts >= delivery_attempts;
    const auto status = attempt.was_taken ? DeliveryStatus::sent
                        : is_last         ? DeliveryStatus::failed
                                          : DeliveryStatus::waiting;
    std::optional<std::string> error;
    if (attempt.error) error = std::string{cut_to_bytes(*attempt.error, longest_error)};
    Query{db,
          "UPDATE deliveries SET status = ?, attempts = ?, next_at = ?, last_status = ?, last_error = ?, sent = ?"
          " WHERE number = ?",
          std::string{name(status)},
          attempts,
          at_seconds + delivery_delay_seconds(attempts),
          attempt.status,
          error,
          attempt.was_taken ? std::optional{now} : std::nullopt,
          number}
        .run();
}

std::vector<Delivery> deliveries(Store& store, const DeliveryFilter& filter) {
    std::string sql = "SELECT " + std::string{columns} + " FROM deliveries WHERE number < ?";
    if (filter.webhook) sql += " AND webhook = ?";
    if (filter.status) sql += " AND status = '" + std::string{name(*filter.status)} + "'";
    Query query{store.db(), sql + " ORDER BY number DESC LIMIT ?", filter.before_number.value_or(INT64_MAX)};
    int at = 1;
    if (filter.webhook) query.bind(++at, *filter.webhook);
    query.bind(++at, std::clamp(filter.limit, 1, 1000));
    std::vector<Delivery> out;
    while (query.step()) out.push_back(delivery_from(query));
    return out;
}

bool write_delivery_again(Store& store, std::int64_t number, std::int64_t at_seconds) {
    Query{store.db(),
          "UPDATE deliveries SET status = 'waiting', attempts = 0, next_at = ? WHERE number = ? AND status = 'failed'",
          at_seconds, number}
        .run();
    return store.db().changed_rows() > 0;
}

}  // namespace tiaojie::storage
