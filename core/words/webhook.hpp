// The words of outgoing messages (webhooks), and the addresses that they may go to.
#pragma once

#include <string>

#include "core/words/result.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie {

enum class WebhookKind : std::uint8_t { generic, dingtalk, wecom };
enum class WebhookEvent : std::uint8_t { supervision, due_soon, overdue };
enum class DeliveryStatus : std::uint8_t { waiting, sent, failed };

template <>
struct Terms<WebhookKind> {
    static constexpr std::array<Term<WebhookKind>, 3> all{{{WebhookKind::generic, "generic", "通用"},
                                                           {WebhookKind::dingtalk, "dingtalk", "钉钉机器人"},
                                                           {WebhookKind::wecom, "wecom", "企业微信机器人"}}};
};
template <>
struct Terms<WebhookEvent> {
    static constexpr std::array<Term<WebhookEvent>, 3> all{{{WebhookEvent::supervision, "supervision", "新的督办"},
                                                            {WebhookEvent::due_soon, "due_soon", "即将到期"},
                                                            {WebhookEvent::overdue, "overdue", "已逾期"}}};
};
template <>
struct Terms<DeliveryStatus> {
    static constexpr std::array<Term<DeliveryStatus>, 3> all{{{DeliveryStatus::waiting, "waiting", "待发送"},
                                                              {DeliveryStatus::sent, "sent", "已发送"},
                                                              {DeliveryStatus::failed, "failed", "发送失败"}}};
};
static_assert(in_order<WebhookKind>() && in_order<WebhookEvent>() && in_order<DeliveryStatus>());

// An address of the web in its parts, as a client needs them.
struct WebUrl {
    bool is_secure{};      // https
    std::string host{};    // lower case; an IPv6 address without its brackets
    std::uint16_t port{};  // 80 or 443 when it was not given
    std::string target{};  // path and query, at least "/"
    friend bool operator==(const WebUrl&, const WebUrl&) = default;
};

// Strictly: http or https, at most 2048 bytes, ASCII only (the rest percent-encoded), no user, no fragment, a name,
// IPv4 or [IPv6] address, a port from 1 to 65535. Refused with the code "bad_url".
Result<WebUrl> parse_web_url(std::string_view text);

}  // namespace tiaojie
