// The clocks of acceptance, of the rungs and of the whole mediation, as stories (see scenario.hpp).
#include "core/clocks/deadline.hpp"

#include "core/case/command.hpp"
#include "tests/catch.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("three working days to accept: open, due soon within three days, overdue from the next day") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        ? 2021-02-28 accept none
        ? 2021-03-01 accept 2021-03-04 open raw=2021-03-04
        ? 2021-03-02 accept 2021-03-04 due_soon
        ? 2021-03-04 accept 2021-03-04 due_soon
        ? 2021-03-05 accept 2021-03-04 overdue
        ? 2021-03-05 stage none
        ? 2021-03-05 overall none
    )");
}

TEST_CASE("working days pass over the holiday and count its make-up Saturday") {
    Scenario s;
    s.tell(R"(
        2021-09-30 case.register case=c1
        ? 2021-09-30 accept@c1 2021-10-11 open
        2021-09-17 case.register case=c2
        ? 2021-09-17 accept@c2 2021-09-23 open
    )");
}

TEST_CASE("acceptance or refusal meets the clock, late too; withdrawal and merging make it void") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=in-time
        2021-03-04 case.accept case=in-time
        ? 2021-03-03 accept@in-time 2021-03-04 due_soon
        ? 2021-03-04 accept@in-time 2021-03-04 met
        ? 2021-06-30 accept@in-time 2021-03-04 met
        2021-03-01 case.register case=late
        2021-03-05 case.accept case=late
        ? 2021-03-05 accept@late 2021-03-04 met_late
        2021-03-05 case.withdraw case=late
        ? 2021-03-05 accept@late 2021-03-04 met_late
        2021-03-01 case.register case=refused
        2021-03-02 case.refuse case=refused
        ? 2021-03-05 accept@refused 2021-03-04 met
        2021-03-01 case.register case=withdrawn
        2021-03-02 case.withdraw case=withdrawn
        ? 2021-03-02 accept@withdrawn 2021-03-04 void
        2021-03-01 case.register case=withdrawn-late
        2021-03-10 case.withdraw case=withdrawn-late
        ? 2021-03-09 accept@withdrawn-late 2021-03-04 overdue
        ? 2021-03-10 accept@withdrawn-late 2021-03-04 void
        2021-03-01 case.register case=merged
        2021-03-02 case.merge case=merged into=in-time
        ? 2021-03-02 accept@merged 2021-03-04 void
    )");
}

TEST_CASE("each rung has its own clock, also after a return or a reopening; so has each run") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-02 case.accept
        ? 2021-03-01 stage none
        ? 2021-03-02 stage 2021-03-12 open raw=2021-03-12
        ? 2021-03-02 overall 2021-04-01 open
        2021-03-03 case.session
        2021-03-04 case.escalate
        ? 2021-03-04 stage#1 2021-03-12 met
        ? 2021-03-03 stage#2 none
        # 14 March is a Sunday
        ? 2021-03-04 stage#2 2021-03-15 open raw=2021-03-14
        2021-03-05 case.hearing
        2021-03-15 case.escalate
        ? 2021-03-15 stage#2 2021-03-15 met
        ? 2021-03-15 stage#3 2021-03-25 open
        2021-03-26 case.review
        ? 2021-03-26 stage#3 2021-03-25 overdue
        2021-03-26 case.escalate
        ? 2021-03-26 stage#3 2021-03-25 met_late
        # 25 April is a make-up Sunday
        ? 2021-03-26 stage#4 2021-04-25 open
        2021-04-01 case.return to=assigned_mediation
        ? 2021-04-01 stage#4 2021-04-25 met
        ? 2021-04-01 stage#5 2021-04-12 open raw=2021-04-11
        2021-04-13 case.settle
        ? 2021-04-13 stage#5 2021-04-12 met_late
        ? 2021-04-13 overall 2021-04-01 met_late
        2021-04-20 case.reopen
        ? 2021-04-20 stage#6 2021-04-30 open
        ? 2021-04-20 overall#1 2021-04-01 met_late
        ? 2021-04-20 overall#2 2021-05-20 open
        2021-04-21 case.escalate to=district_mediation
        ? 2021-04-21 stage#7 2021-05-21 open
        2021-04-22 case.terminate
        ? 2021-04-22 stage#7 2021-05-21 met
        ? 2021-04-22 overall#2 2021-05-20 met
        2021-04-23 case.reopen stage=villagers_review
        ? 2021-04-23 stage#8 2021-05-06 open raw=2021-05-03
        2021-05-10 case.withdraw
        ? 2021-05-10 stage#7 2021-05-21 met
        ? 2021-05-10 stage#8 2021-05-06 void
        ? 2021-05-10 overall#3 2021-05-24 void
        ? 2021-05-09 stage#8 2021-05-06 overdue
        ? 2021-05-10 stage#9 none
    )");
}

