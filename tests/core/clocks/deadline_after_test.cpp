// The clocks that follow a settlement, and those of campaigns, supervision and consultations.
#include "core/clocks/deadline.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// Several cases, registered and accepted on 1 and 2 March 2021.
Scenario mediating(std::initializer_list<std::string> cases) {
    Scenario s;
    for (const auto& id : cases) {
        s.tell("2021-03-01 case.register case=" + id);
        s.tell("2021-03-02 case.accept case=" + id);
    }
    return s;
}

}  // namespace

TEST_CASE("each obligation has its own clock from the day the agreement is in force to the day it names") {
    auto s = mediating({"c1"});
    s.tell(R"(
        2021-03-08 case.settle form=written effective=2021-03-10 obligations=2021-03-20,2021-03-30,2021-04-05
        ? 2021-03-09 performance none
        # 20 March is a Saturday and stays
        ? 2021-03-10 performance#1 2021-03-20 open raw=2021-03-20
        ? 2021-03-17 performance#1 2021-03-20 open
        ? 2021-03-18 performance#1 2021-03-20 due_soon
        ? 2021-03-21 performance#1 2021-03-20 overdue
        2021-03-22 case.perform obligation=1
        ? 2021-03-21 performance#1 2021-03-20 overdue
        ? 2021-03-22 performance#1 2021-03-20 met_late
        2021-03-30 case.perform obligation=2
        ? 2021-03-30 performance#2 2021-03-30 met
        2021-04-06 case.default
        ? 2021-04-06 performance#3 2021-04-05 overdue
        2021-04-10 case.perform
        ? 2021-04-10 performance#3 2021-04-05 met_late
        ? 2021-04-10 performance#4 none
    )");
}

TEST_CASE("a reopening makes void what was not performed; what was stays as it is") {
    auto s = mediating({"c1", "c2"});
    s.tell(R"(
        2021-03-08 case.settle form=written obligations=2021-03-20,2021-03-30
        2021-03-10 case.perform obligation=1
        2021-03-15 case.reopen
        ? 2021-03-15 performance#1 2021-03-20 met
        ? 2021-03-15 performance#2 2021-03-30 void
        ? 2021-03-14 performance#2 2021-03-30 open
        2021-03-16 case.settle form=written obligations=2021-04-30
        ? 2021-03-16 performance#2 2021-03-30 void
        ? 2021-03-16 performance#3 2021-04-30 open
        # an agreement that never came into force has no clock of its effect
        2021-03-08 case.settle case=c2 form=written effective=2021-04-01 obligations=2021-04-20
        2021-03-20 case.reopen case=c2
        ? 2021-05-01 performance@c2 none
        ? 2021-05-01 judicial_confirmation@c2 none
        ? 2021-05-01 follow_up@c2 2021-03-23 void
    )");
}

TEST_CASE("judicial confirmation is met by applying and lapses to void, never to overdue") {
    auto s = mediating({"used", "lapsed", "reopened", "both"});
    s.tell(R"(
        2021-03-08 case.settle case=used form=written effective=2021-03-10
        ? 2021-03-09 judicial_confirmation@used none
        ? 2021-03-10 judicial_confirmation@used 2021-04-09 open raw=2021-04-09
        ? 2021-04-07 judicial_confirmation@used 2021-04-09 due_soon
        ? 2021-04-09 judicial_confirmation@used 2021-04-09 due_soon
        2021-04-09 case.confirm case=used
        ? 2021-04-09 judicial_confirmation@used 2021-04-09 met
        ? 2021-12-31 judicial_confirmation@used 2021-04-09 met
        2021-03-08 case.settle case=lapsed form=written effective=2021-03-10
        ? 2021-04-10 judicial_confirmation@lapsed 2021-04-09 void
        ? 2021-04-08 judicial_confirmation@lapsed 2021-04-09 due_soon
        2021-03-08 case.settle case=reopened form=written effective=2021-03-10
        2021-03-20 case.reopen case=reopened
        ? 2021-03-20 judicial_confirmation@reopened 2021-04-09 void
        2021-03-08 case.settle case=both form=written effective=2021-03-10
        2021-03-15 case.confirm case=both
        2021-03-20 case.reopen case=both
        ? 2021-03-20 judicial_confirmation@both 2021-04-09 met
        2021-03-21 case.settle case=both
        ? 2021-03-21 judicial_confirmation#2@both 2021-04-20 open
    )");
    CHECK(s.deadlines("2021-04-10", "lapsed").at(3).basis == "人民调解法第三十三条");
    CHECK_FALSE(overdue_after(s.state("lapsed"), s.office.rules()).has_value());
}

