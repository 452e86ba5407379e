#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// Case c1 in mediation on the rung, from 2 March 2021.
Scenario on_rung(const std::string& stage) {
    Scenario s;
    s.tell("2021-03-01 case.register");
    s.tell("2021-03-02 case.accept reason=跨村 stage=" + stage);
    return s;
}

}  // namespace

TEST_CASE("a session is held on any rung while mediating") {
    for (const auto& stage : Terms<Stage>::all) {
        auto s = on_rung(std::string{stage.name});
        s.tell("2021-03-03 case.session place=祠堂 notes=双方各执一词 present=甲,乙");
        CHECK(s.state().rungs.back().session_held);
    }
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.session -> wrong_status
        2021-03-02 case.accept
        ! 2021-03-01 case.session -> before_previous
        2021-03-03 case.suspend
        ! 2021-03-04 case.session -> wrong_status
    )");
}

TEST_CASE("a hearing has three or five elders on the roll, each once, none recused, all parties consenting") {
    auto s = on_rung("elders_hearing");
    s.tell(R"(
        ! 2021-03-03 case.hearing elders=e1,e2,e9 -> unknown_elder
        ! 2021-03-03 case.hearing recused=e9 -> unknown_elder
        ! 2021-03-03 case.hearing elders= -> too_few_elders
        ! 2021-03-03 case.hearing elders=e1 -> too_few_elders
        ! 2021-03-03 case.hearing elders=e1,e2 -> too_few_elders
        ! 2021-03-03 case.hearing elders=e1,e2,e3,e4 -> even_panel
        ! 2021-03-03 case.hearing elders=e1,e2,e1 -> elder_twice
        ! 2021-03-03 case.hearing elders=e1,e2,e3 recused=e4,e3 -> recused_on_panel
        ! 2021-03-03 case.hearing consented=false -> no_consent
        ! 2021-03-01 case.hearing -> before_previous
        2021-03-03 elder.retire elder=e6
        ! 2021-03-03 case.hearing elders=e1,e2,e6 -> unknown_elder
        2021-03-02 case.hearing elders=e1,e2,e6
        2021-03-03 case.hearing elders=e1,e2,e3,e4,e5
        2021-03-03 case.hearing elders=e1,e2,e3 recused=e4
    )");
    CHECK(s.state().rungs.back().hearing_held);
    // Where two rules could fit, the first as written.
    s.tell(R"(
        ! 2021-03-03 case.hearing elders=e1,e1 consented=false -> too_few_elders
        ! 2021-03-03 case.hearing elders=e1,e1,e2,e3 consented=false -> even_panel
        ! 2021-03-03 case.hearing elders=e1,e1,e2 recused=e1 consented=false -> elder_twice
        ! 2021-03-03 case.hearing elders=e1,e2,e3 recused=e1 consented=false -> recused_on_panel
    )");
}

TEST_CASE("a hearing belongs to its rung, a review to its own") {
    for (const auto& stage : Terms<Stage>::all) {
        auto s = on_rung(std::string{stage.name});
        INFO(stage.name);
        const bool hearing = stage.value == Stage::elders_hearing;
        const bool review = stage.value == Stage::villagers_review;
        CHECK(s.refused("2021-03-03 case.hearing") == (hearing ? "" : "wrong_stage"));
        CHECK(s.refused("2021-03-03 case.review") == (review ? "" : "wrong_stage"));
    }
    auto s = on_rung("elders_hearing");
    s.tell(R"(
        2021-03-03 case.suspend
        ! 2021-03-04 case.hearing -> wrong_status
        ! 2021-03-04 case.hearing elders=e9 -> unknown_elder
        ! 2021-03-04 case.review -> wrong_status
    )");
}

TEST_CASE("a review needs two thirds of the seats and is carried by more than half of those present") {
    auto s = on_rung("villagers_review");  // 30 seats
    const auto carried = [&](const char* line) { return event_as<ReviewHeld>(s.accepted(line)).carried; };
    CHECK(s.refused("2021-03-03 case.review present=19 in_favour=19 against=0") == "quorum_not_met");
    CHECK(s.refused("2021-03-03 case.review present=20 in_favour=18 against=3") == "more_votes_than_present");
    CHECK(s.refused("2021-03-03 case.review present=19 in_favour=18 against=3") == "quorum_not_met");
    CHECK(s.refused("2021-03-01 case.review") == "before_previous");
    CHECK_FALSE(carried("2021-03-03 case.review present=20 in_favour=10 against=10"));
    CHECK(carried("2021-03-03 case.review present=20 in_favour=11 against=9"));
    CHECK_FALSE(carried("2021-03-03 case.review present=21 in_favour=10 against=0"));
    CHECK(carried("2021-03-03 case.review present=21 in_favour=11 against=10"));
    CHECK(event_as<ReviewHeld>(s.accepted("2021-03-03 case.review")).seats == 30);
}