TEST_CASE("while suspended a clock stands still, its due day being what it would be if resumed today") {
    Scenario s;
    s.tell(R"(
        2021-07-01 case.register
        2021-07-01 case.accept
        ? 2021-07-04 stage 2021-07-12 open raw=2021-07-11
        ? 2021-07-04 overall 2021-08-02 open raw=2021-07-31
        2021-07-05 case.suspend
        ? 2021-07-05 stage 2021-07-12 paused raw=2021-07-11
        ? 2021-07-08 stage 2021-07-14 paused raw=2021-07-14
        ? 2021-07-08 overall 2021-08-03 paused raw=2021-08-03
        ? 2021-07-20 stage 2021-07-26 paused raw=2021-07-26
        2021-07-09 case.resume
        ? 2021-07-08 stage 2021-07-14 paused
        ? 2021-07-09 stage 2021-07-15 open raw=2021-07-15
        ? 2021-07-09 overall 2021-08-04 open
        ? 2021-07-12 stage 2021-07-15 open
        ? 2021-07-13 stage 2021-07-15 due_soon
        ? 2021-07-16 stage 2021-07-15 overdue
        2021-07-20 case.suspend
        # what was overdue stays so; the other clock goes on standing still
        ? 2021-07-21 stage 2021-07-15 overdue
        ? 2021-07-21 overall 2021-08-05 paused
        2021-07-22 case.resume
        ? 2021-07-22 overall 2021-08-06 open raw=2021-08-06
        2021-08-06 case.settle
        ? 2021-08-06 stage 2021-07-15 met_late
        ? 2021-08-06 overall 2021-08-06 met
        ? 2021-12-31 overall 2021-08-06 met
    )");
}

TEST_CASE("a pause before the counted end moves it, one on that day or later does not") {
    Scenario s;
    for (const auto* id : {"before", "at", "due", "after", "nothing"}) {
        s.tell("2021-07-01 case.register case=" + std::string{id});
        s.tell("2021-07-01 case.accept case=" + std::string{id});
    }
    // The counted end is Sunday, 11 July; the last day Monday, 12 July.
    s.tell(R"(
        2021-07-10 case.suspend case=before
        ? 2021-07-13 stage@before 2021-07-14 paused raw=2021-07-14
        ? 2021-08-10 stage@before 2021-08-11 paused
        2021-07-11 case.suspend case=at
        ? 2021-07-11 stage@at 2021-07-12 paused raw=2021-07-11
        ? 2021-07-12 stage@at 2021-07-12 paused
        ? 2021-07-13 stage@at 2021-07-12 overdue raw=2021-07-11
        2021-07-12 case.suspend case=due
        ? 2021-07-12 stage@due 2021-07-12 paused
        ? 2021-07-13 stage@due 2021-07-12 overdue
        2021-07-13 case.suspend case=after
        ? 2021-07-13 stage@after 2021-07-12 overdue
        2021-07-20 case.resume case=after
        ? 2021-07-20 stage@after 2021-07-12 overdue
        2021-07-05 case.suspend case=nothing
        2021-07-05 case.resume case=nothing
        ? 2021-07-05 stage@nothing 2021-07-12 open
    )");
    CHECK(overdue_after(s.state("before"), s.office.rules()) == std::nullopt);
    CHECK(overdue_after(s.state("at"), s.office.rules()) == day("2021-07-12"));
    CHECK(overdue_after(s.state("due"), s.office.rules()) == day("2021-07-12"));
    CHECK(overdue_after(s.state("after"), s.office.rules()) == day("2021-07-12"));
}

TEST_CASE("several pauses add up, and a pause belongs to the clocks that run then") {
    Scenario s;
    s.tell(R"(
        2021-07-01 case.register
        2021-07-01 case.accept
        2021-07-02 case.suspend
        2021-07-04 case.resume
        2021-07-06 case.suspend
        2021-07-09 case.resume
        ? 2021-07-09 stage 2021-07-16 open raw=2021-07-16
        2021-07-09 case.escalate to=town_mediation
        ? 2021-07-09 stage#1 2021-07-16 met
        # the rung opened on the 9th sees nothing of the pauses before
        ? 2021-07-09 stage#2 2021-08-09 open raw=2021-08-08
        ? 2021-07-09 overall 2021-08-05 open
        2021-07-12 case.suspend
        2021-07-15 case.resume
        ? 2021-07-15 stage#1 2021-07-16 met
        ? 2021-07-15 stage#2 2021-08-11 open
        ? 2021-07-15 overall 2021-08-09 open raw=2021-08-08
    )");
}

