// Webhooks and their deliveries: nothing is sent twice, what fails is tried again for a while, secrets stay encrypted.
#include "storage/files/webhooks.hpp"

#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

constexpr std::int64_t noon = 1'634'184'000;
const std::string now = "2021-10-14T12:00:00+08:00";

Webhook robot() {
    return {.id = {},
            .name = "镇综治群",
            .url = "https://oapi.dingtalk.com/robot/send?access_token=abcdef",
            .kind = WebhookKind::dingtalk,
            .secret = "SEC-of-the-robot",
            .area = the_town,
            .events = {WebhookEvent::overdue, WebhookEvent::supervision},
            .active = true,
            .created = now};
}

struct Kept {
    TemporaryStore files{};
    Store& store{files.store()};
    template <class Change>
    auto write(Change change) {
        Transaction transaction{store.db()};
        auto out = change();
        transaction.commit();
        return out;
    }
    Result<std::string> make(const Webhook& webhook) {
        return write([&] { return write_new_webhook(store, webhook); });
    }
    bool enqueue(const std::string& webhook, const std::string& key, std::int64_t at = noon) {
        return write(
            [&] { return write_delivery(store, webhook, key, WebhookEvent::overdue, R"({"case":"c1"})", at, now); });
    }
    void attempt(std::int64_t number, const Attempt& made, std::int64_t at) {
        write([&] { return write_attempt(store, number, made, at, now), 0; });
    }
};

}  // namespace

TEST_CASE("a webhook is made, changed, listed and removed; its secrets are encrypted", "[storage][webhooks]") {
    Kept kept;
    const auto id = kept.make(robot());
    REQUIRE(id);
    auto found = find_webhook(kept.store, *id);
    REQUIRE(found);
    CHECK(found->name == "镇综治群");
    CHECK(found->url == robot().url);
    CHECK(found->kind == WebhookKind::dingtalk);
    CHECK(found->secret == "SEC-of-the-robot");
    CHECK(found->area == the_town);
    CHECK(found->events == std::vector{WebhookEvent::supervision, WebhookEvent::overdue});
    CHECK(found->active);
    CHECK(found->created == now);
    kept.store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto bytes = bytes_of(kept.files.file());
    CHECK(bytes.find("access_token") == std::string::npos);
    CHECK(bytes.find("SEC-of") == std::string::npos);

    found->name = "司法所";
    found->secret.clear();
    found->active = false;
    CHECK(!kept.write([&] { return write_webhook(kept.store, *found); }));
    CHECK(find_webhook(kept.store, *id)->name == "司法所");
    CHECK(find_webhook(kept.store, *id)->secret == "SEC-of-the-robot");
    CHECK(!find_webhook(kept.store, *id)->active);
    found->id = "none";
    CHECK(kept.write([&] { return write_webhook(kept.store, *found); })->code == "unknown_webhook");
    CHECK(webhooks(kept.store).size() == 1);
    CHECK(kept.write([&] { return write_removed_webhook(kept.store, *id); }));
    CHECK(!kept.write([&] { return write_removed_webhook(kept.store, *id); }));
    CHECK(webhooks(kept.store).empty());
}

TEST_CASE("a webhook needs a name, an event and a good address", "[storage][webhooks]") {
    Kept kept;
    const auto fault = [&](auto change) {
        auto webhook = robot();
        change(webhook);
        const auto made = kept.make(webhook);
        return made ? std::string{} : made.refusal().code + " " + made.refusal().field;
    };
    CHECK(fault([](Webhook& w) { w.name = ""; }) == "bad_value name");
    CHECK(fault([](Webhook& w) { w.events.clear(); }) == "bad_value events");
    CHECK(fault([](Webhook& w) { w.secret = std::string(257, 'x'); }) == "bad_value secret");
    CHECK(fault([](Webhook& w) { w.url = "ftp://example.com/"; }) == "bad_url url");
    for (int i = 0; i < webhooks_at_most; ++i) CHECK(fault([](Webhook&) {}).empty());
    CHECK(fault([](Webhook&) {}) == "too_many ");
}

TEST_CASE("an address is shown without what is secret in it", "[storage][webhooks]") {
    CHECK(shown_url("https://oapi.dingtalk.com/robot/send?access_token=abc") == "https://oapi.dingtalk.com/robot/…");
    CHECK(shown_url("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc") ==
          "https://qyapi.weixin.qq.com/cgi-bin/webhook/…");
    CHECK(shown_url("http://[::1]:8080/secret") == "http://[::1]:8080/…");
    CHECK(shown_url("http://localhost/") == "http://localhost/");
    CHECK(shown_url("none") == "");
}

