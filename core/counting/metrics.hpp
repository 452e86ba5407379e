// The named numbers of the statistics: one definition each, from which number, list and export come.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/counting/timeline.hpp"

namespace tiaojie {

// Numbers that add up over cases. The order is part of the stored counts: add at the end, never reorder.
enum class Metric : std::uint8_t {
    screened,
    accepted,
    refused,
    mediated,
    settled,
    terminated,
    withdrawn,
    pending,
    struck_off,
    reopened,
    performed,
    confirmed,
    on_time,
    overdue,
    oral,
    written,
    people,
    amount,
    flow_settled,
    flow_terminated
};
inline constexpr std::size_t metric_count = static_cast<std::size_t>(Metric::flow_terminated) + 1;
using Values = std::array<std::int64_t, metric_count>;

inline std::int64_t& of(Values& values, Metric metric) { return values[static_cast<std::size_t>(metric)]; }
inline std::int64_t of(const Values& values, Metric metric) { return values[static_cast<std::size_t>(metric)]; }

// What one case adds on a day to the metrics of its cohort (flows come from its flow events). Merged cases add nothing.
Values values_of(const Facts& facts);

enum class MetricKind { case_count, case_sum, median, office };

struct MetricTerm {
    std::string_view key;
    std::string_view chinese;
    MetricKind kind;
    std::string_view definition;
    std::optional<Metric> sum{};  // the number that adds up to it; none for medians and numbers of the office
};

// Every metric of the contract, in the order in which it is shown.
std::span<const MetricTerm> metric_terms();
const MetricTerm* find_metric(std::string_view key);

// The additive metric behind a key; `flow.registered` is `screened` by another name. None for the others.
std::optional<Metric> additive_metric(std::string_view key);
bool is_flow(Metric metric);

// Splits of the statistics. The order is part of the stored counts.
enum class Split : std::uint8_t { none, stage, type, source, division, org, form, month, days, level };
std::optional<Split> parse_split(std::string_view text);  // stage level type source division org form month
std::string_view name(Split split);

inline constexpr std::int64_t no_part = -1;  // `none`: a stage before acceptance, a form before settlement

// The part of a split into which the case falls on a day.
std::int64_t part_of(Split split, const Facts& facts, Date registered, std::int64_t org);

// The part's name in the interface: a term, a code, a month; organisations are named by the store.
std::string part_name(Split split, std::int64_t part);

// Numbers being added up: the totals, those of each part, and the days from acceptance to settlement.
struct Tally {
    Values totals{};
    std::map<std::int64_t, Values> parts{};
    std::map<std::int64_t, std::int64_t> settled_after_days{};

    std::optional<std::int64_t> median_days() const;  // the lower of the two middle ones
};

// A rate with its denominator, exact: half up to one decimal of a percent, no trailing .0,
// 100% only when equal, 0% only when zero, — for a zero denominator.
struct Rate {
    std::int64_t numerator{};
    std::int64_t denominator{};
    std::string text() const;
};

}  // namespace tiaojie
