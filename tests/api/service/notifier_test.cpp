// What is told to whom: news only, of its own area, once, whatever is restarted.
#include "api/wire/json_reader.hpp"
#include "core/case/command.hpp"
#include "tests/api/service/telling.hpp"
#include "tests/catch.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::service;
using namespace tiaojie::test;

constexpr Division other_town{350305102000};

}  // namespace

TEST_CASE("what was waiting is sent after a restart, and nothing is told twice", "[serve][webhooks]") {
    Telling town;
    Receiver receiver{503, ""};
    const auto id = town.hook(receiver.url());
    town.supervise("c1", "n1", "2021-11-15");
    town.start();
    REQUIRE(comes_true([&] {
        const auto rows = town.deliveries(id);
        return rows.size() == 2 && rows.front().attempts + rows.back().attempts >= 1;
    }));
    town.stop();
    receiver.reply_from_now_on(200, "{}");
    const auto before = receiver.got().size();
    town.make_all_due();
    town.start();
    REQUIRE(town.all_sent(id, 2));
    CHECK(receiver.got().size() == before + 2);
    for (int restarts = 0; restarts < 2; ++restarts) {
        town.let_it_look();
        town.stop();
        town.start();
    }
    town.let_it_look();
    CHECK(receiver.got().size() == before + 2);
    CHECK(town.deliveries(id).size() == 2);
}

TEST_CASE("new supervision is told at once, with its grade and not its text", "[serve][webhooks]") {
    Telling town;
    Receiver receiver;
    const auto id = town.hook(receiver.url());
    town.start();
    REQUIRE(town.all_sent(id, 1));
    town.supervise("c1", "n1", "2021-11-15");
    REQUIRE(town.all_sent(id, 2));
    const auto body = receiver.got().at(1).body;
    const auto json = parse_json(body);
    REQUIRE(json);
    CHECK(json->find("event")->text == "supervision");
    CHECK(json->find("grade")->text == "red");
    CHECK(json->find("due")->text == "2021-11-30");
    CHECK(json->find("title")->text.find("红牌督办〔2021〕1号") != std::string::npos);
    CHECK(body.find("13800001234") == std::string::npos);
    CHECK(body.find("限期化解") == std::string::npos);
}

TEST_CASE("a webhook hears of its own area, its own events, and only while it is active", "[serve][webhooks]") {
    Telling town;
    Receiver receiver;
    const auto next_to_it = town.hook(receiver.url(), WebhookKind::generic, {}, next_village);
    const auto elsewhere = town.hook(receiver.url(), WebhookKind::generic, {}, other_town);
    const auto resting = town.hook(receiver.url());
    const auto picky = town.hook(receiver.url());
    storage::Query{town.files.db(), "UPDATE webhooks SET active = 0 WHERE id = ?", resting}.run();
    storage::Query{town.files.db(), "UPDATE webhooks SET events = 'overdue' WHERE id = ?", picky}.run();
    const auto village = town.hook(receiver.url(), WebhookKind::generic, {}, the_village);
    const auto district = town.hook(receiver.url(), WebhookKind::generic, {}, the_district);
    town.start();
    REQUIRE(town.all_sent(village, 1));
    REQUIRE(town.all_sent(district, 1));
    town.let_it_look();
    for (const auto& id : {next_to_it, elsewhere, resting, picky}) CHECK(town.deliveries(id).empty());
    CHECK(receiver.got().size() == 2);
}

TEST_CASE("a new webhook is not flooded with what was so before it was made", "[serve][webhooks]") {
    Telling town;
    town.supervise("c1", "n1", "2021-11-12");
    town.files.apply(case_in(the_village, "c2"), "2021-10-11");  // overdue for weeks
    Receiver receiver;
    const std::string noon = "2021-11-15T12:00:00+08:00";
    const auto id = town.hook(receiver.url(), WebhookKind::generic, {}, the_town, noon);
    town.start();
    town.let_it_look();
    CHECK(receiver.got().empty());

    // What comes to be so from now on is news.
    town.supervise("c2", "n2", "2021-11-15T12:00:01+08:00");
    REQUIRE(town.all_sent(id, 1));
    CHECK(parse_json(receiver.got().front().body)->find("case")->text == "c2");
}

TEST_CASE("with the day, what was due soon becomes overdue and is told once more", "[serve][webhooks]") {
    Telling town;
    Receiver receiver;
    const auto id = town.hook(receiver.url());
    town.start();
    REQUIRE(town.all_sent(id, 1));
    town.stop();
    town.clock = Clock{date("2021-11-16")};
    town.start();
    REQUIRE(town.all_sent(id, 2));
    const auto json = parse_json(receiver.got().at(1).body);
    REQUIRE(json);
    CHECK(json->find("event")->text == "overdue");
    CHECK(json->find("due")->text == "2021-11-15");
    town.stop();
    town.clock = Clock{date("2021-11-17")};  // still overdue: told already
    town.start();
    town.let_it_look();
    CHECK(town.deliveries(id).size() == 2);
}

TEST_CASE("supervision that was answered or withdrawn before it could be told is passed over", "[serve][webhooks]") {
    Telling town;
    town.supervise("c1", "n1", "2021-11-15");
    town.files.apply(CancelSupervision{{"n1"}, "录入有误"}, "2021-11-15");
    town.supervise("c1", "n2", "2021-11-15");
    Receiver receiver;
    const auto id = town.hook(receiver.url());
    town.start();
    REQUIRE(town.all_sent(id, 2));
    CHECK(receiver.got().size() == 2);
    for (const auto& request : receiver.got()) CHECK(request.body.find("1号") == std::string::npos);
}

TEST_CASE("a case id of any length and shape makes a key from which it can be read", "[serve][webhooks]") {
    Telling town;
    std::string longest;
    for (int i = 0; i < 64; ++i) longest += "案";
    town.files.apply(case_in(the_village, longest), "2021-11-10");
    town.files.apply(case_in(the_village, "2021/11/a"), "2021-11-10");
    Receiver receiver;
    const auto id = town.hook(receiver.url());
    town.supervise(longest, "n1", "2021-11-15");
    town.supervise("2021/11/a", "n2", "2021-11-15");
    town.start();
    REQUIRE(town.all_sent(id, 5));
    std::size_t readable = 0;
    for (const auto& each : town.deliveries(id)) readable += case_in_key(each.key) == Id{"2021/11/a"} ? 1 : 0;
    CHECK(readable == 2);
    CHECK_FALSE(case_in_key("test/abc"));
    CHECK_FALSE(case_in_key("overdue/x"));
}
