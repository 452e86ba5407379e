// What a new store starts from, read from the data that come with the program.
#pragma once

#include <filesystem>
#include <optional>

#include "core/law/calendar.hpp"
#include "core/words/division.hpp"
#include "core/words/result.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::cli {

// Divisions (from `divisions_file`, or from every table in the data folder), calendar, default policy.
Result<storage::Baseline> read_baseline(const std::optional<std::filesystem::path>& divisions_file,
                                        std::optional<Division> area);
Result<CalendarNotice> default_calendar();

}  // namespace tiaojie::cli