TEST_CASE("a follow-up within fifteen days of the settlement, whatever it finds") {
    auto s = mediating({"met", "late", "reopened", "terminated", "back"});
    s.tell(R"(
        2021-03-08 case.settle case=met
        ? 2021-03-20 follow_up@met 2021-03-23 open raw=2021-03-23
        ? 2021-03-21 follow_up@met 2021-03-23 due_soon
        2021-03-23 case.follow_up case=met result=relapsed
        ? 2021-03-23 follow_up@met 2021-03-23 met
        2021-03-30 case.follow_up case=met
        ? 2021-03-30 follow_up@met 2021-03-23 met
        2021-04-01 case.reopen case=met
        ? 2021-04-01 follow_up@met 2021-03-23 met
        2021-04-02 case.terminate case=met
        2021-04-03 case.follow_up case=met
        ? 2021-04-03 follow_up#2@met none
        2021-03-08 case.settle case=late
        2021-03-24 case.follow_up case=late
        ? 2021-03-23 follow_up@late 2021-03-23 due_soon
        ? 2021-03-24 follow_up@late 2021-03-23 met_late
        2021-03-08 case.settle case=reopened
        ? 2021-03-24 follow_up@reopened 2021-03-23 overdue
        2021-03-25 case.reopen case=reopened
        ? 2021-03-25 follow_up@reopened 2021-03-23 void
        2021-03-26 case.settle case=reopened
        ? 2021-03-26 follow_up#2@reopened 2021-04-12 open raw=2021-04-10
        # a follow-up on a terminated case meets no clock, not even one that became void before
        2021-03-08 case.settle case=back
        2021-03-09 case.reopen case=back
        2021-03-10 case.terminate case=back
        2021-03-11 case.follow_up case=back
        ? 2021-03-11 follow_up@back 2021-03-23 void
        2021-03-08 case.terminate case=terminated
        2021-03-09 case.follow_up case=terminated
        ? 2021-03-09 follow_up@terminated none
        ? 2021-03-09 performance@terminated none
    )");
}

TEST_CASE("a campaign's clock runs to its end for the cases registered in it, and follows the status in force") {
    Scenario s;
    s.tell(R"(
        2021-10-13 case.register case=before
        2021-10-14 case.register case=first
        2021-10-14 campaign.launch months=3
        2021-10-20 case.register case=c1
        2021-10-20 case.accept case=c1
        2022-01-14 case.register case=last
        2022-01-15 case.register case=after
        ? 2021-12-31 campaign@before none
        ? 2021-10-14 campaign@first 2022-01-14 open
        ? 2021-10-19 campaign@c1 none
        ? 2021-10-20 campaign@c1 2022-01-14 open raw=2022-01-14
        ? 2022-01-11 campaign@c1 2022-01-14 open
        ? 2022-01-12 campaign@c1 2022-01-14 due_soon
        ? 2022-01-14 campaign@last 2022-01-14 due_soon
        ? 2022-01-15 campaign@last 2022-01-14 overdue
        ? 2022-01-15 campaign@after none
        2021-11-01 case.settle case=c1
        ? 2021-11-01 campaign@c1 2022-01-14 met
        2021-11-05 case.reopen case=c1
        ? 2021-11-04 campaign@c1 2022-01-14 met
        ? 2021-11-05 campaign@c1 2022-01-14 open
        2021-11-06 case.suspend case=c1
        ? 2021-11-06 campaign@c1 2022-01-14 open
        2021-11-07 case.terminate case=c1
        ? 2021-11-07 campaign@c1 2022-01-14 met
        2021-11-08 case.reopen case=c1
        2022-01-17 case.settle case=c1
        ? 2022-01-16 campaign@c1 2022-01-14 overdue
        ? 2022-01-17 campaign@c1 2022-01-14 met_late
        2022-01-10 campaign.close
        ? 2022-01-17 campaign@c1 2022-01-14 met_late
    )");
    CHECK(s.deadlines("2022-01-17", "first").back().start == day("2021-10-14"));
    CHECK(s.deadlines("2022-01-17", "c1").back().start == day("2021-10-20"));
}

