// The metrics of a period as JSON; the same for the command line and HTTP.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/wire/json_writer.hpp"
#include "core/counting/metrics.hpp"
#include "core/words/refusal.hpp"
#include "storage/rows/statistics.hpp"

namespace tiaojie::tasks {

using RateTerm = std::pair<std::string_view, std::string_view>;
inline constexpr std::array<RateTerm, 3> rate_terms{
    {{"settled", "screened"}, {"settled", "mediated"}, {"mediated", "screened"}}};

Rate rate_of(const storage::Statistics& found, RateTerm term);
std::string rate_name(RateTerm term);  // settled/screened

Json stats_view(storage::Store& store, const storage::StatsQuery& query, const storage::Statistics& found);

// Sums and medians are of a cohort: what is behind them is that cohort. Rounds of screening have no cases.
std::optional<std::string_view> listable(const MetricTerm& term);

// The ids behind a metric. Refused: "unknown_metric", "not_listable" (field as given).
Result<std::vector<Id>> ids_behind(storage::Store& store, const storage::StatsQuery& query, const std::string& metric,
                                   std::string_view field, std::optional<std::int64_t> part = std::nullopt);
// The part of the query's split that is called so (a stage, a division, an organisation …); nothing when none is.
std::optional<std::int64_t> part_of(storage::Store& store, const storage::StatsQuery& query, const std::string& name);

// The position in the journal up to which is counted, as text. Refused: "unknown_cut_off".
Result<std::int64_t> cut_off_of(storage::Store& store, const std::optional<std::string>& asked);

}  // namespace tiaojie::tasks
