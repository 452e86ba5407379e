// Periods by the Civil Code (民法典 201–203): when a number of days, months or working days ends.
#pragma once

#include <string>
#include <vector>

#include "core/law/calendar.hpp"
#include "core/words/date.hpp"

namespace tiaojie {

enum class Unit : std::uint8_t { days, months, working_days };

struct Period {
    Unit unit{};
    int count{};  // 0 to 36500
    friend bool operator==(const Period&, const Period&) = default;
};

inline constexpr int longest_period = 36'500;

// Standing still: suspended on day `from`, resumed on day `until`; the days after `from` up to `until` are not counted.
struct Pause {
    Date from{};
    Date until{};
    friend bool operator==(const Pause&, const Pause&) = default;
};

struct Due {
    Date raw{};               // the counted end, before a rest day moves it
    Date due{};               // the last day, until 24:00
    bool provisional{false};  // a day of it lies in a year without a holiday notice
    friend bool operator==(const Due&, const Due&) = default;
};

// Days not counted: the pauses put together, overlapping ones once, in order. `from` is exclusive, `until` inclusive.
std::vector<Pause> merged_pauses(std::vector<Pause> pauses);

Due due_of(Date start, Period period, const std::vector<Pause>& pauses, const Calendar& calendar);

// A day that people named, moved by the pauses that begin on or after `from` (a later extension counts from its own
// day).
Due due_of_named_day(Date start, Date named, Date from, const std::vector<Pause>& pauses, const Calendar& calendar);

Date next_working_day(Date day, const Calendar& calendar);  // the day itself when it is worked

// The arithmetic of `due_of` in Chinese, line by line, each naming its rule.
std::vector<std::string> explain(Date start, Period period, const std::vector<Pause>& pauses, const Calendar& calendar);

// The lines on rest days and provisional years that end every explanation.
void explain_end(std::vector<std::string>& lines, Date start, const Due& due, const Calendar& calendar);

}  // namespace tiaojie
