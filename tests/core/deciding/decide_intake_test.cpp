#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("a case is registered with a party on each side") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1 type=land amount=1200.50 people=7 major=true
        ! 2021-03-01 case.register case=c1 -> already_exists
        ! 2021-03-01 case.register case=c2 parties=a -> party_missing
        ! 2021-03-01 case.register case=c2 parties=r -> party_missing
        ! 2021-03-01 case.register case=c2 parties= -> party_missing
        2021-03-01 case.register case=c2 parties=AarR
        ! 2021-03-01 case.register case=c3 org=o9 -> unknown_organisation
        ! 2019-12-31 case.register case=c3 -> unknown_organisation
        ! 2021-03-01 case.register case=c3 division=350305999201 -> unknown_division
    )");
    CHECK(s.state().status == Status::registered);
    CHECK(s.state().amount->fen == 120'050);
    CHECK(s.state().people == 7);
    CHECK(s.state().major);
    CHECK_FALSE(s.state("c2").major);
    CHECK_FALSE(s.state().stage().has_value());
    CHECK(s.state().registered.day == day("2021-03-01"));
}

TEST_CASE("a dispute found by screening may have parties on one side or none") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1 source=screening parties=
        2021-03-01 case.register case=c2 source=screening parties=R
        ! 2021-03-01 case.register case=c3 source=police parties=a -> party_missing
    )");
}

TEST_CASE("a case without an id of its own is given one") {
    Scenario s;
    const auto made = event_as<CaseRegistered>(s.accepted("2021-03-01 case.register case="));
    CHECK_FALSE(made.case_id.text.empty());
    CHECK(s.state(made.case_id.text).exists());
}

TEST_CASE("a case is accepted by mediators in office, above the first rung only with a reason") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.accept case=c9 -> unknown_case
        ! 2021-03-02 case.accept mediators= -> mediators_missing
        ! 2021-03-02 case.accept mediators=m1,m9 -> unknown_mediator
        ! 2021-03-02 case.accept stage=town_mediation -> reason_needed
        ! 2021-02-28 case.accept -> before_previous
        2021-03-02 mediator.remove mediator=m2
        ! 2021-03-02 case.accept mediators=m2 -> unknown_mediator
        2021-03-01 case.accept mediators=m1,m2 stage=town_mediation reason=跨村 official=包案人
        ! 2021-03-02 case.accept -> wrong_status
    )");
    CHECK(s.state().status == Status::mediating);
    CHECK(s.state().stage() == Stage::town_mediation);
    CHECK(s.state().official == "包案人");
    CHECK(s.state().mediators == std::vector<Id>{{"m1"}, {"m2"}});
    s.tell(R"(
        2021-03-01 case.register case=c2
        2021-03-01 case.accept case=c2 stage=assigned_mediation
    )");
    CHECK(s.state("c2").stage() == Stage::assigned_mediation);
}

TEST_CASE("case numbers run per organisation and year of acceptance, in order of entry, never reused") {
    Scenario s;
    for (const auto* id : {"c1", "c2", "c3", "c4", "c5"}) {
        const std::string org = std::string{id} == "c4" ? " org=o2" : "";
        s.tell("2020-12-30 case.register case=" + std::string{id} + org);
    }
    const auto number = [&](const char* line) { return event_as<CaseAccepted>(s.accepted(line)).number; };
    CHECK(number("2021-01-04 case.accept case=c1") == "（2021）东红民调字第1号");
    CHECK(number("2020-12-31 case.accept case=c2") == "（2020）东红民调字第1号");
    s.tell("2021-01-05 case.withdraw case=c1");
    CHECK(number("2021-01-02 case.accept case=c3") == "（2021）东红民调字第2号");
    CHECK(number("2021-01-05 case.accept case=c4") == "（2021）东庄民调字第1号");
    CHECK(number("2020-12-31T20:00:00Z case.accept case=c5") == "（2021）东红民调字第3号");
}

TEST_CASE("a refusal tells at least one other route") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.refuse routes= -> routes_needed
        ! 2021-02-28 case.refuse -> before_previous
        2021-03-02 case.refuse routes=court,arbitration
        ! 2021-03-02 case.refuse -> wrong_status
        ! 2021-03-02 case.accept -> wrong_status
    )");
    CHECK(s.state().status == Status::refused);
}

