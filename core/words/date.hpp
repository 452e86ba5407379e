// Days and moments. A day is a day of UTC+8, the only time zone of the People's Republic.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiaojie {

// A day, counted from 1970-01-01. Valid years are 1800 to 2199; `parse` refuses all others.
struct Date {
    std::int32_t days{};

    static std::optional<Date> parse(std::string_view text);  // exactly YYYY-MM-DD, a day that exists
    static Date of(int year, unsigned month, unsigned day);   // asserts that the day exists
    std::chrono::year_month_day civil() const;
    int year() const;
    unsigned month() const;
    unsigned day() const;
    int year_month() const;       // 202110
    unsigned weekday() const;     // 0 = Sunday
    std::string text() const;     // 2021-10-08
    std::string chinese() const;  // 2021年10月8日

    friend auto operator<=>(const Date&, const Date&) = default;
    friend Date operator+(Date day, int n) { return Date{day.days + n}; }
    friend Date operator-(Date day, int n) { return Date{day.days - n}; }
    friend int operator-(Date a, Date b) { return a.days - b.days; }
};

inline constexpr Date far_future{100'000};  // later than every day that `parse` accepts
inline constexpr Date far_past{-100'000};

// The corresponding day of a later month (民法典 202): that month's last day where there is none.
Date add_months(Date day, int months);

// When something happened: a moment with its offset, or a whole day. The text is kept as it was given.
struct At {
    Date day{};                             // in UTC+8
    std::optional<std::int64_t> instant{};  // nanoseconds since 1970 UTC; none: the whole day
    std::string text{};

    static std::optional<At> parse(std::string_view text);  // RFC 3339 with offset, or YYYY-MM-DD
    static At of(Date day);
    friend bool operator==(const At& a, const At& b) { return a.text == b.text; }
};

// Two moments compare as instants; where one is a whole day, only an earlier day is before it.
bool is_before(const At& a, const At& b);

}  // namespace tiaojie
