// Calendars for other programs (RFC 5545): whole days only, made from a list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/words/date.hpp"

namespace tiaojie::http {

struct CalendarEntry {
    std::string uid{};  // the same thing has the same uid in every reading, or calendars show it twice
    Date date{};
    std::string title{};
    std::string description{};  // may have several lines
    std::string url{};          // may be empty
};

// `made_seconds`: when the calendar was made, since 1970 (DTSTAMP).
std::string calendar_text(std::string_view name, const std::vector<CalendarEntry>& entries, std::int64_t made_seconds);

}  // namespace tiaojie::http
