#include "core/case/command.hpp"
#include "core/law/period.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("an organisation is founded in a known division under an id of its own") {
    Scenario s;
    s.tell(R"(
        2021-01-05 organisation.found org=o7 name=芳店村调委会 division=350305101202
        ! 2021-01-06 organisation.found org=o7 -> already_exists
        ! 2021-01-06 organisation.found org=o8 division=350305999201 -> unknown_division
        ! 2021-01-06 organisation.found org=o8 kind=village division=350305101000 -> bad_value
        ! 2021-01-06 organisation.found org=o8 kind=town division=350305101201 -> bad_value
        ! 2021-01-06 organisation.found org=o8 kind=district division=350305101000 -> bad_value
        ! 2021-01-06 organisation.found org=o8 kind=regional division=350305101201 -> bad_value
        2021-01-06 organisation.found org=o8 kind=regional division=350305101000 short=妈祖
        2021-01-06 organisation.found org=o9 kind=trade division=350305101000
        2021-01-06 organisation.found org=o10 kind=district division=350305000000
    )");
    CHECK(s.office.organisation({"o7"})->short_name == "芳店");
    CHECK(s.office.organisation({"o8"})->short_name == "妈祖");
    CHECK(s.office.organisation({"o9"})->short_name == "东庄");
    CHECK(s.office.organisation({"o10"})->short_name == "秀屿");
    CHECK(s.office.organisation({"o7"})->founded == day("2021-01-05"));
}

TEST_CASE("an organisation with pending cases is not dissolved; dissolved, its mediators have left office") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ! 2021-03-02 organisation.dissolve org=o1 -> open_cases
        2021-03-02 case.withdraw
        ! 2021-03-02 organisation.dissolve org=o9 -> unknown_organisation
        ! 2019-12-31 organisation.dissolve org=o1 -> unknown_organisation
        2021-03-05 organisation.dissolve org=o1
        ! 2021-03-05 organisation.dissolve org=o1 -> organisation_dissolved
        ! 2021-03-04 organisation.dissolve org=o1 -> organisation_dissolved
        ! 2021-03-05 mediator.appoint mediator=m9 -> organisation_dissolved
        2021-03-04 mediator.appoint mediator=m9
        ! 2021-03-05 case.register case=c2 -> organisation_dissolved
        2021-03-04 case.register case=c2
        ! 2021-03-05 case.accept case=c2 mediators=m1 -> unknown_mediator
        ! 2021-03-05 case.accept case=c2 mediators=m9 -> unknown_mediator
        2021-03-05 case.accept case=c2 mediators=m3
    )");
}

TEST_CASE("a mediator is appointed once, removed, and appointed anew under the same id") {
    Scenario s;
    s.tell(R"(
        ! 2021-01-05 mediator.appoint mediator=m1 -> already_exists
        ! 2021-01-05 mediator.appoint mediator=m9 org=o9 -> unknown_organisation
        ! 2019-12-31 mediator.appoint mediator=m9 -> unknown_organisation
        ! 2021-01-05 mediator.remove mediator=m9 -> unknown_mediator
        ! 2019-12-31 mediator.remove mediator=m1 -> unknown_mediator
        2021-01-10 mediator.remove mediator=m1
        ! 2021-01-11 mediator.remove mediator=m1 -> unknown_mediator
        ! 2021-01-09 mediator.appoint mediator=m1 -> already_exists
        2021-01-10 mediator.appoint mediator=m1 org=o2 full_time=true
        ! 2021-01-11 mediator.appoint mediator=m1 -> already_exists
    )");
    const auto tenures = s.office.mediator({"m1"});
    REQUIRE(tenures.size() == 2);
    CHECK(tenures[0].holds_on(day("2021-01-09")));
    CHECK_FALSE(tenures[0].holds_on(day("2021-01-10")));
    CHECK(tenures[1].holds_on(day("2021-01-10")));
    CHECK(tenures[1].full_time);
    CHECK(tenures[1].org == Id{"o2"});
}

TEST_CASE("an elder is enrolled once, retires, and may be enrolled anew") {
    Scenario s;
    s.tell(R"(
        ! 2021-01-05 elder.enrol elder=e1 -> already_exists
        ! 2021-01-05 elder.enrol elder=e9 division=350305999201 -> unknown_division
        ! 2021-01-05 elder.retire elder=e9 -> unknown_elder
        2021-01-10 elder.retire elder=e1
        ! 2021-01-10 elder.retire elder=e1 -> unknown_elder
        2021-02-01 elder.enrol elder=e1
    )");
    CHECK(s.office.elder({"e1"}).size() == 2);
}

