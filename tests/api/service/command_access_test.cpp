// Who may give which command: forbidden inside the area, not found outside, and nothing told of what lies there.
#include <fstream>
#include <iterator>

#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// "403 forbidden"
std::string told(const Answered& reply) { return std::to_string(reply.status) + " " + reply.code(); }

std::string registration(const std::string& id) {
    return R"({"do":"case.register","case":")" + id +
           R"(","org":"org-yingbian","division":"350305101001","type":"land","source":"screening","summary":"田界","parties":[]})";
}

}  // namespace

TEST_CASE("who has not the right is told so inside the area, and that nothing is there outside") {
    auto& world = shared_world();
    for (const std::string role : {"admin", "auditor", "security"})
        for (const std::string command : {R"({"do":"case.accept","case":"{case}","mediators":["m008"]})",
                                          R"({"do":"case.session","case":"{case}","place":"p","notes":"n"})",
                                          R"({"do":"case.paper","case":"{case}","kind":"evidence"})"}) {
            INFO(role << " " << command);
            auto& client = world.as(role + ".town");
            CHECK(told(client.command(filled(command, names_of(Where::village)))) == "403 forbidden");
            CHECK(told(client.command(filled(command, names_of(Where::other_town)))) == "404 unknown_case");
            CHECK(told(client.command(filled(command, names_of(Where::nowhere)))) == "404 unknown_case");
        }
}

TEST_CASE("the rules of the whole store are forbidden to a clerk and to an administrator of a town") {
    auto& world = shared_world();
    std::ifstream in{source_dir() + "/data/policy/default.json"};
    const std::string policy{std::istreambuf_iterator<char>{in}, {}};
    const auto set = R"({"do":"policy.set","from":"2022-06-01","policy":)" + policy + "}";
    for (const auto* account : {"clerk.village", "clerk.all", "admin.town", "auditor.all"}) {
        INFO(account);
        const auto reply = world.as(account).command(set);
        INFO(reply.body);
        CHECK(told(reply) == "403 forbidden");
    }
}

TEST_CASE("who works in the village cannot accept or reopen a case above it") {
    auto& world = shared_world();
    auto& lead = world.as("village_lead.village");
    const std::string accept = R"({"do":"case.accept","case":"w-a-new","mediators":["m008"],"reason":"重大","stage":")";
    for (const std::string stage : {"town_mediation", "district_mediation"}) {
        CHECK(told(lead.command(accept + stage + "\"}")) == "403 forbidden");
        CHECK(told(lead.command(R"({"do":"case.reopen","case":"w-a","reason":"反弹","stage":")" + stage + "\"}")) ==
              "403 forbidden");
        CHECK(told(world.as("mediator.village")
                       .command(R"({"do":"case.reopen","case":"w-a","reason":"反弹","stage":")" + stage + "\"}")) ==
              "403 forbidden");
    }
    CHECK(told(lead.command(R"({"do":"case.reopen","case":"w-a","reason":"反弹","stage":"elders_hearing"})")) ==
          "409 wrong_status");
}

TEST_CASE("a case is not corrected into another's area") {
    auto& world = shared_world();
    const std::string correct = R"({"do":"case.correct","case":"w-a","reason":"写错","set":{"division":"{division}"}})";
    for (const auto where : {Where::other_village, Where::other_town, Where::nowhere})
        CHECK(told(world.as("clerk.village").command(filled(correct, names_of(where)))) == "404 unknown_division");
    CHECK(told(world.as("clerk.town").command(filled(correct, names_of(Where::other_town)))) == "404 unknown_division");
}

