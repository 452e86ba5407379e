#include "core/clocks/supervision_rule.hpp"

#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// A case registered on Monday 2021-03-01: its acceptance was due on Thursday the 4th.
struct Delayed {
    Scenario s;
    explicit Delayed(bool is_enabled = true) {
        auto policy = s.office.policies.on(day("2021-03-01"));
        policy.supervision = SupervisionPolicy{is_enabled, 1, 5, 10};
        s.office.policies.set(day("2020-06-01"), policy);
        s.tell("2021-03-01 case.register");
    }
    std::optional<NoticeDue> due(std::string_view on) {
        return notice_due(s.on(on), s.office.docket({"c1"}, day(on)).notices, s.office.rules(), day(on));
    }
    std::string grade(std::string_view on) {
        const auto found = due(on);
        return found ? std::string{name(found->command.grade)} : "none";
    }
};

}  // namespace

TEST_CASE("a case is due a notice by the working days that it is overdue") {
    Delayed story;
    CHECK(story.grade("2021-03-04") == "none");
    CHECK(story.grade("2021-03-05") == "ordinary");
    CHECK(story.grade("2021-03-07") == "ordinary");  // Saturday and Sunday do not count
    CHECK(story.grade("2021-03-10") == "ordinary");
    CHECK(story.grade("2021-03-11") == "yellow");
    CHECK(story.grade("2021-03-17") == "yellow");
    CHECK(story.grade("2021-03-18") == "red");
}

TEST_CASE("a notice by the rule says since when, and asks for an answer in five working days") {
    const auto due = Delayed{}.due("2021-03-11");
    REQUIRE(due);
    CHECK(due->overdue_after == day("2021-03-04"));
    CHECK(due->command.reply_by == day("2021-03-18"));
    CHECK(due->command.requirement ==
          "案件自2021年3月5日起逾期，至2021年3月11日已5个工作日。请抓紧办理，并于2021年3月18日前书面回复办理情况。");
}

TEST_CASE("what has been noticed is noticed again only by a higher grade, or when the notice was cancelled") {
    Delayed story;
    story.s.tell("2021-03-05 supervision.issue notice=n1 grade=ordinary");
    CHECK(story.grade("2021-03-05") == "none");
    CHECK(story.grade("2021-03-10") == "none");
    CHECK(story.grade("2021-03-11") == "yellow");
    story.s.tell("2021-03-11 supervision.issue notice=n2 grade=red");
    CHECK(story.grade("2021-03-18") == "none");
    story.s.tell("2021-03-18 supervision.cancel notice=n2");
    CHECK(story.grade("2021-03-18") == "red");
}

TEST_CASE("nothing is due where the rule is off, or nothing is overdue") {
    Delayed off{false};
    CHECK(off.grade("2021-03-18") == "none");
    Delayed accepted;
    accepted.s.tell("2021-03-08 case.accept");
    CHECK(accepted.grade("2021-03-11") == "none");
}