TEST_CASE("seats are taken as of the day, rounds of screening are recorded when nothing was found too") {
    Scenario s;
    s.tell(R"(
        2021-01-05 representatives.set seats=40
        ! 2021-01-05 representatives.set division=350305999201 -> unknown_division
        2021-01-05 screening.record
        ! 2021-01-05 screening.record division=350305999201 -> unknown_division
    )");
    CHECK(s.office.seats(village, day("2021-01-04")) == 30);
    CHECK(s.office.seats(village, day("2021-01-05")) == 40);
    CHECK_FALSE(s.office.seats(other_village, day("2021-01-05")).has_value());
    CHECK(s.office.screenings().size() == 1);
}

TEST_CASE("nothing of the office happens after today") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-01 campaign.launch until=2021-06-01
        2021-03-01 consultation.hold
        2021-03-01 supervision.issue
    )");
    s.today = day("2021-03-09");
    for (const auto* line :
         {"organisation.found org=o9", "organisation.dissolve org=o2", "mediator.appoint mediator=m9",
          "mediator.remove", "elder.enrol elder=e9", "elder.retire", "representatives.set", "screening.record",
          "campaign.launch campaign=k9 months=1", "campaign.close", "consultation.hold consultation=h9",
          "consultation.done", "supervision.issue notice=n9", "supervision.sign", "supervision.reply",
          "supervision.cancel", "case.register case=c9"}) {
        INFO(line);
        CHECK(s.refused("2021-03-10 " + std::string{line}) == "in_future");
        // The day counts in UTC+8, not the hour.
        CHECK(s.refused("2021-03-09T16:00:00Z " + std::string{line}) == "in_future");
    }
    SetPolicy policy{day("2022-01-01"), default_policy()};
    CHECK(s.refused(policy, "2021-03-10") == "in_future");
    CHECK(s.refused(LoadCalendar{}, "2021-03-10") == "in_future");
    s.tell("2021-03-09T23:59:59+08:00 screening.record");
}

TEST_CASE("a policy is set from a day on, also ahead; a faulty one is not") {
    Scenario s;
    SetPolicy command{day("2027-01-01"), default_policy()};
    command.policy.version = 2;
    CHECK(s.refused(command, "2021-03-01").empty());
    CHECK(s.office.policies.on(day("2027-01-01")).version == 2);
    CHECK(s.office.policies.on(day("2026-12-31")).version == 1);
    command.policy.clocks.accept = {};
    CHECK(s.refused(command, "2021-03-01") == "bad_value");
}

TEST_CASE("a calendar notice is loaded") {
    Scenario s;
    LoadCalendar command;
    command.notice.years = std::vector<int>{2027};
    CHECK(s.office.calendar.is_provisional(2027));
    CHECK(s.refused(command, "2021-03-01").empty());
    CHECK_FALSE(s.office.calendar.is_provisional(2027));
}

TEST_CASE("a campaign ends on the day given or after the months given, never both") {
    Scenario s;
    s.tell(R"(
        2021-10-14 campaign.launch campaign=k1 months=3
        2021-10-14 campaign.launch campaign=k2 until=2022-01-15 types=land,wages include_open=true
        2021-08-31 campaign.launch campaign=k3 months=1
        ! 2021-10-15 campaign.launch campaign=k1 months=1 -> already_exists
        ! 2021-10-15 campaign.launch campaign=k4 -> until_or_months
        ! 2021-10-15 campaign.launch campaign=k4 months=3 until=2022-01-15 -> until_or_months
        ! 2021-10-15 campaign.launch campaign=k4 months=3 division=350305999000 -> unknown_division
        ! 2021-10-15 campaign.launch campaign=k4 until=2021-10-14 -> bad_value
        2021-10-15 campaign.launch campaign=k4 until=2021-10-15
    )");
    CHECK(s.office.campaign({"k1"})->until == day("2022-01-14"));
    CHECK(s.office.campaign({"k2"})->until == day("2022-01-15"));  // a Saturday, taken as it is
    CHECK(s.office.campaign({"k2"})->types == std::vector{DisputeType::land, DisputeType::wages});
    CHECK(s.office.campaign({"k2"})->include_open);
    CHECK(s.office.campaign({"k3"})->until == day("2021-09-30"));
    CHECK_FALSE(s.office.campaign({"k1"})->include_open);
}

TEST_CASE("a campaign is closed once, and its end stays") {
    Scenario s;
    s.tell(R"(
        2021-10-14 campaign.launch months=3
        ! 2021-10-13 campaign.close -> unknown_campaign
        ! 2021-10-20 campaign.close campaign=k9 -> unknown_campaign
        2021-12-01 campaign.close
        ! 2021-12-02 campaign.close -> already_done
    )");
    CHECK(s.office.campaign({"k1"})->closed == day("2021-12-01"));
    CHECK(s.office.campaign({"k1"})->until == day("2022-01-14"));
}
