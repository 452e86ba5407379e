// The metrics of a period, an area, a split, an as-of date and a cut-off: from rollups where they can answer, otherwise
// from the cases of the period. Both ways give the same numbers (tested against a full recount).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/counting/metrics.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

struct StatsQuery {
    Date from{};
    Date to{};
    Date as_of{};
    std::int64_t cut_off{};  // a journal position; the end of the journal for now
    Division area{};
    Split split{Split::none};
};

struct Statistics {
    Tally tally{};
    std::map<std::string, std::int64_t> office{};  // screening_rounds, committees, mediators …, by metric key

    // The value of a metric by its key; money in fen; no value for the median of nothing.
    std::optional<std::int64_t> value(std::string_view key) const;
};

Statistics statistics(Store& store, const StatsQuery& query);

// The ids of what a number counts, in order of registration: cases, or organisations, mediators and elders.
// The metric is a count of cases, or of people and bodies in office; of others there are none. `part`: only this part
// of the split.
std::vector<Id> behind(Store& store, const StatsQuery& query, std::string_view metric,
                       std::optional<std::int64_t> part = std::nullopt);

std::vector<std::int64_t> towns_in(Database& db, Division area);
Id case_id(Database& db, std::int64_t no);

// The id behind a part of the split by organisation.
std::string organisation_id(Database& db, std::int64_t no);

}  // namespace tiaojie::storage