TEST_CASE("mediators are assigned while mediating; the plan and the official stay until replaced") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.assign -> wrong_status
        2021-03-02 case.accept official=甲
        ! 2021-03-03 case.assign mediators= -> mediators_missing
        ! 2021-03-03 case.assign mediators=m9 -> unknown_mediator
        2021-03-03 case.assign mediators=m2,m3 plan=一案一策
        ! 2021-03-02 case.assign -> before_previous
    )");
    CHECK(s.state().mediators == std::vector<Id>{{"m2"}, {"m3"}});
    CHECK(s.state().official == "甲");
    CHECK(s.state().plan == "一案一策");
}

TEST_CASE("existence comes before status, status before the rules") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 case.refuse case=c9 routes= -> unknown_case
        2021-03-02 case.withdraw
        ! 2021-03-01 case.accept mediators=m9 stage=town_mediation -> unknown_mediator
        ! 2021-03-01 case.accept mediators= stage=town_mediation -> wrong_status
        ! 2021-03-01 case.refuse routes= -> wrong_status
        ! 2021-03-01 case.assign mediators=m9 -> unknown_mediator
        ! 2021-03-01 case.merge into=c1 -> wrong_status
        ! 2021-03-01 case.merge into=c9 -> unknown_case
        ! 2021-03-02 case.register case=c1 org=o9 parties= -> unknown_organisation
        ! 2021-03-02 case.register case=c1 parties= -> already_exists
    )");
}

TEST_CASE("a correction mends the data, keeps the old values readable and leaves the application's time") {
    Scenario s;
    s.tell(R"(
        2021-03-01T09:00:00+08:00 case.register amount=100
        ! 2021-03-02 case.correct case=c9 -> unknown_case
        ! 2021-03-02 case.correct division=350305999201 -> unknown_division
        ! 2021-03-02 case.correct parties=a -> party_missing
        ! 2021-02-28 case.correct people=3 -> before_previous
    )");
    const auto corrected = event_as<CaseCorrected>(
        s.accepted("2021-03-02 case.correct type=wages source=court summary=改 amount=200 people=3 major=true "
                   "division=350305101202 parties=arr"));
    CHECK(corrected.was.type == DisputeType::marriage_family);
    CHECK(corrected.was.source == Source::application);
    CHECK(corrected.was.summary == "summary");
    CHECK(corrected.was.amount == Amount{10'000});
    CHECK_FALSE(corrected.was.people.has_value());
    CHECK(corrected.was.major == false);
    CHECK(corrected.was.division == village);
    CHECK(corrected.was.parties->size() == 2);
    const auto& now = s.state();
    CHECK(now.type == DisputeType::wages);
    CHECK(now.source == Source::court);
    CHECK(now.summary == "改");
    CHECK(now.amount == Amount{20'000});
    CHECK(now.people == 3);
    CHECK(now.major);
    CHECK(now.division == other_village);
    CHECK(now.parties.size() == 3);
    CHECK(now.registered.text == "2021-03-01T09:00:00+08:00");
    CHECK(s.on("2021-03-01").type == DisputeType::marriage_family);
}

TEST_CASE("a case found by screening needs its parties before its source may be another") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register source=screening parties=
        2021-03-01 case.correct summary=改
        ! 2021-03-02 case.correct source=application -> party_missing
        2021-03-02 case.correct source=application parties=ar
    )");
}

TEST_CASE("everything but a merged case may be corrected") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-01 case.register case=c2
        2021-03-01 case.register case=c3
        2021-03-01 case.register case=c4
        2021-03-02 case.refuse case=c2
        2021-03-02 case.correct case=c2 people=1
        2021-03-02 case.withdraw case=c3
        2021-03-02 case.correct case=c3 people=1
        2021-03-02 case.merge case=c4 into=c1
        ! 2021-03-02 case.correct case=c4 people=1 -> wrong_status
        2021-03-02 case.accept
        2021-03-02 case.suspend
        2021-03-02 case.correct people=1
        2021-03-02 case.terminate
        2021-03-02 case.correct people=2
        2021-03-02 case.reopen
        2021-03-02 case.settle
        2021-03-02 case.correct people=3
    )");
    CHECK(s.state().people == 3);
}

