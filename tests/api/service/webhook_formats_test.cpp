#include "api/service/webhook_formats.hpp"

#include "api/wire/json_reader.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::http;

namespace {

constexpr std::int64_t now = 1634175000123;

Occasion overdue() {
    return {WebhookEvent::overdue, Id{"c-101"}, "拖欠工资",          "营边社区",
            Date::of(2021, 11, 1), {},          "https://t/#/c-101", false};
}

std::string_view header_of(const WebhookMessage& message, std::string_view name) {
    for (const auto& header : message.headers)
        if (header.name == name) return header.value;
    return {};
}

std::string markdown_of(WebhookKind kind, const Occasion& occasion) {
    const auto json = parse_json(webhook_body(kind, occasion));
    REQUIRE(json);
    CHECK(json->find("msgtype")->text == "markdown");
    return json->find("markdown")->find(kind == WebhookKind::dingtalk ? "text" : "content")->text;
}

}  // namespace

// The signatures here were computed by Python's hmac.
TEST_CASE("the generic message is signed over its time and body") {
    const auto message = webhook_message(WebhookKind::generic, "https://x/hook", "geheim", "d-7", overdue(), now);
    CHECK(message.url == "https://x/hook");
    CHECK(message.body ==
          R"({"event":"overdue","case":"c-101","title":"拖欠工资","division":"营边社区","due":"2021-11-01",)"
          R"("grade":null,"link":"https://t/#/c-101","test":false})");
    CHECK(header_of(message, "X-Tiaojie-Delivery") == "d-7");
    CHECK(header_of(message, "X-Tiaojie-Signature") ==
          "t=1634175000,v1=305c844a39f0df8bdea0269b8a701b939f595ddd60ed3891478df596c23a712c");
    CHECK(
        header_of(webhook_message(WebhookKind::generic, "u", "", "d", overdue(), now), "X-Tiaojie-Signature").empty());
}

TEST_CASE("DingTalk wants its signature in the address") {
    const std::string url = "https://oapi.dingtalk.com/robot/send?access_token=abc";
    const auto message = webhook_message(WebhookKind::dingtalk, url, "SEC0123", "d-7", overdue(), now);
    CHECK(message.url == url + "&timestamp=1634175000123&sign=MpopF9Ck1J6OpKMUr3mrkOIVkInAmWL30T6GapqcplI%3D");
    CHECK(webhook_message(WebhookKind::dingtalk, "https://x/", "s", "d", overdue(), now)
              .url.starts_with("https://x/?timestamp="));
    CHECK(webhook_message(WebhookKind::dingtalk, url, "", "d-7", overdue(), now).url == url);
    CHECK(markdown_of(WebhookKind::dingtalk, overdue()) ==
          "### 调解：案件已逾期\n\n- 案件：c-101\n- 事由：拖欠工资\n- 所在地：营边社区\n- 到期：2021年11月1日\n\n"
          "[查看案件](https://t/#/c-101)\n");
}

TEST_CASE("WeCom is not signed: its key is in the address") {
    const std::string url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc";
    const auto message = webhook_message(WebhookKind::wecom, url, "ignored", "d-7", overdue(), now);
    CHECK(message.url == url);
    CHECK(message.headers.size() == 1);
    CHECK(markdown_of(WebhookKind::wecom, overdue()) == markdown_of(WebhookKind::dingtalk, overdue()));
}

TEST_CASE("what people wrote makes no links, headings or calls") {
    auto occasion = overdue();
    occasion.title = "[点我](http://evil/) @all\n# <font>`x`</font> ![](y) **a** _b_ ~c~ \\d |e";
    const auto text = markdown_of(WebhookKind::wecom, occasion);
    const auto line = text.substr(text.find("事由"), text.find("- 所在地") - text.find("事由") - 1);
    CHECK(line.find_first_of("[]()<>@#`*_~!\\|\n") == std::string::npos);
    occasion.link = "https://t/a b)(c";
    CHECK(markdown_of(WebhookKind::wecom, occasion).find("(https://t/a%20b%29%28c)") != std::string::npos);
}

TEST_CASE("a long title is cut, and no character of it") {
    auto occasion = overdue();
    occasion.title.clear();
    for (int i = 0; i < 20'000; ++i) occasion.title += "案";
    for (const auto kind : {WebhookKind::dingtalk, WebhookKind::wecom}) {
        const auto text = markdown_of(kind, occasion);  // good UTF-8, or it could not be read
        CHECK(text.size() < 4096);
        CHECK(text.find("[查看案件]") != std::string::npos);
    }
}

TEST_CASE("a supervision is called by its grade, a test by its name") {
    auto occasion = overdue();
    occasion.event = WebhookEvent::supervision;
    occasion.grade = Grade::red;
    CHECK(markdown_of(WebhookKind::wecom, occasion).starts_with("### 调解：红牌督办\n"));
    occasion.is_test = true;
    CHECK(markdown_of(WebhookKind::wecom, occasion).starts_with("### 调解：试验通知\n"));
}

TEST_CASE("what the receiver's answer means") {
    CHECK(accepted(WebhookKind::generic, 200, ""));
    CHECK(accepted(WebhookKind::generic, 204, "whatever"));
    CHECK_FALSE(accepted(WebhookKind::generic, 302, ""));
    CHECK_FALSE(accepted(WebhookKind::generic, 500, R"({"errcode":0})"));
    for (const auto kind : {WebhookKind::dingtalk, WebhookKind::wecom}) {
        CHECK(accepted(kind, 200, R"({"errcode":0,"errmsg":"ok"})"));
        CHECK_FALSE(accepted(kind, 200, R"({"errcode":310000,"errmsg":"sign not match"})"));
        CHECK_FALSE(accepted(kind, 200, R"({"errcode":"0"})"));
        CHECK_FALSE(accepted(kind, 200, "<html>"));
        CHECK_FALSE(accepted(kind, 200, "{}"));
        CHECK_FALSE(accepted(kind, 204, R"({"errcode":0})"));
        CHECK(refusal_of(kind, 200, R"({"errcode":310000,"errmsg":"sign not match"})") ==
              "机器人拒收：310000 sign not match");
        CHECK(refusal_of(kind, 200, "<html>") == "机器人的答复无法识别");
    }
    CHECK(refusal_of(WebhookKind::generic, 502, "") == "接收方答复502");
}
