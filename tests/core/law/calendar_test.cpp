#include "core/law/calendar.hpp"

#include "core/law/period.hpp"
#include "tests/catch.hpp"
#include "tests/core/lines.hpp"
#include "tests/core/office.hpp"

using namespace tiaojie;
using test::day;

namespace {

Calendar calendar() {
    Calendar out;
    out.load(test::calendar_of_data());
    return out;
}

CalendarNotice notice(std::vector<int> years, std::map<Date, CalendarDay> days) {
    CalendarNotice out;
    if (!years.empty()) out.years = std::move(years);
    out.days = std::move(days);
    return out;
}

}  // namespace

TEST_CASE("weekends rest, holidays rest, make-up days are worked") {
    const auto days = calendar();
    CHECK(days.is_working(day("2021-03-01")));
    CHECK_FALSE(days.is_working(day("2021-03-06")));
    CHECK_FALSE(days.is_working(day("2021-10-01")));
    CHECK_FALSE(days.is_working(day("2021-10-05")));
    CHECK(days.is_working(day("2021-10-09")));
    CHECK(days.is_working(day("2021-09-26")));
    CHECK(days.is_working(day("2022-01-30")));
}

TEST_CASE("the calendar says why a day rests or is worked") {
    const auto days = calendar();
    CHECK(days.why(day("2021-10-01")) == "星期五，国庆节法定休假日");
    CHECK(days.why(day("2021-10-09")) == "星期六，国庆节调休上班");
    CHECK(days.why(day("2021-10-06")) == "星期三，国庆节调休放假");
    CHECK(days.why(day("2021-03-06")) == "星期六，休息日");
    CHECK(days.why(day("2021-03-08")) == "星期一，工作日");
}

TEST_CASE("before any notice every year is provisional and only weekends rest") {
    const Calendar days;
    CHECK(days.is_provisional(2021));
    CHECK(days.is_working(day("2021-10-01")));
    CHECK_FALSE(days.is_working(day("2021-10-09")));
    CHECK(days.version() == 0);
}

TEST_CASE("a period is provisional when any of its days lies in a year without a notice") {
    const auto days = calendar();
    CHECK_FALSE(days.is_provisional(day("2026-01-01"), day("2026-12-31")));
    CHECK(days.is_provisional(day("2026-12-31"), day("2027-01-01")));
    CHECK(days.is_provisional(day("2003-12-31"), day("2004-01-02")));
    CHECK(due_of(day("2026-12-20"), {Unit::days, 30}, {}, days).provisional);
}

TEST_CASE("a deadline is derived again when the notice of its year is loaded") {
    auto days = calendar();
    const Period ten{Unit::days, 10};
    CHECK(due_of(day("2026-12-22"), ten, {}, days) == Due{day("2027-01-01"), day("2027-01-01"), true});
    days.load(notice({2027}, {{day("2027-01-01"), {DayType::off, "元旦", std::nullopt}}}));
    CHECK(due_of(day("2026-12-22"), ten, {}, days) == Due{day("2027-01-01"), day("2027-01-04"), false});
    CHECK(days.version() == 2);
}

TEST_CASE("a notice that names its years replaces them and amends the days of others") {
    auto days = calendar();
    days.load(notice({2021}, {{day("2021-10-04"), {DayType::off, "国庆节", std::nullopt}},
                              {day("2022-12-31"), {DayType::work, "元旦", std::nullopt}}}));
    CHECK(days.is_working(day("2021-10-01")));  // no longer named
    CHECK_FALSE(days.is_working(day("2021-10-04")));
    CHECK_FALSE(days.is_working(day("2021-10-09")));
    CHECK_FALSE(days.is_working(day("2020-10-01")));
    CHECK(days.is_working(day("2022-12-31")));
    CHECK_FALSE(days.is_working(day("2022-10-03")));  // 2022 was only amended
}

TEST_CASE("a notice without years settles the years of its days and keeps what stood there") {
    auto days = calendar();
    days.load(notice({}, {{day("2021-03-08"), {DayType::off, "放假", std::nullopt}},
                          {day("2027-01-01"), {DayType::off, "元旦", std::nullopt}}}));
    CHECK_FALSE(days.is_working(day("2021-03-08")));
    CHECK_FALSE(days.is_working(day("2021-10-01")));
    CHECK_FALSE(days.is_provisional(2027));
    REQUIRE(days.notice_day(day("2027-01-01")) != nullptr);
    CHECK(days.notice_day(day("2027-01-01"))->name == "元旦");
    CHECK(days.notice_day(day("2027-01-02")) == nullptr);
}
