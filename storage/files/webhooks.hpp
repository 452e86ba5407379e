// Outgoing messages: where they go (webhooks) and what became of each (deliveries). The address and the secret are
// stored encrypted: robots' addresses carry their key. Functions named write_* need the caller's transaction; the
// others only read. Seconds are since 1970.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/words/result.hpp"
#include "core/words/webhook.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

inline constexpr int webhooks_at_most = 50;

struct Webhook {
    std::string id{};    // given when it is made
    std::string name{};  // at most 64 characters
    std::string url{};
    WebhookKind kind{};
    std::string secret{};  // generic: HMAC key; dingtalk: 加签; may be empty
    Division area{};
    std::vector<WebhookEvent> events{};  // at least one
    bool active{true};
    std::string created{};  // RFC 3339
};

// For people: what the address shows without its query and its last path segment.
std::string shown_url(const std::string& url);

// Returns its id. Refused: "bad_url" (url), "bad_value" (name, events, secret over 256 bytes), "too_many".
Result<std::string> write_new_webhook(Store& store, const Webhook& webhook);
// All but id and created anew; an empty secret keeps the present one. Refused as above, or "unknown_webhook".
std::optional<Refusal> write_webhook(Store& store, const Webhook& webhook);
// With its deliveries. False when there is none.
bool write_removed_webhook(Store& store, const std::string& id);
std::vector<Webhook> webhooks(Store& store);  // in the order in which they were made
std::optional<Webhook> find_webhook(Store& store, const std::string& id);

// One message to one webhook. `key` names the occasion ("overdue/c12/overall/2021-11-13"), so that none is sent twice.
struct Delivery {
    std::int64_t number{};
    std::string webhook{};
    std::string key{};  // at most 256 bytes
    WebhookEvent event{};
    std::string payload{};  // what is sent; masked
    DeliveryStatus status{DeliveryStatus::waiting};
    int attempts{};
    std::int64_t next_at{};                   // when it is due, in seconds
    std::optional<int> last_status{};         // HTTP; none: no answer came
    std::optional<std::string> last_error{};  // in Chinese
    std::string created{};                    // RFC 3339
    std::optional<std::string> sent{};        // RFC 3339
};

// False when the webhook has had this occasion already, or does not exist.
bool write_delivery(Store& store, const std::string& webhook, const std::string& key, WebhookEvent event,
                    const std::string& payload, std::int64_t at_seconds, const std::string& now);
bool has_delivery(Store& store, const std::string& webhook, const std::string& key);

// Up to where the journal has been looked through for what is to be told; 0: not yet.
std::int64_t told_position(Store& store);
void write_told_position(Store& store, std::int64_t position);

struct DueDelivery {
    Delivery delivery{};
    Webhook webhook{};
};
// What is waiting and due, of active webhooks, the longest due first; at most so many of each, so that one that does
// not answer holds no other back. For one sender at a time.
std::vector<DueDelivery> due_deliveries(Store& store, std::int64_t at_seconds, int limit_of_each);
// When the next one falls due, if any waits.
std::optional<std::int64_t> next_delivery_at(Store& store);

inline constexpr int delivery_attempts = 8;
// Seconds to wait after that many attempts: 10, 30, 60, 300, 900, 3600, 10800.
std::int64_t delivery_delay_seconds(int attempts);

struct Attempt {
    bool was_taken{};  // the receiver said that it has it
    std::optional<int> status{};
    std::optional<std::string> error{};  // in Chinese; cut at 512 bytes
    bool is_last{false};                 // not to be tried again, whatever came of it
};
// Sent, or waiting for the next attempt, or failed after the last.
void write_attempt(Store& store, std::int64_t number, const Attempt& attempt, std::int64_t at_seconds,
                   const std::string& now);

struct DeliveryFilter {
    std::optional<std::string> webhook{};
    std::optional<DeliveryStatus> status{};
    std::optional<std::int64_t> before_number{};
    int limit{100};  // 1 to 1000
};
std::vector<Delivery> deliveries(Store& store, const DeliveryFilter& filter);  // newest first
// Tries a failed one again from now. False when there is none such.
bool write_delivery_again(Store& store, std::int64_t number, std::int64_t at_seconds);

}  // namespace tiaojie::storage