TEST_CASE("an occasion is told to a webhook once", "[storage][webhooks]") {
    Kept kept;
    const auto first = *kept.make(robot());
    const auto second = *kept.make(robot());
    CHECK(!has_delivery(kept.store, first, "overdue/c1"));
    CHECK(kept.enqueue(first, "overdue/c1"));
    CHECK(!kept.enqueue(first, "overdue/c1", noon + 5));
    CHECK(kept.enqueue(second, "overdue/c1"));
    CHECK(kept.enqueue(first, "overdue/c2"));
    CHECK(!kept.enqueue("none", "overdue/c1"));
    CHECK(has_delivery(kept.store, first, "overdue/c1"));
    CHECK(deliveries(kept.store, {}).size() == 3);
    const auto due = due_deliveries(kept.store, noon, 10);
    REQUIRE(due.size() == 3);
    CHECK(due[0].delivery.payload == R"({"case":"c1"})");
    CHECK(due[0].delivery.event == WebhookEvent::overdue);
    CHECK(due[0].webhook.url == robot().url);
    CHECK(due[0].webhook.secret == robot().secret);
    CHECK(due_deliveries(kept.store, noon, 1).size() == 2);  // one of each webhook: none waits for another
    CHECK(due_deliveries(kept.store, noon - 1, 10).empty());
    kept.attempt(due[0].delivery.number, {true, 200, std::nullopt}, noon);
    CHECK(!kept.enqueue(first, due[0].delivery.key));  // also when it is sent
    kept.write([&] { return write_removed_webhook(kept.store, second); });
    CHECK(deliveries(kept.store, {}).size() == 2);
    kept.attempt(999, {true, 200, std::nullopt}, noon);  // gone meanwhile: nothing happens
}

TEST_CASE("what is not taken is tried again after longer and longer times, then given up", "[storage][webhooks]") {
    Kept kept;
    const auto id = *kept.make(robot());
    kept.enqueue(id, "overdue/c1");
    auto at = noon;
    for (int i = 1; i < delivery_attempts; ++i) {
        const auto due = due_deliveries(kept.store, at, 10);
        REQUIRE(due.size() == 1);
        CHECK(due[0].delivery.attempts == i - 1);
        kept.attempt(due[0].delivery.number, {false, i % 2 ? std::optional{500} : std::nullopt, "对方没有应答"}, at);
        CHECK(next_delivery_at(kept.store) == at + delivery_delay_seconds(i));
        CHECK(due_deliveries(kept.store, at + delivery_delay_seconds(i) - 1, 10).empty());
        at += delivery_delay_seconds(i);
    }
    const auto last = due_deliveries(kept.store, at, 10).at(0).delivery;
    CHECK(last.last_error == "对方没有应答");
    CHECK(last.last_status == 500);
    std::string long_text;
    for (int i = 0; i < 300; ++i) long_text += "错";
    kept.attempt(last.number, {false, std::nullopt, long_text}, at);
    CHECK(!next_delivery_at(kept.store));
    DeliveryFilter failed;
    failed.status = DeliveryStatus::failed;
    const auto log = deliveries(kept.store, failed);
    REQUIRE(log.size() == 1);
    CHECK(log[0].attempts == delivery_attempts);
    CHECK(log[0].last_error == long_text.substr(0, 510));
    CHECK(!log[0].last_status);
    CHECK(!log[0].sent);
    CHECK(kept.write([&] { return write_delivery_again(kept.store, last.number, at + 9); }));
    CHECK(!kept.write([&] { return write_delivery_again(kept.store, last.number, at + 9); }));
    CHECK(next_delivery_at(kept.store) == at + 9);
    kept.attempt(last.number, {true, 200, std::nullopt}, at + 9);
    CHECK(deliveries(kept.store, failed).empty());
    CHECK(deliveries(kept.store, {}).at(0).sent == now);
    CHECK(!deliveries(kept.store, {}).at(0).last_error);
}

TEST_CASE("what waits for a webhook that is put aside is not due", "[storage][webhooks]") {
    Kept kept;
    const auto id = *kept.make(robot());
    kept.enqueue(id, "a");
    kept.enqueue(id, "b");
    auto webhook = *find_webhook(kept.store, id);
    webhook.active = false;
    kept.write([&] { return write_webhook(kept.store, webhook); });
    CHECK(due_deliveries(kept.store, noon, 10).empty());
    CHECK(!next_delivery_at(kept.store));
    webhook.active = true;
    kept.write([&] { return write_webhook(kept.store, webhook); });
    CHECK(due_deliveries(kept.store, noon, 10).size() == 2);
    DeliveryFilter filter;
    filter.webhook = id;
    filter.limit = 1;
    CHECK(deliveries(kept.store, filter).at(0).key == "b");
    filter.before_number = deliveries(kept.store, filter).at(0).number;
    CHECK(deliveries(kept.store, filter).at(0).key == "a");
    filter.webhook = "none";
    CHECK(deliveries(kept.store, filter).empty());
}
