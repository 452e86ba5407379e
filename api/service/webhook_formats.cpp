#include "api/service/webhook_formats.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "api/wire/json_writer.hpp"
#include "api/wire/text_rules.hpp"
#include "core/words/text.hpp"
#include "storage/keys/encoding.hpp"

namespace tiaojie::http {
namespace {

constexpr std::size_t most_markdown_bytes = 4000;  // WeCom takes 4096, DingTalk more

std::string hmac_sha256(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, text.size(), digest.data(), &size) ==
        nullptr)
        throw std::runtime_error{"HMAC-SHA256 failed"};
    return {reinterpret_cast<const char*>(digest.data()), size};
}

// What people wrote must not become a link, a heading or a call to everybody: such signs are written full-width.
std::string plain(std::string_view text) {
    static constexpr std::array<std::pair<char, std::string_view>, 15> signs{{{'[', "［"},
                                                                              {']', "］"},
                                                                              {'(', "（"},
                                                                              {')', "）"},
                                                                              {'<', "＜"},
                                                                              {'>', "＞"},
                                                                              {'*', "＊"},
                                                                              {'_', "＿"},
                                                                              {'`', "｀"},
                                                                              {'#', "＃"},
                                                                              {'@', "＠"},
                                                                              {'!', "！"},
                                                                              {'~', "～"},
                                                                              {'|', "｜"},
                                                                              {'\\', "＼"}}};
    std::string out;
    for (const char c : text) {
        const auto found = std::find_if(signs.begin(), signs.end(), [c](const auto& sign) { return sign.first == c; });
        if (found != signs.end())
            out += found->second;
        else
            out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return out;
}

std::string shortened(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    return std::string{cut_to_bytes(text, bytes)} + "…";
}

std::string heading(const Occasion& occasion) {
    if (occasion.is_test) return "试验通知";
    if (occasion.event == WebhookEvent::supervision && occasion.grade) return std::string{chinese(*occasion.grade)};
    return "案件" + std::string{chinese(occasion.event)};
}

// The link is ours, but a closing bracket in it would end it early.
std::string link_target(std::string_view link) {
    std::string out;
    for (const char c : link)
        if (c == '(' || c == ')' || c == ' ')
            out += percent_encoded({&c, 1});
        else if (static_cast<unsigned char>(c) > 0x20)
            out += c;
    return out;
}

// Both robots read this much of Markdown alike.
std::string markdown(const Occasion& occasion) {
    constexpr std::size_t longest_title = 600;
    std::string out = "### 调解：" + heading(occasion) + "\n\n";
    const auto line = [&](std::string_view what, const std::string& value) {
        if (!value.empty()) out.append("- ").append(what).append("：").append(value).append("\n");
    };
    line("案件", plain(occasion.case_id.text));
    line("事由", shortened(plain(occasion.title), longest_title));
    line("所在地", shortened(plain(occasion.division), longest_title));
    line("到期", occasion.due ? occasion.due->chinese() : "");
    if (!occasion.link.empty()) out += "\n[查看案件](" + link_target(occasion.link) + ")\n";
    return shortened(std::move(out), most_markdown_bytes);
}

Json robot_message(WebhookKind kind, const Occasion& occasion) {
    auto inner = json_object();
    if (kind == WebhookKind::dingtalk) put(inner, "title", "调解：" + heading(occasion));
    put(inner, kind == WebhookKind::dingtalk ? "text" : "content", markdown(occasion));
    auto out = json_object();
    put(out, "msgtype", "markdown");
    put(out, "markdown", std::move(inner));
    return out;
}

Json generic_message(const Occasion& occasion) {
    auto out = json_object();
    put(out, "event", occasion.event);
    put(out, "case", occasion.case_id);
    put(out, "title", occasion.title);
    put(out, "division", occasion.division);
    put(out, "due", occasion.due);
    put(out, "grade", occasion.grade);
    put(out, "link", occasion.link);
    put(out, "test", occasion.is_test);
    return out;
}

bool is_robot(WebhookKind kind) { return kind != WebhookKind::generic; }

}  // namespace

std::string webhook_body(WebhookKind kind, const Occasion& occasion) {
    return write_json(is_robot(kind) ? robot_message(kind, occasion) : generic_message(occasion));
}

WebhookMessage webhook_message_with(WebhookKind kind, std::string_view url, std::string_view secret,
                                    std::string_view delivery, std::string body, std::int64_t at_milliseconds) {
    WebhookMessage out{std::string{url}, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
    switch (kind) {
        case WebhookKind::generic: {
            out.headers.push_back({"X-Tiaojie-Delivery", std::string{delivery}});
            if (secret.empty()) break;
            const auto at = std::to_string(at_milliseconds / 1000);
            out.headers.push_back(
                {"X-Tiaojie-Signature", "t=" + at + ",v1=" + storage::hex(hmac_sha256(secret, at + "." + out.body))});
            break;
        }
        case WebhookKind::dingtalk: {
            if (secret.empty()) break;
            const auto at = std::to_string(at_milliseconds);
            const auto sign = storage::base64(hmac_sha256(secret, at + "\n" + std::string{secret}));
            out.url += out.url.find('?') == std::string::npos ? '?' : '&';
            out.url += "timestamp=" + at + "&sign=" + percent_encoded(sign);
            break;
        }
        case WebhookKind::wecom:  // its key stands in the address; there is nothing to sign
            break;
    }
    return out;
}

WebhookMessage webhook_message(WebhookKind kind, std::string_view url, std::string_view secret,
                               std::string_view delivery, const Occasion& occasion, std::int64_t at_milliseconds) {
    return webhook_message_with(kind, url, secret, delivery, webhook_body(kind, occasion), at_milliseconds);
}

bool accepted(WebhookKind kind, unsigned status, std::string_view body) {
    if (!is_robot(kind)) return status >= 200 && status < 300;
    if (status != 200) return false;
    const auto json = parse_json(body);
    if (!json) return false;
    const auto* code = json->find("errcode");
    return code != nullptr && code->kind == Json::Kind::number && code->text == "0";
}

std::string refusal_of(WebhookKind kind, unsigned status, std::string_view body) {
    if (is_robot(kind) && status == 200) {
        const auto json = parse_json(body);
        const auto* code = json ? json->find("errcode") : nullptr;
        const auto* message = json ? json->find("errmsg") : nullptr;
        if (code != nullptr && code->kind == Json::Kind::number)
            return "机器人拒收：" + shown(code->text) +
                   (message != nullptr && message->kind == Json::Kind::string ? " " + shown(message->text) : "");
        return "机器人的答复无法识别";
    }
    return "接收方答复" + std::to_string(status);
}

}  // namespace tiaojie::http
