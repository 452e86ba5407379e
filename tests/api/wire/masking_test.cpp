#include "api/wire/masking.hpp"

#include "api/wire/json_writer.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

TEST_CASE("identity numbers, phones and addresses are shortened") {
    CHECK(masked_identity("350305197511139910") == "350305********9910");
    CHECK(masked_identity("12345") == "*****");
    CHECK(masked_phone("13800001234") == "138****1234");
    CHECK(masked_phone("5881234") == "*******");
    CHECK(masked_address("东庄镇营边社区桥头31号") == "东庄镇营边社区***");
    CHECK(masked_address("东庄镇石码村上厝12号") == "东庄镇石码村***");
    CHECK(masked_address("东庄镇石码村") == "东庄镇石码村");
    CHECK(masked_address("四川省宣汉县") == "四川省宣汉县");
    CHECK(masked_address("莆田市秀屿区荔园小区3栋") == "莆田市秀屿区***");
    CHECK(masked_address("桥头31号") == "***");
}

TEST_CASE("of a child under fourteen nothing is shown") {
    const Party child{Side::applicant,   PartyKind::person,   "林小明", std::nullopt, "13800001234",
                      "东庄镇石码村3号", Date::of(2010, 5, 1)};
    const auto day = Date::of(2021, 10, 14);
    // The last day on which it is one is the fourteenth birthday.
    const auto name_on = [&](Date on) { return write_json(party_json(child, on, false)).find("林小明"); };
    CHECK(name_on(Date::of(2024, 5, 1)) == std::string::npos);
    CHECK(name_on(Date::of(2024, 5, 2)) != std::string::npos);
    CHECK(
        write_json(party_json(child, day, false)) ==
        R"({"side":"applicant","kind":"person","name":"***","id_number":null,"phone":"***","address":"***","birth":"***","masked":true})");
    CHECK(
        write_json(party_json(child, day, true)) ==
        R"({"side":"applicant","kind":"person","name":"林小明","id_number":null,"phone":"13800001234","address":"东庄镇石码村3号","birth":"2010-05-01","masked":false})");
    const Party by_number{Side::applicant, PartyKind::person, "林小明", "350305201005010017", {}, {}, {}};
    CHECK(write_json(party_json(by_number, day, false)).find(R"("name":"***")") != std::string::npos);
}

TEST_CASE("of an adult the name stays") {
    const Party adult{Side::respondent,      PartyKind::person, "郑剑涛", "350305197511139910", {}, {},
                      Date::of(1975, 11, 13)};
    CHECK(
        write_json(party_json(adult, Date::of(2021, 1, 5), false)) ==
        R"({"side":"respondent","kind":"person","name":"郑剑涛","id_number":"350305********9910","phone":null,"address":null,"birth":"1975-**-**","masked":true})");
    const Party body{Side::respondent, PartyKind::body, "木制品加工厂", {}, {}, {}, {}};
    CHECK(
        write_json(party_json(body, Date::of(2021, 1, 5), false)) ==
        R"({"side":"respondent","kind":"body","name":"木制品加工厂","id_number":null,"phone":null,"address":null,"birth":null,"masked":false})");
}

TEST_CASE("what people wrote of the parties into free text is replaced") {
    Scrubber scrubber;
    scrubber.learn({{Side::applicant, PartyKind::person, "林小明", {}, "13800001234", {}, Date::of(2010, 5, 1)},
                    {Side::respondent, PartyKind::person, "郑剑涛", "350305197511139910", "13900005678", {}, {}}},
                   Date::of(2021, 1, 5));
    CHECK(scrubber.scrubbed("林小明与郑剑涛（350305197511139910，13900005678）") ==
          "***与郑剑涛（350305********9910，139****5678）");
    auto json = json_object();
    put(json, "notes", std::vector<std::string>{"打13800001234", "林小明"});
    scrubber.scrub(json);
    CHECK(write_json(json) == R"({"notes":["打***","***"]})");
}