TEST_CASE("terminated, withdrawn or merged while suspended, the pause ends with the clock") {
    Scenario s;
    for (const auto* id : {"terminated", "withdrawn", "merged", "late", "other"}) {
        s.tell("2021-07-01 case.register case=" + std::string{id});
        s.tell("2021-07-01 case.accept case=" + std::string{id});
    }
    s.tell(R"(
        2021-07-05 case.suspend case=terminated
        2021-07-09 case.terminate case=terminated
        ? 2021-07-09 stage@terminated 2021-07-15 met raw=2021-07-15
        ? 2021-08-30 stage@terminated 2021-07-15 met
        ? 2021-08-30 overall@terminated 2021-08-04 met
        2021-07-10 case.reopen case=terminated
        ? 2021-08-30 stage#1@terminated 2021-07-15 met
        ? 2021-07-10 stage#2@terminated 2021-07-20 open
        ? 2021-07-10 overall#2@terminated 2021-08-09 open
        2021-07-05 case.suspend case=withdrawn
        2021-07-09 case.withdraw case=withdrawn
        ? 2021-07-08 stage@withdrawn 2021-07-14 paused
        ? 2021-07-30 stage@withdrawn 2021-07-15 void
        2021-07-05 case.suspend case=merged
        2021-07-09 case.merge case=merged into=other
        ? 2021-07-30 stage@merged 2021-07-15 void
        2021-07-20 case.suspend case=late
        2021-07-25 case.terminate case=late
        ? 2021-07-25 stage@late 2021-07-12 met_late raw=2021-07-11
        ? 2021-07-25 overall@late 2021-08-05 met
    )");
}

TEST_CASE("pauses hold for working days, and for months turned into days") {
    Scenario s;
    auto policy = default_policy();
    policy.clocks.stage.assigned_mediation = {};
    policy.clocks.stage.assigned_mediation.working_days = 3;
    policy.clocks.overall = {};
    policy.clocks.overall.months = 1;
    REQUIRE(s.refused(SetPolicy{day("2020-01-01"), policy}, "2021-01-01").empty());
    s.tell(R"(
        2021-07-01 case.register case=c1
        2021-07-01 case.accept case=c1
        ? 2021-07-01 stage@c1 2021-07-06 open raw=2021-07-06
        2021-07-02 case.suspend case=c1
        2021-07-05 case.resume case=c1
        ? 2021-07-05 stage@c1 2021-07-07 due_soon raw=2021-07-07
        2021-01-31 case.register case=c2
        2021-01-31 case.accept case=c2
        ? 2021-01-31 overall@c2 2021-03-01 open raw=2021-02-28
        2021-02-05 case.suspend case=c2
        2021-02-08 case.resume case=c2
        ? 2021-02-08 overall@c2 2021-03-03 open raw=2021-03-03
    )");
}

TEST_CASE("an extension's day is taken as it is; a pause after it moves it like any other") {
    Scenario s;
    for (const auto* id : {"plain", "paused", "before", "to-end", "same-day"}) {
        s.tell("2021-07-01 case.register case=" + std::string{id});
        s.tell("2021-07-01 case.accept case=" + std::string{id});
    }
    s.tell(R"(
        2021-07-20 case.extend case=plain until=2021-08-14
        ? 2021-07-19 overall@plain 2021-08-02 open
        ? 2021-07-20 overall@plain 2021-08-14 open raw=2021-08-14
        ? 2021-08-11 overall@plain 2021-08-14 open
        ? 2021-08-12 overall@plain 2021-08-14 due_soon
        ? 2021-08-15 overall@plain 2021-08-14 overdue
        ? 2021-07-20 stage@plain 2021-07-12 overdue
        2021-08-14 case.settle case=plain
        ? 2021-08-14 overall@plain 2021-08-14 met
        2021-08-15 case.reopen case=plain
        ? 2021-08-15 overall#2@plain 2021-09-14 open

        2021-07-20 case.extend case=paused until=2021-08-14
        2021-07-25 case.suspend case=paused
        ? 2021-07-25 overall@paused 2021-08-14 paused
        ? 2021-07-30 overall@paused 2021-08-19 paused
        2021-07-26 case.resume case=paused
        ? 2021-07-26 overall@paused 2021-08-16 open raw=2021-08-15

        2021-07-05 case.suspend case=before
        2021-07-09 case.resume case=before
        ? 2021-07-09 overall@before 2021-08-04 open
        2021-07-20 case.extend case=before until=2021-08-20
        ? 2021-07-20 overall@before 2021-08-20 open raw=2021-08-20

        2021-07-20 case.extend case=same-day until=2021-08-14
        2021-07-20 case.suspend case=same-day
        2021-07-22 case.resume case=same-day
        ? 2021-07-22 overall@same-day 2021-08-16 open raw=2021-08-16

        2021-07-20 case.extend case=to-end until=2021-08-14
        2021-08-14 case.suspend case=to-end
        ? 2021-08-14 overall@to-end 2021-08-14 paused
        ? 2021-08-15 overall@to-end 2021-08-14 overdue
    )");
}

