// What is sent to each kind of receiver, and what becomes of it when the receiver fails.
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "api/routes/parameters.hpp"
#include "api/wire/json_reader.hpp"
#include "tests/api/service/telling.hpp"
#include "tests/catch.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::service;
using namespace tiaojie::test;

std::string hmac(const std::string& key, const std::string& text) {
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), digest.data(), &size);
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string in_hex(const std::string& bytes) {
    std::string out;
    for (const char c : bytes) {
        std::array<char, 3> two{};
        std::snprintf(two.data(), two.size(), "%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += two.data();
    }
    return out;
}

std::string in_base64(const std::string& bytes) {
    std::string out(64, '\0');
    const auto size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

}  // namespace

TEST_CASE("a generic webhook is told what falls due, signed, without names", "[serve][webhooks]") {
    Telling town;
    Receiver receiver{204, ""};
    const auto id = town.hook(receiver.url(), WebhookKind::generic, "key");
    town.start();
    REQUIRE(receiver.gets(1));
    const auto request = receiver.got().front();
    CHECK(http::name(request.method) == "POST");
    CHECK(request.header("Content-Type") == "application/json; charset=utf-8");

    const std::string signature{request.header("X-Tiaojie-Signature")};
    REQUIRE(signature.starts_with("t="));
    const auto comma = signature.find(",v1=");
    REQUIRE(comma != std::string::npos);
    const auto at = signature.substr(2, comma - 2);
    CHECK(signature.substr(comma + 4) == in_hex(hmac("key", at + "." + request.body)));
    CHECK(std::abs(std::stoll(at) - town.clock.seconds()) < 60);

    const auto json = parse_json(request.body);
    REQUIRE(json);
    CHECK(json->find("event")->text == "due_soon");
    CHECK(json->find("case")->text == "c1");
    CHECK(json->find("due")->text == "2021-11-15");
    CHECK(json->find("title")->text == "（尚未受理）邻里纠纷：受理期限");
    CHECK(json->find("link")->text == "https://town.example/cases/c1");
    for (const auto* hidden : {"张三", "李四", "宅基地"}) CHECK(request.body.find(hidden) == std::string::npos);

    REQUIRE(town.all_sent(id, 1));
    const auto row = town.deliveries(id).front();
    CHECK(request.header("X-Tiaojie-Delivery") == std::to_string(row.number));
    CHECK(row.attempts == 1);
    CHECK(row.last_status == 204);
    CHECK(row.sent);
    CHECK(case_in_key(row.key) == Id{"c1"});
}

TEST_CASE("a DingTalk robot gets markdown and its signature in the address", "[serve][webhooks]") {
    Telling town;
    Receiver receiver;
    const auto id = town.hook(receiver.url("/robot/send?access_token=abc"), WebhookKind::dingtalk, "SECret");
    town.start();
    REQUIRE(town.all_sent(id, 1));
    const auto request = receiver.got().front();
    http::Parameters query{request.query};
    CHECK(query.text("access_token") == "abc");
    const auto at = query.text("timestamp");
    REQUIRE(at);
    CHECK(query.text("sign") == in_base64(hmac("SECret", *at + "\nSECret")));
    const auto json = parse_json(request.body);
    REQUIRE(json);
    CHECK(json->find("msgtype")->text == "markdown");
    const auto* markdown = json->find("markdown");
    CHECK(markdown->find("title")->text == "调解：案件即将到期");
    CHECK(markdown->find("text")->text.find("2021年11月15日") != std::string::npos);
}

TEST_CASE("a WeCom robot gets markdown, and its address stays as it is", "[serve][webhooks]") {
    Telling town;
    Receiver receiver;
    const auto id = town.hook(receiver.url("/cgi-bin/webhook/send?key=k1"), WebhookKind::wecom);
    town.start();
    REQUIRE(town.all_sent(id, 1));
    const auto request = receiver.got().front();
    CHECK(request.path == "/cgi-bin/webhook/send");
    CHECK(request.query == "key=k1");
    const auto json = parse_json(request.body);
    REQUIRE(json);
    CHECK(json->find("markdown")->find("content")->text.find("受理期限") != std::string::npos);
}

TEST_CASE("a robot that refuses with 200 is tried again later, and says why", "[serve][webhooks]") {
    Telling town;
    Receiver receiver{200, R"({"errcode":310000,"errmsg":"sign not match"})"};
    const auto id = town.hook(receiver.url(), WebhookKind::dingtalk, "SECret");
    town.start();
    REQUIRE(comes_true([&] { return !town.deliveries(id).empty() && town.deliveries(id).front().attempts == 1; }));
    auto row = town.deliveries(id).front();
    CHECK(row.status == DeliveryStatus::waiting);
    CHECK(row.last_status == 200);
    CHECK(row.last_error == "机器人拒收：310000 sign not match");
    CHECK(row.next_at >= town.clock.seconds() + 5);
    town.let_it_look();
    CHECK(receiver.got().size() == 1);

    receiver.reply_from_now_on(200, R"({"errcode":0})");
    town.stop();
    town.make_all_due();
    town.start();
    REQUIRE(town.all_sent(id, 1));
    row = town.deliveries(id).front();
    CHECK(row.attempts == 2);
    CHECK(receiver.got().size() == 2);
}

TEST_CASE("a failing receiver is tried eight times, then given up", "[serve][webhooks]") {
    Telling town;
    Receiver receiver{500, "no"};
    const auto id = town.hook(receiver.url());
    for (int i = 1; i <= storage::delivery_attempts; ++i) {
        town.start();
        REQUIRE(comes_true([&] { return !town.deliveries(id).empty() && town.deliveries(id).front().attempts == i; }));
        town.stop();
        town.make_all_due();
    }
    const auto row = town.deliveries(id).front();
    CHECK(row.status == DeliveryStatus::failed);
    CHECK(row.last_status == 500);
    CHECK(row.last_error == "接收方答复500");
    town.start();
    town.let_it_look();
    CHECK(receiver.got().size() == storage::delivery_attempts);
}

TEST_CASE("nobody at the address, a redirect, an endless answer: each said in a sentence", "[serve][webhooks]") {
    Telling town;
    std::string closed;
    {
        Receiver gone;
        closed = town.hook(gone.url());
    }
    Receiver elsewhere;
    Receiver redirecting{[&](const http::Request&) {
        auto out = http::empty_response(302);
        out.headers.push_back({"Location", elsewhere.url()});
        return out;
    }};
    Receiver endless{200, std::string(2'000'000, 'x')};
    const auto moved = town.hook(redirecting.url());
    const auto long_answer = town.hook(endless.url());
    const auto long_robot = town.hook(endless.url(), WebhookKind::wecom);
    town.start();
    REQUIRE(town.all_sent(long_answer, 1));
    const auto error_of = [&](const std::string& id) {
        REQUIRE(comes_true([&] { return !town.deliveries(id).empty() && town.deliveries(id).front().attempts == 1; }));
        return town.deliveries(id).front().last_error.value_or("");
    };
    CHECK(error_of(closed) == "无法连接接收方");
    CHECK(error_of(moved) == "接收方答复302");
    CHECK(error_of(long_robot) == "机器人的答复无法识别");
    CHECK(elsewhere.got().empty());
}

TEST_CASE("a receiver that hangs holds up neither others nor the stop", "[serve][webhooks]") {
    Telling town;
    town.options.limits.whole = std::chrono::minutes{1};
    Receiver hanging{Receiver::Reply{}};
    const auto stuck = town.hook(hanging.url());
    town.start();
    REQUIRE(hanging.gets(1));
    Receiver other;
    const auto id = town.hook(other.url());
    REQUIRE(town.all_sent(id, 1));
    town.supervise("c1", "n1", "2021-11-15");
    REQUIRE(town.all_sent(id, 2));
    const auto before = std::chrono::steady_clock::now();
    town.stop();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{3});
    CHECK(town.deliveries(stuck).size() == 2);
    for (const auto& each : town.deliveries(stuck)) CHECK(each.status == DeliveryStatus::waiting);
    CHECK(hanging.got().size() == 1);  // one at a time
}

