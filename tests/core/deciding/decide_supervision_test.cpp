#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("a consultation is held over known cases, whatever their status, and its items are done once") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-01 case.register case=c2
        2021-03-01 case.withdraw case=c2
        2021-03-05 consultation.hold items=c1:2021-03-12,c2
        ! 2021-03-05 consultation.hold -> already_exists
        ! 2021-03-05 consultation.hold consultation=h2 items=c1,c9 -> unknown_case
        ! 2021-02-28 consultation.hold consultation=h2 items=c1 -> unknown_case
        ! 2021-03-05 consultation.hold consultation=h2 division=350305999000 -> unknown_division
        2021-03-05 consultation.hold consultation=h2 items=
        ! 2021-03-06 consultation.done consultation=h9 -> unknown_consultation
        ! 2021-03-06 consultation.done item=0 -> unknown_item
        ! 2021-03-06 consultation.done item=3 -> unknown_item
        ! 2021-03-06 consultation.done consultation=h2 item=1 -> unknown_item
        ! 2021-03-04 consultation.done item=1 -> before_previous
        2021-03-10 consultation.done item=1
        ! 2021-03-11 consultation.done item=1 -> already_done
        2021-03-11 consultation.done item=2
    )");
    CHECK(s.office.consultation({"h1"})->items[0].item.due == day("2021-03-12"));
    CHECK(s.office.consultation({"h1"})->items[0].done == day("2021-03-10"));
    CHECK(s.state("c1").version == 1);
}

TEST_CASE("a consultation without an id of its own is given one") {
    Scenario s;
    const auto held = event_as<ConsultationHeld>(s.accepted("2021-03-05 consultation.hold consultation= items="));
    CHECK_FALSE(held.consultation.text.empty());
    CHECK(s.office.consultation(held.consultation).has_value());
}

TEST_CASE("a pending case is supervised, with a number per town and year") {
    Scenario s;
    const auto number = [&](const char* line) { return event_as<SupervisionIssued>(s.accepted(line)).number; };
    s.tell(R"(
        2020-12-30 case.register
        2020-12-31 case.register case=c2
    )");
    CHECK(number("2020-12-31 supervision.issue notice=n1") == "〔2020〕1号");
    CHECK(number("2021-01-01 supervision.issue notice=n2 grade=yellow") == "〔2021〕1号");
    CHECK(number("2021-01-02 supervision.issue notice=n3 case=c2 grade=red") == "〔2021〕2号");
    CHECK(number("2020-12-31 supervision.issue notice=n4") == "〔2020〕2号");
    CHECK(number("2020-12-31T16:30:00Z supervision.issue notice=n5") == "〔2021〕3号");
    const auto made = event_as<SupervisionIssued>(s.accepted("2021-01-05 supervision.issue notice="));
    CHECK_FALSE(made.notice.text.empty());
    CHECK(made.number == "〔2021〕4号");
    CHECK(s.state().version == 1);  // a notice is no event of the case
}

TEST_CASE("only what is pending is supervised") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-01 case.register case=c2
        ! 2021-03-02 supervision.issue case=c9 -> unknown_case
        ! 2021-02-28 supervision.issue -> unknown_case
        2021-03-02 case.accept
        2021-03-02 supervision.issue notice=n1
        ! 2021-03-02 supervision.issue notice=n1 -> already_exists
        2021-03-03 case.suspend
        2021-03-02 supervision.issue notice=n2
        2021-03-03 case.resume
        2021-03-04 case.settle
        ! 2021-03-05 supervision.issue notice=n3 -> wrong_status
        2021-03-05 case.reopen
        2021-03-05 supervision.issue notice=n3
        2021-03-05 case.withdraw case=c2
        ! 2021-03-05 supervision.issue notice=n4 case=c2 -> wrong_status
    )");
}

TEST_CASE("a notice that is entered late is judged by what the case was on its day") {
    Scenario s;
    s.tell(R"(
        2021-01-01 case.register
        2021-01-05 case.accept
        2021-02-20 case.settle
        2021-02-01 supervision.issue notice=n1
        ! 2021-02-20 supervision.issue notice=n2 -> wrong_status
        ! 2021-03-01 supervision.issue notice=n2 -> wrong_status
        2021-03-20 case.reopen
        ! 2021-03-01 supervision.issue notice=n2 -> wrong_status
        2021-03-20 supervision.issue notice=n2
        2021-03-25 case.withdraw
        2021-03-24 supervision.issue notice=n3
        ! 2021-03-25 supervision.issue notice=n4 -> wrong_status
    )");
}

TEST_CASE("a notice is signed, then answered, each once") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-05 supervision.issue
        ! 2021-03-06 supervision.sign notice=n9 -> unknown_notice
        ! 2021-03-06 supervision.reply notice=n9 -> unknown_notice
        ! 2021-03-06 supervision.cancel notice=n9 -> unknown_notice
        ! 2021-03-04 supervision.sign -> before_previous
        ! 2021-03-06 supervision.reply -> not_signed
        2021-03-06 supervision.sign
        ! 2021-03-07 supervision.sign -> already_done
        ! 2021-03-05 supervision.reply -> before_previous
        2021-03-08 supervision.reply
        ! 2021-03-09 supervision.reply -> already_replied
        ! 2021-03-09 supervision.cancel -> already_replied
        ! 2021-03-09 supervision.sign -> already_done
    )");
    CHECK(s.office.notice({"n1"})->is_signed == day("2021-03-06"));
    CHECK(s.office.notice({"n1"})->replied == day("2021-03-08"));
}

TEST_CASE("a notice is cancelled only before the reply, and then is over") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-05 supervision.issue notice=n1
        2021-03-06 supervision.cancel notice=n1
        ! 2021-03-07 supervision.cancel notice=n1 -> already_done
        ! 2021-03-07 supervision.sign notice=n1 -> already_done
        ! 2021-03-07 supervision.reply notice=n1 -> already_done
        2021-03-05 supervision.issue notice=n2
        2021-03-06 supervision.sign notice=n2
        2021-03-07 supervision.cancel notice=n2
    )");
}