TEST_CASE("a pending case is merged into another pending one") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-01 case.register case=c2
        2021-03-05 case.register case=c3
        ! 2021-03-02 case.merge into=c9 -> unknown_case
        ! 2021-03-02 case.merge into=c3 -> unknown_case
        ! 2021-03-02 case.merge into=c1 -> merge_into_itself
        ! 2021-02-28 case.merge into=c2 -> unknown_case
        2021-03-05 case.refuse case=c3
        ! 2021-03-06 case.merge into=c3 -> wrong_status
        2021-03-06 case.merge into=c2
        ! 2021-03-06 case.merge into=c2 -> wrong_status
    )");
    CHECK(s.state("c1").status == Status::merged);
    CHECK(s.state("c1").merged_into == Id{"c2"});
    CHECK(s.state("c2").version == 1);
}

TEST_CASE("what is merged into may lie later than the merging; the case's own steps may not") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-01 case.register case=c2
        2021-03-08 case.accept case=c2
        2021-03-05 case.correct case=c1 people=2
        ! 2021-03-04 case.merge case=c1 into=c2 -> before_previous
        2021-03-05 case.merge case=c1 into=c2
    )");
}

TEST_CASE("what is merged into counts as it was on the day of the merging") {
    Scenario s;
    s.tell(R"(
        2021-01-01 case.register case=c1
        2021-01-01 case.register case=c2
        2021-01-01 case.register case=c3
        2021-01-05 case.accept case=c2
        2021-02-20 case.settle case=c2
        ! 2021-02-20 case.merge case=c1 into=c2 -> wrong_status
        2021-02-01 case.merge case=c1 into=c2
        2021-03-20 case.reopen case=c2
        ! 2021-03-01 case.merge case=c3 into=c2 -> wrong_status
        2021-03-20 case.merge case=c3 into=c2
    )");
}

TEST_CASE("no cases are merged into each other") {
    Scenario s;
    s.tell(R"(
        2021-01-01 case.register case=c1
        2021-01-01 case.register case=c2
        2021-01-01 case.register case=c3
        2021-02-20 case.merge case=c3 into=c2
        2021-02-21 case.merge case=c2 into=c1
        ! 2021-02-10 case.merge case=c1 into=c2 -> merge_into_itself
        ! 2021-02-10 case.merge case=c1 into=c3 -> merge_into_itself
    )");
}

TEST_CASE("a case is withdrawn while it is pending") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-01 case.register case=c2
        2021-03-01 case.register case=c3
        2021-03-02 case.withdraw case=c1
        ! 2021-03-02 case.withdraw case=c1 -> wrong_status
        2021-03-02 case.accept case=c2
        2021-03-02 case.withdraw case=c2
        2021-03-02 case.accept case=c3
        2021-03-02 case.suspend case=c3
        ! 2021-03-01 case.withdraw case=c3 -> before_previous
        2021-03-02 case.withdraw case=c3
    )");
    CHECK(s.state("c3").status == Status::withdrawn);
    CHECK_FALSE(s.state("c3").suspended_since().has_value());
}

TEST_CASE("no step of a case happens after today or before the step before it") {
    Scenario s;
    s.tell(R"(
        2021-03-01T10:00:00+08:00 case.register
        ! 2021-03-01T09:59:59+08:00 case.accept -> before_previous
        ! 2021-02-28 case.accept -> before_previous
        2021-03-01 case.accept
        2021-03-01T09:00:00+08:00 case.session
        ! 2021-03-01T08:59:59+08:00 case.session -> before_previous
    )");
    s.today = day("2021-03-09");
    CHECK(s.refused("2021-03-10 case.session") == "in_future");
    CHECK(s.refused("2021-03-09T16:00:00Z case.session") == "in_future");
    CHECK(s.refused("2021-03-09T15:59:59Z case.session").empty());
}