TEST_CASE("a receiver that does not answer in time is tried again", "[serve][webhooks]") {
    Telling town;
    town.options.limits.whole = std::chrono::milliseconds{200};
    Receiver hanging{Receiver::Reply{}};
    const auto id = town.hook(hanging.url());
    town.start();
    REQUIRE(comes_true([&] { return !town.deliveries(id).empty() && town.deliveries(id).front().attempts == 1; }));
    CHECK(town.deliveries(id).front().last_error == "接收方没有及时答复");
}

TEST_CASE("messages go to no address that gives keys away", "[serve][webhooks]") {
    for (const auto* address :
         {"169.254.169.254", "169.254.0.1", "100.100.100.200", "0.0.0.0", "224.0.0.1", "255.255.255.255", "fe80::1",
          "::", "ff02::1", "fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"}) {
        INFO(address);
        CHECK(is_forbidden_address(address));
    }
    for (const auto* address : {"10.1.2.3", "192.168.1.9", "172.16.0.1", "127.0.0.1", "::1", "fd12::1", "8.8.8.8",
                                "100.100.100.201", "2408::1", "example.com"}) {
        INFO(address);
        CHECK_FALSE(is_forbidden_address(address));
    }
    Telling town;
    const auto id = town.hook("http://169.254.169.254/latest/meta-data");
    town.start();
    REQUIRE(comes_true([&] { return !town.deliveries(id).empty() && town.deliveries(id).front().attempts == 1; }));
    CHECK(town.deliveries(id).front().last_error == "该地址不允许作为接收地址");
    CHECK_FALSE(town.deliveries(id).front().last_status);
}

TEST_CASE("a proxy that the environment names is not used", "[serve][webhooks]") {
    Telling town;
    Receiver proxy;
    Receiver receiver;
    ::setenv("http_proxy", proxy.url("").c_str(), 1);
    ::setenv("all_proxy", proxy.url("").c_str(), 1);
    const auto id = town.hook(receiver.url());
    town.start();
    CHECK(town.all_sent(id, 1));
    ::unsetenv("http_proxy");
    ::unsetenv("all_proxy");
    CHECK(proxy.got().empty());
    CHECK(receiver.got().size() == 1);
}
