#include "core/case/duty.hpp"

#include "tests/catch.hpp"
#include "tests/core/lines.hpp"

using namespace tiaojie;
using test::day;

namespace {

CaseState told(const std::string& summary, DisputeType type = DisputeType::neighbour) {
    CaseState state;
    state.summary = summary;
    state.type = type;
    state.registered.day = day("2021-10-20");
    return state;
}

Party person(std::optional<Date> birth) {
    Party party;
    party.name = "某人";
    party.birth = birth;
    return party;
}

std::string seen(const CaseState& state) {
    std::string out;
    for (const auto& each : duties_of(state)) out += std::string{name(each.duty)} + ": " + each.because + "; ";
    return out;
}

}  // namespace

TEST_CASE("a quarrel about a boundary calls for no report") {
    CHECK(seen(told("两家为界石争吵")).empty());
    CHECK(seen(told("孩子放学路上摘果子引起争吵")).empty());  // a child, but nobody is harmed
}

TEST_CASE("blows and threats are told to the police") {
    CHECK(seen(told("因排水扭打，一方扬言报复")) == "public_order: 扭打、扬言、报复; ");
}

TEST_CASE("violence within a family is its own duty") {
    CHECK(seen(told("夫妻争吵，男方动手", DisputeType::marriage_family)) ==
          "public_order: 动手; family_violence: 动手; ");
    CHECK(seen(told("子女遗弃老人")) == "family_violence: 遗弃; ");
}

TEST_CASE("a minor who is harmed is seen by the text or by a party's age on the day of the application") {
    CHECK(seen(told("学生课间受伤")) == "minor_harmed: 学生、受伤; ");
    auto state = told("骑车碰撞受伤");
    state.parties = {person(day("2003-10-20"))};  // eighteen on that day
    CHECK(seen(state).empty());
    state.parties = {person(day("2003-10-21"))};
    CHECK(seen(state) == "minor_harmed: 当事人未满18周岁、受伤; ");
    state.parties = {person(std::nullopt)};
    state.parties.front().id_number = "11010520100101009X";
    CHECK(seen(state) == "minor_harmed: 当事人未满18周岁、受伤; ");
}

TEST_CASE("every duty names its article") {
    for (const auto& term : Terms<Duty>::all) CHECK(duty_text(term.value).find("法第") != std::string_view::npos);
}