TEST_CASE("with include_open a campaign takes those pending at the end of the day before its start") {
    Scenario s;
    for (const auto* id : {"pending", "settled-before", "settled-on-start", "withdrawn-before", "reopened-before"}) {
        s.tell("2021-10-01 case.register case=" + std::string{id});
        s.tell("2021-10-01 case.accept case=" + std::string{id});
    }
    s.tell(R"(
        2021-10-13 case.settle case=settled-before
        2021-10-14 case.settle case=settled-on-start
        2021-10-13 case.withdraw case=withdrawn-before
        2021-10-12 case.settle case=reopened-before
        2021-10-13 case.reopen case=reopened-before
        2021-10-14 campaign.launch until=2021-12-31 include_open=true
        ? 2021-10-13 campaign@pending none
        ? 2021-10-14 campaign@pending 2021-12-31 open
        ? 2021-10-14 campaign@settled-before none
        ? 2021-10-14 campaign@settled-on-start 2021-12-31 met
        ? 2021-10-14 campaign@withdrawn-before none
        ? 2021-10-14 campaign@reopened-before 2021-12-31 open
        2021-10-20 case.reopen case=settled-before
        ? 2021-10-20 campaign@settled-before none
    )");
    CHECK(s.deadlines("2021-10-14", "pending").back().start == day("2021-10-14"));
}

TEST_CASE("a campaign has an area and perhaps types, as of the day; refusal, withdrawal and merging end it void") {
    Scenario s;
    s.tell(R"(
        2021-10-14 campaign.launch campaign=k1 until=2021-12-31 division=350305101000
        2021-10-14 campaign.launch campaign=k2 until=2021-12-30 division=350305101202 types=land,wages
        2021-10-20 case.register case=c1 division=350305101202 type=wages
        2021-10-25 case.correct case=c1 type=traffic
        2021-10-27 case.correct case=c1 type=land
        2021-10-29 case.correct case=c1 division=350305101201
        ? 2021-10-20 campaign#1@c1 2021-12-31 open
        ? 2021-10-20 campaign#2@c1 2021-12-30 open
        ? 2021-10-25 campaign#2@c1 none
        ? 2021-10-27 campaign#2@c1 2021-12-30 open
        ? 2021-10-29 campaign#1@c1 2021-12-31 open
        ? 2021-10-29 campaign#2@c1 none
        2021-10-20 case.register case=refused
        2021-10-21 case.refuse case=refused
        ? 2021-10-21 campaign@refused 2021-12-31 void
        2021-10-20 case.register case=withdrawn
        2022-01-10 case.withdraw case=withdrawn
        ? 2022-01-09 campaign@withdrawn 2021-12-31 overdue
        ? 2022-01-10 campaign@withdrawn 2021-12-31 void
        2021-10-20 case.register case=merged
        2021-10-30 case.merge case=merged into=c1
        ? 2021-10-30 campaign@merged 2021-12-31 void
    )");
}

