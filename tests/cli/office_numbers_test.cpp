// The numbers of the statistics that count no cases: people and bodies as of a day, rounds of screening in a period.
#include <initializer_list>
#include <map>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

using Numbers = std::map<std::string, std::string>;

Numbers numbers(const Program& program, std::initializer_list<std::string> more) {
    std::vector<std::string> words{"stats", "--from", "2021-01-01", "--to", "2021-12-31"};
    words.insert(words.end(), more);
    const auto answer = program.json(words).json();
    Numbers out;
    for (const auto* key : {"committees", "mediators", "mediators_full_time", "regional_bodies", "trade_bodies",
                            "elders", "screening_rounds"})
        out[key] = at(answer, std::string{"metrics."} + key).text;
    return out;
}

Numbers expected(const char* committees, const char* mediators, const char* full_time, const char* regional,
                 const char* trade, const char* elders, const char* rounds) {
    return {{"committees", committees},    {"mediators", mediators}, {"mediators_full_time", full_time},
            {"regional_bodies", regional}, {"trade_bodies", trade},  {"elders", elders},
            {"screening_rounds", rounds}};
}

const char* office = R"(
{"do":"organisation.found","at":"2021-01-01","by":"c","org":"t","name":"东庄镇调委会","kind":"town","division":"350305101000"}
{"do":"organisation.found","at":"2021-01-01","by":"c","org":"v","name":"营边社区调委会","kind":"village","division":"350305101001"}
{"do":"organisation.found","at":"2021-01-01","by":"c","org":"d","name":"秀屿区调委会","kind":"district","division":"350305000000"}
{"do":"organisation.found","at":"2021-02-01","by":"c","org":"r","name":"苏家庄","kind":"regional","division":"350305101000"}
{"do":"organisation.found","at":"2021-02-01","by":"c","org":"x","name":"医调委","kind":"trade","division":"350305101000"}
{"do":"mediator.appoint","at":"2021-01-01","by":"c","mediator":"m1","name":"甲","org":"t","full_time":true}
{"do":"mediator.appoint","at":"2021-01-01","by":"c","mediator":"m2","name":"乙","org":"v"}
{"do":"mediator.appoint","at":"2021-02-01","by":"c","mediator":"m3","name":"丙","org":"x","full_time":true}
{"do":"elder.enrol","at":"2021-01-01","by":"c","elder":"e1","name":"丁","division":"350305101001"}
{"do":"screening.record","at":"2021-01-05","by":"c","division":"350305101001"}
{"do":"screening.record","at":"2021-03-05","by":"c","division":"350305101000","note":"零报告"}
{"do":"screening.record","at":"2022-01-05","by":"c","division":"350305101001"}
{"do":"mediator.remove","at":"2021-03-01","by":"c","mediator":"m2","reason":"调离"}
{"do":"elder.retire","at":"2021-03-01","by":"c","elder":"e1"}
{"do":"organisation.dissolve","at":"2021-04-01","by":"c","org":"x"}
)";

}  // namespace

TEST_CASE("people and bodies are counted as of the day, by the division of their organisation; rounds in the period") {
    Program program;
    REQUIRE(program.json({"init"}).status == 0);
    REQUIRE(program.json({"apply", "-"}, office).status == 0);
    // committees: village and town ones only; regional, trade and district bodies stand apart
    CHECK(numbers(program, {"--as-of", "2020-12-31"}) == expected("0", "0", "0", "0", "0", "0", "0"));
    CHECK(numbers(program, {"--as-of", "2021-01-31"}) == expected("2", "2", "1", "0", "0", "1", "1"));
    CHECK(numbers(program, {"--as-of", "2021-02-01"}) == expected("2", "3", "2", "1", "1", "1", "1"));
    // removed or retired on a day means not in office on that day
    CHECK(numbers(program, {"--as-of", "2021-03-01"}) == expected("2", "2", "2", "1", "1", "0", "1"));
    // a body that is dissolved takes its mediators with it
    CHECK(numbers(program, {"--as-of", "2021-04-01"}) == expected("2", "1", "1", "1", "0", "0", "2"));
    CHECK(numbers(program, {}) == expected("2", "1", "1", "1", "0", "0", "2"));
    CHECK(numbers(program, {"--division", "350305101001", "--as-of", "2021-02-28"}) ==
          expected("1", "1", "0", "0", "0", "1", "1"));
    // the cut-off goes by entry: seven entries know of two mediators, of all bodies, and of no removal
    CHECK(numbers(program, {"--cut-off", "7"}) == expected("2", "2", "1", "1", "1", "0", "0"));
}

TEST_CASE("flow.registered is the cohort by another name, flows count each case once in the period") {
    Program program;
    REQUIRE(program.json({"demo"}).status == 0);
    const auto year = program.json({"stats", "--from", "2021-01-01", "--to", "2021-12-31"}).json();
    std::map<std::string, std::string> metrics;
    for (const auto& [key, value] : at(year, "metrics").members) metrics[key] = value.text;
    CHECK(metrics["flow.registered"] == metrics["screened"]);
    CHECK(metrics["flow.settled"] == "144");  // though six were settled twice
    CHECK(metrics["flow.terminated"] == "1");
    CHECK(metrics["median_days"] == "8");
    CHECK(metrics["elders"] == "121");
    CHECK(metrics["mediators_full_time"] == "5");
    CHECK(metrics["screening_rounds"] == "349");
}
