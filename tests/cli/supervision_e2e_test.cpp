// Notices that the policy's rule issues, by the real program.
#include <fstream>
#include <iterator>
#include <string>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

const char* delayed = R"(
{"do":"organisation.found","at":"2021-01-01","by":"c","org":"v","name":"营边社区调委会","kind":"village","division":"350305101001"}
{"do":"case.register","at":"2021-03-01","by":"c","case":"c1","org":"v","division":"350305101001","type":"neighbour","source":"screening","summary":"两家为滴水争吵","parties":[]}
)";

std::string policy_with_rule() {
    std::ifstream in{source_dir() + "/data/policy/default.json"};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    const std::string off = R"("enabled": false)";
    text.replace(text.find(off), off.size(), R"("enabled": true)");
    const std::string version = R"("version": 1)";
    text.replace(text.find(version), version.size(), R"("version": 2)");
    return text;
}

}  // namespace

TEST_CASE("a policy with the rule issues a notice for each delay and grade, once") {
    Program program;
    REQUIRE(program.json({"init"}).status == 0);
    REQUIRE(program.json({"apply", "-"}, delayed).status == 0);
    const auto due = [&](const std::string& day, bool issues) {
        std::vector<std::string> words{"supervision", "due", "--today", day};
        if (issues) words.push_back("--issue");
        return program.json(words).json();
    };
    CHECK(due("2021-03-11", true).items.empty());  // off by default

    const auto policy = program.file("policy.json", policy_with_rule());
    REQUIRE(program.json({"policy", "set", policy.string(), "--from", "2021-03-01", "--today", "2021-03-02"}).status ==
            0);
    REQUIRE(due("2021-03-05", false).items.size() == 1);
    CHECK(at(due("2021-03-05", false), "0.grade").text == "ordinary");  // looking issues nothing
    CHECK(due("2021-03-05", true).items.size() == 1);
    CHECK(due("2021-03-05", true).items.empty());
    CHECK(at(due("2021-03-11", true), "0.grade").text == "yellow");

    const auto notices = program.json({"supervision", "list", "--today", "2021-03-11"}).json();
    REQUIRE(notices.items.size() == 2);
    CHECK(at(notices, "0.number").text == "〔2021〕1号");
    CHECK(at(notices, "1.grade").text == "yellow");
    CHECK(at(notices, "1.reply_by").text == "2021-03-18");
    CHECK(program.json({"verify"}).status == 0);
}