TEST_CASE("a supervision notice asks for a reply by its day") {
    auto s = mediating({"replied", "late", "cancelled", "withdrawn", "replied-first", "settled", "merged"});
    for (const auto* id : {"replied", "late", "cancelled", "withdrawn", "replied-first", "settled", "merged"})
        s.tell("2021-03-05 supervision.issue case=" + std::string{id} + " notice=" + id + " reply_by=2021-03-13");
    s.tell(R"(
        ? 2021-03-04 supervision@late none
        # 13 March is a Saturday and stays
        ? 2021-03-05 supervision@late 2021-03-13 open raw=2021-03-13
        ? 2021-03-11 supervision@late 2021-03-13 due_soon
        ? 2021-03-14 supervision@late 2021-03-13 overdue
        2021-03-06 supervision.sign notice=late
        ? 2021-03-06 supervision@late 2021-03-13 open
        2021-03-14 supervision.reply notice=late
        ? 2021-03-13 supervision@late 2021-03-13 due_soon
        ? 2021-03-14 supervision@late 2021-03-13 met_late
        2021-03-06 supervision.sign notice=replied
        2021-03-13 supervision.reply notice=replied
        ? 2021-03-13 supervision@replied 2021-03-13 met
        2021-03-10 supervision.cancel notice=cancelled
        ? 2021-03-09 supervision@cancelled 2021-03-13 open
        ? 2021-03-10 supervision@cancelled 2021-03-13 void
        2021-03-15 case.withdraw case=withdrawn
        ? 2021-03-15 supervision@withdrawn 2021-03-13 void
        2021-03-16 supervision.sign notice=withdrawn
        2021-03-17 supervision.reply notice=withdrawn
        ? 2021-03-17 supervision@withdrawn 2021-03-13 void
        2021-03-07 supervision.sign notice=replied-first
        2021-03-08 supervision.reply notice=replied-first
        2021-03-09 case.withdraw case=replied-first
        ? 2021-03-09 supervision@replied-first 2021-03-13 met
        2021-03-07 case.settle case=settled
        ? 2021-03-14 supervision@settled 2021-03-13 overdue
        2021-03-07 case.merge case=merged into=late
        ? 2021-03-07 supervision@merged 2021-03-13 void
        ? 2021-03-06 supervision@merged 2021-03-13 open
    )");
    CHECK(s.deadlines("2021-03-05", "replied").back().basis == "督办通知〔2021〕1号");
}

TEST_CASE("a consultation's decision has a clock when it names a day") {
    auto s = mediating({"c1", "c2", "c3", "c4"});
    s.tell(R"(
        2021-03-05 consultation.hold consultation=h1 items=c1:2021-03-13,c2,c1:2021-03-20
        ? 2021-03-04 decision@c1 none
        ? 2021-03-05 decision#1@c1 2021-03-13 open raw=2021-03-13
        ? 2021-03-05 decision#2@c1 2021-03-20 open
        ? 2021-03-05 decision@c2 none
        ? 2021-03-11 decision#1@c1 2021-03-13 due_soon
        2021-03-14 consultation.done item=1
        ? 2021-03-13 decision#1@c1 2021-03-13 due_soon
        ? 2021-03-14 decision#1@c1 2021-03-13 met_late
        2021-03-15 consultation.done item=3
        ? 2021-03-15 decision#2@c1 2021-03-20 met
        2021-03-05 consultation.hold consultation=h2 items=c3:2021-03-13,c4:2021-03-13
        2021-03-10 case.withdraw case=c3
        ? 2021-03-10 decision@c3 2021-03-13 void
        2021-03-10 case.merge case=c4 into=c1
        ? 2021-03-20 decision@c4 2021-03-13 void
    )");
}

TEST_CASE("the nearest clock is the earliest due of those open, due soon, overdue or paused") {
    auto s = mediating({"c1"});
    const auto nearest_on = [&](std::string_view on) {
        const auto all = s.deadlines(on);
        const auto* found = nearest(all);
        return found ? std::string{name(found->clock)} + " " + found->due.text() : std::string{"none"};
    };
    CHECK(nearest_on("2021-03-01") == "accept 2021-03-04");
    CHECK(nearest_on("2021-03-02") == "stage 2021-03-12");
    CHECK(nearest_on("2021-03-20") == "stage 2021-03-12");
    s.tell("2021-03-03 supervision.issue reply_by=2021-03-09");
    CHECK(nearest_on("2021-03-03") == "supervision 2021-03-09");
    s.tell("2021-03-04 case.suspend");
    CHECK(nearest_on("2021-03-20") == "supervision 2021-03-09");
    s.tell(R"(
        2021-03-05 supervision.cancel
        2021-03-08 case.resume
        2021-03-09 case.settle form=written obligations=2021-03-20
    )");
    CHECK(nearest_on("2021-03-07") == "stage 2021-03-15");
    CHECK(nearest_on("2021-03-09") == "performance 2021-03-20");
    s.tell("2021-03-09 case.perform");
    CHECK(nearest_on("2021-03-09") == "follow_up 2021-03-24");
    CHECK(nearest_on("2021-03-30") == "follow_up 2021-03-24");
    s.tell("2021-03-10 case.follow_up");
    CHECK(nearest_on("2021-03-10") == "judicial_confirmation 2021-04-08");
    CHECK(nearest_on("2021-04-09") == "none");
}