TEST_CASE("the quorum is two thirds exactly, by the seats of the day of the review") {
    auto s = on_rung("villagers_review");
    s.tell(R"(
        2021-03-10 representatives.set seats=31
        2021-03-09 case.review present=20 in_favour=1 against=1
        ! 2021-03-10 case.review present=20 in_favour=1 against=1 -> quorum_not_met
        2021-03-10 case.review present=21 in_favour=1 against=1
        2021-03-11 representatives.set seats=32
        ! 2021-03-11 case.review present=21 in_favour=1 against=1 -> quorum_not_met
        2021-03-11 case.review present=22 in_favour=1 against=1
    )");
}

TEST_CASE("without the number of seats there is no review") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register division=350305101202
        2021-03-02 case.accept stage=villagers_review reason=重大
        ! 2021-03-03 case.review -> seats_unknown
        2021-03-04 representatives.set division=350305101202 seats=30
        ! 2021-03-03 case.review -> seats_unknown
        2021-03-04 case.review
    )");
}

TEST_CASE("a case climbs the ladder step by step, each village rung leaving its evidence") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.escalate -> wrong_status
        2021-03-02 case.accept
        ! 2021-03-03 case.escalate -> evidence_missing
        2021-03-03 case.session
        ! 2021-03-02 case.escalate -> before_previous
        2021-03-04 case.escalate
        2021-03-04 case.session
        ! 2021-03-05 case.escalate -> evidence_missing
        2021-03-05 case.hearing
        2021-03-06 case.escalate
        ! 2021-03-07 case.escalate -> evidence_missing
        2021-03-07 case.review in_favour=1 against=19
        2021-03-08 case.escalate
        2021-03-09 case.escalate
        ! 2021-03-10 case.escalate -> top_of_ladder
        ! 2021-03-10 case.escalate to=district_mediation -> top_of_ladder
    )");
    REQUIRE(s.state().rungs.size() == 5);
    CHECK(s.state().stage() == Stage::district_mediation);
    CHECK(s.state().rungs[0].left == day("2021-03-04"));
    CHECK(s.state().rungs[1].opened == day("2021-03-04"));
}

TEST_CASE("to a named higher rung a case goes without evidence, never downward") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-02 case.accept
        ! 2021-03-03 case.escalate to=assigned_mediation -> not_upward
        2021-03-03 case.escalate to=elders_hearing
        ! 2021-03-03 case.escalate to=assigned_mediation -> not_upward
        ! 2021-03-03 case.escalate to=elders_hearing -> not_upward
        2021-03-03 case.escalate to=town_mediation
        2021-03-03 case.escalate to=district_mediation
    )");
}

TEST_CASE("evidence counts only since the rung was last opened") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-02 case.accept
        2021-03-03 case.session
        2021-03-04 case.escalate to=town_mediation
        2021-03-05 case.return to=assigned_mediation
        ! 2021-03-06 case.escalate -> evidence_missing
        2021-03-06 case.session
        2021-03-06 case.settle
        2021-03-07 case.reopen
        ! 2021-03-08 case.escalate -> evidence_missing
        2021-03-08 case.session
        2021-03-08 case.escalate
    )");
}

TEST_CASE("a case is returned to a lower rung only") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.return to=assigned_mediation -> wrong_status
        2021-03-02 case.accept
        ! 2021-03-03 case.return to=assigned_mediation -> not_downward
        ! 2021-03-03 case.return to=town_mediation -> not_downward
        2021-03-03 case.escalate to=town_mediation
        ! 2021-03-04 case.return to=town_mediation -> not_downward
        ! 2021-03-02 case.return to=elders_hearing -> before_previous
        2021-03-04 case.return to=elders_hearing
    )");
    CHECK(s.state().stage() == Stage::elders_hearing);
    CHECK(s.state().rungs.size() == 3);
}

