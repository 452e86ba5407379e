#include "core/words/date.hpp"
#include "tests/catch.hpp"
#include "tests/core/lines.hpp"

using namespace tiaojie;
using test::day;

TEST_CASE("a date is read only as YYYY-MM-DD of a day that exists") {
    CHECK(Date::parse("2021-10-08") == Date::of(2021, 10, 8));
    CHECK(Date::parse("2024-02-29").has_value());
    CHECK(Date::parse("1800-01-01").has_value());
    CHECK(Date::parse("2199-12-31").has_value());
    for (const auto* text : {"",           "2021",       "2021-1-08",  "2021-10-8",   "2021/10/08",
                             "2021-02-29", "1900-02-29", "2021-13-01", "2021-00-10",  "2021-04-31",
                             "2021-10-00", "1799-12-31", "2200-01-01", "2021-10-08 ", " 2021-10-08",
                             "2021-10-0a", "-021-10-08", "+021-10-08", "2021-+1-08",  "２０２１-10-08"}) {
        INFO(text);
        CHECK_FALSE(Date::parse(text).has_value());
    }
}

TEST_CASE("a date is written as it is read, and in Chinese without leading zeros") {
    for (int n = -62'091; n < 84'000; n += 37) {
        const Date date{n};
        CHECK(Date::parse(date.text()) == date);
    }
    CHECK(day("2021-01-05").chinese() == "2021年1月5日");
    CHECK(day("2021-10-08").year_month() == 202110);
    CHECK(day("1969-12-31").days == -1);
    CHECK(day("2021-10-10").weekday() == 0);
    CHECK(day("1800-01-01").weekday() == 3);
}

TEST_CASE("a month later is the corresponding day, or the month's last day") {
    const auto later = [](const char* from, int months) { return add_months(day(from), months).text(); };
    CHECK(later("2021-01-31", 1) == "2021-02-28");
    CHECK(later("2020-01-31", 1) == "2020-02-29");
    CHECK(later("2024-02-29", 12) == "2025-02-28");
    CHECK(later("2021-11-30", 3) == "2022-02-28");
    CHECK(later("2021-03-31", -1) == "2021-02-28");
    CHECK(later("2021-03-31", 0) == "2021-03-31");
}

TEST_CASE("a moment lies on its day in UTC+8") {
    const auto on = [](const char* text) { return At::parse(text).value().day.text(); };
    CHECK(on("2021-03-01") == "2021-03-01");
    CHECK(on("2021-03-01T00:00:00+08:00") == "2021-03-01");
    CHECK(on("2021-03-01T23:59:59+08:00") == "2021-03-01");
    CHECK(on("2021-03-01T15:59:59Z") == "2021-03-01");
    CHECK(on("2021-03-01T16:00:00Z") == "2021-03-02");
    CHECK(on("2021-03-01t16:00:00.5z") == "2021-03-02");
    CHECK(on("2021-03-01T00:00:00+09:00") == "2021-02-28");
    CHECK(on("1969-12-31T15:59:59Z") == "1969-12-31");
    CHECK(on("1969-12-31T16:00:00Z") == "1970-01-01");
    CHECK(on("2021-03-01T20:00:00-05:30") == "2021-03-02");
}

TEST_CASE("a moment needs its offset and a time that exists") {
    for (const auto* text :
         {"2021-03-01T10:00:00", "2021-03-01 10:00:00+08:00", "2021-03-01T10:00+08:00", "2021-03-01T24:00:00+08:00",
          "2021-03-01T10:60:00+08:00", "2021-03-01T10:00:60+08:00", "2021-03-01T10:00:00+0800",
          "2021-03-01T10:00:00+24:00", "2021-03-01T10:00:00.Z", "2021-03-01T10:00:00Zx", "2021-03-01T", "2021-02-30",
          "2021-02-30T10:00:00Z", "今天", "2021-03-01T10:00:00.1234567890123456789Z"}) {
        INFO(text);
        CHECK_FALSE(At::parse(text).has_value());
    }
    CHECK(At::parse("2021-03-01T10:00:00+08:00")->text == "2021-03-01T10:00:00+08:00");
}

TEST_CASE("two moments compare as instants, a whole day only by day") {
    const auto before = [](const char* a, const char* b) {
        return is_before(At::parse(a).value(), At::parse(b).value());
    };
    CHECK(before("2021-03-01T10:00:00+08:00", "2021-03-01T10:00:00.001+08:00"));
    CHECK(before("2021-03-01T10:00:00+09:00", "2021-03-01T10:00:00+08:00"));
    CHECK_FALSE(before("2021-03-01T02:00:00Z", "2021-03-01T10:00:00+08:00"));
    CHECK_FALSE(before("2021-03-01T10:00:00+08:00", "2021-03-01T02:00:00Z"));
    CHECK_FALSE(before("2021-03-01", "2021-03-01T00:00:00+08:00"));
    CHECK_FALSE(before("2021-03-01T23:00:00+08:00", "2021-03-01"));
    CHECK(before("2021-03-01", "2021-03-02T00:00:00+08:00"));
    CHECK(before("2021-03-01T15:00:00Z", "2021-03-02"));
    CHECK_FALSE(before("2021-03-01T17:00:00Z", "2021-03-02"));
}