TEST_CASE("a clock follows the policy in force when it started") {
    Scenario s;
    auto policy = default_policy();
    policy.version = 2;
    policy.clocks.accept.working_days = 5;
    policy.clocks.stage.assigned_mediation.days = 5;
    policy.clocks.stage.elders_hearing.days = 5;
    policy.clocks.overall.days = 60;
    policy.due_soon_days = 1;
    REQUIRE(s.refused(SetPolicy{day("2021-07-01"), policy}, "2021-01-01").empty());
    s.tell(R"(
        2021-06-30 case.register case=c1
        2021-06-30 case.accept case=c1
        2021-07-02 case.escalate case=c1 to=elders_hearing
        ? 2021-07-02 accept@c1 2021-07-05 met
        ? 2021-07-02 stage#1@c1 2021-07-12 met
        ? 2021-07-02 stage#2@c1 2021-07-07 open
        ? 2021-07-06 stage#2@c1 2021-07-07 open
        ? 2021-07-07 stage#2@c1 2021-07-07 due_soon
        ? 2021-07-27 overall@c1 2021-07-30 open
        ? 2021-07-28 overall@c1 2021-07-30 due_soon
        2021-07-01 case.register case=c2
        ? 2021-07-01 accept@c2 2021-07-08 open
        2021-07-01 case.accept case=c2
        ? 2021-07-01 stage@c2 2021-07-06 open
        ? 2021-07-01 overall@c2 2021-08-30 open
    )");
    const auto first = s.deadlines("2021-07-01", "c1");
    CHECK(first.at(0).basis == "政策“default”第1版：受理期限");
    const auto second = s.deadlines("2021-07-01", "c2");
    CHECK(second.at(2).basis == "政策“default”第2版：调解总期限");
    CHECK(second.at(1).label == "包干调解");
}

TEST_CASE("a deadline with a day in a year without a notice is provisional") {
    Scenario s;
    s.today = day("2027-06-30");
    s.tell(R"(
        2026-12-28 case.register case=c1
        ? 2026-12-28 accept@c1 2026-12-31 open
        2026-12-30 case.register case=c2
        ? 2026-12-30 accept@c2 2027-01-04 open provisional
    )");
    LoadCalendar load;
    load.notice.years = std::vector<int>{2027};
    load.notice.days[day("2027-01-01")] = {DayType::off, "元旦", std::nullopt};
    REQUIRE(s.refused(load, "2027-01-01").empty());
    s.tell("? 2026-12-30 accept@c2 2027-01-05 open");
}

TEST_CASE("the explanation tells the arithmetic, the pause, the basis and how it stands") {
    Scenario s;
    s.tell(R"(
        2021-09-01 case.register
        2021-09-01 case.accept
        2021-09-05 case.suspend
        2021-09-07 case.resume
        2021-09-08 case.extend until=2021-10-20
    )");
    const auto text = [&](std::string_view on, ClockKind clock) {
        for (const auto& deadline : s.deadlines(on, "c1", Explain::yes)) {
            if (deadline.clock != clock) continue;
            std::string all;
            for (const auto& line : deadline.explanation) all += line + "\n";
            return all;
        }
        return std::string{};
    };
    CHECK(text("2021-09-01", ClockKind::overall) ==
          "自2021年9月1日起算，当日不计入（民法典第二百零一条）\n"
          "期间30日，第30日为2021年10月1日\n"
          "最后一日2021年10月1日（星期五，国庆节法定休假日）不是工作日，顺延至2021年10月8日（星期五，工作日，"
          "民法典第二百零三条）\n"
          "届满日：2021年10月8日24时（星期五，工作日）\n"
          "依据：政策“default”第1版：调解总期限\n"
          "截至2021年9月1日还有37日\n");
    const auto paused = text("2021-09-06", ClockKind::overall);
    CHECK(paused.find("2021年9月5日中止，2021年9月6日恢复，其间1日不计入") != std::string::npos);
    CHECK(paused.find("目前中止，以上按2021年9月6日恢复推算") != std::string::npos);
    const auto extended = text("2021-09-08", ClockKind::overall);
    CHECK(extended.find("2021年9月8日经双方同意延长至2021年10月20日，按指定日计") != std::string::npos);
    CHECK(text("2021-09-14", ClockKind::stage).find("截至2021年9月14日已逾期1日") != std::string::npos);
    CHECK(text("2021-09-14", ClockKind::accept).find("已于2021年9月1日办结，未超期") != std::string::npos);
}