TEST_CASE("mediation is terminated, also while suspended, with a route told") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.terminate -> wrong_status
        2021-03-02 case.accept
        ! 2021-03-03 case.terminate routes= -> routes_needed
        ! 2021-03-01 case.terminate -> before_previous
        2021-03-03 case.suspend
        2021-03-04 case.terminate routes=court,petition
        ! 2021-03-05 case.terminate -> wrong_status
        ! 2021-03-05 case.resume -> wrong_status
    )");
    CHECK(s.state().status == Status::terminated);
    CHECK(s.state().pauses.back().until == day("2021-03-04"));
}

TEST_CASE("mediation is suspended and resumed") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.suspend -> wrong_status
        2021-03-02 case.accept
        ! 2021-03-03 case.resume -> wrong_status
        ! 2021-03-01 case.suspend -> before_previous
        2021-03-03 case.suspend
        ! 2021-03-03 case.suspend -> wrong_status
        ! 2021-03-02 case.resume -> before_previous
        ! 2021-03-04 case.settle -> wrong_status
        ! 2021-03-04 case.escalate to=town_mediation -> wrong_status
        ! 2021-03-04 case.return to=assigned_mediation -> wrong_status
        ! 2021-03-04 case.assign -> wrong_status
        ! 2021-03-04 case.extend until=2021-04-02 -> wrong_status
        2021-03-05 case.resume
    )");
    CHECK(s.state().pauses == std::vector<Pause>{{day("2021-03-03"), day("2021-03-05")}});
}

TEST_CASE("only the overall clock is extended, once in a run, with consent, in time, and not too far") {
    Scenario s;  // overall: 30 days from 2 March, due 1 April, at most 30 days further
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.extend until=2021-04-10 -> wrong_status
        2021-03-02 case.accept
        ? 2021-03-03 overall 2021-04-01 open
        ! 2021-03-03 case.extend clock=stage until=2021-04-10 -> not_extendable
        ! 2021-03-03 case.extend clock=accept until=2021-04-10 -> not_extendable
        ! 2021-03-03 case.extend clock=judicial_confirmation until=2021-04-10 -> not_extendable
        ! 2021-03-03 case.extend clock=supervision until=2021-04-10 -> not_extendable
        ! 2021-03-03 case.extend until=2021-04-10 consented=false -> no_consent
        ! 2021-03-03 case.extend until=2021-05-02 -> extension_too_long
        ! 2021-03-03 case.extend until=2021-04-01 -> bad_value
        ! 2021-03-01 case.extend until=2021-04-10 -> before_previous
        ! 2021-04-02 case.extend until=2021-04-10 consented=false -> extension_too_late
        2021-04-01 case.extend until=2021-05-01
        ? 2021-04-01 overall 2021-05-01 open
        ! 2021-04-02 case.extend until=2021-05-03 -> already_extended
        2021-04-03 case.settle
        2021-04-05 case.reopen
        2021-04-05 case.extend until=2021-05-20
        ! 2021-04-06 case.extend until=2021-05-21 -> already_extended
    )");
    CHECK(s.state().is_extended());
    s.tell("2021-04-08 case.settle");
    CHECK_FALSE(s.state().is_extended());
}

TEST_CASE("policy may let the rung's clock be extended, once for each opening") {
    Scenario s;
    auto policy = default_policy();
    policy.clocks.stage.assigned_mediation.extendable = true;
    policy.clocks.stage.assigned_mediation.extension_days = 5;
    policy.clocks.overall.extendable.reset();
    REQUIRE(s.refused(SetPolicy{day("2020-01-01"), policy}, "2021-01-01").empty());
    s.tell(R"(
        2021-03-01 case.register
        2021-03-02 case.accept
        ! 2021-03-03 case.extend until=2021-04-10 -> not_extendable
        ! 2021-03-03 case.extend clock=stage until=2021-03-18 -> extension_too_long
        2021-03-03 case.extend clock=stage until=2021-03-17
        ! 2021-03-03 case.extend clock=stage until=2021-03-17 -> already_extended
        ? 2021-03-04 stage 2021-03-17 open
        2021-03-04 case.escalate to=elders_hearing
        ! 2021-03-04 case.extend clock=stage until=2021-03-17 -> not_extendable
        2021-03-05 case.return to=assigned_mediation
        2021-03-05 case.extend clock=stage until=2021-03-20
        ? 2021-03-05 stage#1 2021-03-17 met
        ? 2021-03-05 stage#2 2021-03-15 met
        ? 2021-03-05 stage#3 2021-03-20 open
    )");
}
