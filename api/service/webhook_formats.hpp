// What an outgoing message looks like to its receiver, and what the receiver's answer means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "core/words/date.hpp"
#include "core/words/payload.hpp"
#include "core/words/webhook.hpp"

namespace tiaojie::http {

// Something to tell. Nothing personal: the title is masked before it comes here.
struct Occasion {
    WebhookEvent event{};
    Id case_id{};
    std::string title{};
    std::string division{};  // its name
    std::optional<Date> due{};
    std::optional<Grade> grade{};  // of a supervision
    std::string link{};            // to the case in the web app
    bool is_test{false};
};

struct WebhookMessage {
    std::string url{};
    std::vector<Header> headers{};
    std::string body{};
};

// `delivery` names this message, the same in every attempt. `at_milliseconds`: now, since 1970; receivers refuse what
// is signed long ago, so every attempt is made anew. An empty secret: not signed.
WebhookMessage webhook_message(WebhookKind kind, std::string_view url, std::string_view secret,
                               std::string_view delivery, const Occasion& occasion, std::int64_t at_milliseconds);

// The two steps of it, where the body is stored between them: the body alone, and all for a body made before.
std::string webhook_body(WebhookKind kind, const Occasion& occasion);
WebhookMessage webhook_message_with(WebhookKind kind, std::string_view url, std::string_view secret,
                                    std::string_view delivery, std::string body, std::int64_t at_milliseconds);

// Whether the receiver says that it has taken the message. Robots answer 200 also when they refuse.
bool accepted(WebhookKind kind, unsigned status, std::string_view body);
// Why not, in Chinese, for the delivery log; nothing of the secrets in it.
std::string refusal_of(WebhookKind kind, unsigned status, std::string_view body);

}  // namespace tiaojie::http