TEST_CASE("mediators, elders and organisations of outside are unknown, like those that do not exist") {
    auto& world = shared_world();
    const std::vector<std::string> commands{
        R"({"do":"case.accept","case":"w-a-new","mediators":["m008","{mediator}"]})",
        R"({"do":"case.assign","case":"w-a","mediators":["{mediator}"]})",
        R"({"do":"case.hearing","case":"w-a","elders":["{elder}","e-a","e-x"],"consented":true,"opinion":"o"})",
        R"({"do":"case.hearing","case":"w-a","elders":["e-a"],"recused":["{elder}"],"consented":true,"opinion":"o"})",
        R"({"do":"case.register","org":"{org}","division":"350305101001","type":"land","source":"screening","summary":"x","parties":[]})"};
    for (const auto& command : commands) {
        // But for the name itself, the answer is the same.
        const auto answer_to = [&](Where where) {
            auto names = names_of(where);
            auto text = world.as("clerk.village").command(filled(command, names)).body;
            for (const auto* key : {"mediator", "elder", "org"})
                for (auto at = text.find(names.at(key)); at != std::string::npos; at = text.find(names.at(key)))
                    text.replace(at, names.at(key).size(), "?");
            return text;
        };
        INFO(command);
        const auto missing = answer_to(Where::nowhere);
        CHECK(missing.find("\"unknown_") != std::string::npos);
        CHECK(answer_to(Where::other_town) == missing);
        CHECK(answer_to(Where::other_village) == missing);
    }
    // What stands above the village may be named there.
    CHECK(told(world.as("clerk.village").command(R"({"do":"case.accept","case":"w-a","mediators":["m004"]})")) ==
          "409 wrong_status");
}

TEST_CASE("what a command names as its object is not found under a code of its own") {
    auto& world = shared_world();
    const std::vector<std::pair<std::string, std::string>> commands{
        {R"({"do":"case.archive","case":"{case}"})", "unknown_case"},
        {R"({"do":"case.merge","case":"w-a","into":"{case}","reason":"r"})", "unknown_case"},
        {R"({"do":"supervision.sign","notice":"{notice}"})", "unknown_notice"},
        {R"({"do":"campaign.close","campaign":"{campaign}"})", "unknown_campaign"},
        {R"({"do":"consultation.done","consultation":"{consultation}","item":1})", "unknown_consultation"},
        {R"({"do":"mediator.remove","mediator":"{mediator}","reason":"退休"})", "unknown_mediator"},
        {R"({"do":"elder.retire","elder":"{elder}"})", "unknown_elder"},
        {R"({"do":"organisation.dissolve","org":"{org}"})", "unknown_organisation"},
        {R"({"do":"screening.record","division":"{division}"})", "unknown_division"}};
    for (const auto& [command, code] : commands)
        for (const auto where : {Where::other_town, Where::nowhere}) {
            INFO(command);
            const auto reply = world.as("clerk.town").command(filled(command, names_of(where)));
            CHECK(told(reply) == "404 " + code);
            CHECK(at(reply.json(), "errors").items.empty());
        }
    CHECK(world.as("clerk.town").get("/cases/w-t").code() == "not_found");
}

TEST_CASE("who registered a case may complete it or take it back until it is accepted") {
    auto& world = shared_world();
    auto& mediator = world.as("mediator.village");
    const auto paper = [](const std::string& id) {
        return R"({"do":"case.paper","kind":"evidence","case":")" + id + "\"}";
    };
    REQUIRE(mediator.command(registration("own-1")).status == 201);
    CHECK(mediator.command(paper("own-1")).status == 201);
    CHECK(mediator.command(R"({"do":"case.correct","case":"own-1","set":{"people":3},"reason":"补充"})").status == 201);
    CHECK(told(mediator.command(R"({"do":"case.refuse","case":"own-1","reason":"r","routes":["court"]})")) ==
          "403 forbidden");
    CHECK(mediator.command(R"({"do":"case.withdraw","case":"own-1","reason":"当事人撤回"})").status == 201);
    CHECK(told(mediator.command(paper("own-1"))) == "403 forbidden");

    auto& clerk = world.as("clerk.village");
    REQUIRE(clerk.command(registration("others-1")).status == 201);
    CHECK(told(mediator.command(paper("others-1"))) == "403 forbidden");
    CHECK(clerk.command(R"({"do":"case.withdraw","case":"others-1","reason":"误登"})").status == 201);
}
