#include "storage/rows/statistics.hpp"

#include <algorithm>
#include <set>

#include "storage/rows/rollups.hpp"
#include "storage/rows/timelines.hpp"

namespace tiaojie::storage {
namespace {

// A period cut into its whole months and the ragged days at its ends.
struct Cut {
    std::optional<std::pair<int, int>> months{};  // 202101 … 202112
    std::vector<std::pair<Date, Date>> days{};
};

Cut cut(Date from, Date to) {
    const Date first_of_next = add_months(Date::of(from.year(), from.month(), 1), 1);
    const Date first = from.day() == 1 ? from : first_of_next;
    const Date first_of_last = Date::of(to.year(), to.month(), 1);
    const bool last_is_whole = to == add_months(first_of_last, 1) - 1;
    const Date last = last_is_whole ? to : first_of_last - 1;
    Cut out;
    if (first > last) {
        out.days.emplace_back(from, to);
        return out;
    }
    out.months = {first.year_month(), last.year_month()};
    if (from < first) out.days.emplace_back(from, first - 1);
    if (last < to) out.days.emplace_back(last + 1, to);
    return out;
}

bool counts_in(const Facts* facts, const StatsQuery& query) {
    return facts && facts->status != Status::merged && query.area.contains(facts->division);
}

void add_flow(Tally& tally, const Timeline& timeline, const FlowEvent& flow, const StatsQuery& query, std::int64_t n) {
    const auto* facts = timeline.on(query.as_of);
    if (!counts_in(facts, query)) return;
    const auto metric = flow.kind == FlowKind::settled ? Metric::flow_settled : Metric::flow_terminated;
    of(tally.totals, metric) += n;
    if (query.split != Split::none)
        of(tally.parts[part_of(query.split, *facts, timeline.registered, timeline.org)], metric) += n;
}

bool first_in_period(const FlowEvent& flow, Date from) { return !flow.previous || *flow.previous < from; }

// The cases registered in [from, to], one by one.
void add_cohort(Store& store, Tally& tally, const StatsQuery& query, Date from, Date to) {
    each_in_cohort(store, query.area, from, to, query.cut_off, [&](std::int64_t, const Timeline& timeline) {
        if (counts_in(timeline.on(query.as_of), query)) add_case(tally, timeline, query.as_of, query.split);
    });
}

// Settlements and terminations of the days [from, to], one by one; each case once in the whole period.
void add_flows(Store& store, Tally& tally, const StatsQuery& query, Date from, Date to) {
    const Date last = std::min(to, query.as_of);
    each_with_flow(store, query.area, from, last, query.cut_off, [&](std::int64_t, const Timeline& timeline) {
        for (const auto& flow : timeline.flows)
            if (flow.day >= from && flow.day <= last && first_in_period(flow, query.from))
                add_flow(tally, timeline, flow, query, 1);
    });
}

// The rollups count every settlement; a case that settled twice in the period is taken back once.
void take_back_repeated_flows(Store& store, Tally& tally, const StatsQuery& query, Date from, Date to) {
    const Date last = std::min(to, query.as_of);
    each_with_repeated_flow(store, query.area, from, last, query.from, [&](std::int64_t, const Timeline& timeline) {
        for (const auto& flow : timeline.flows)
            if (flow.day >= from && flow.day <= last && !first_in_period(flow, query.from))
                add_flow(tally, timeline, flow, query, -1);
    });
}

Date first_day_of(int month) { return Date::of(month / 100, static_cast<unsigned>(month % 100), 1); }

void add_from_rollups(Store& store, Tally& tally, const StatsQuery& query, std::pair<int, int> months) {
    for (const auto town : towns_in(store.db(), query.area))
        add_rollups(store.db(), tally, town, months.first, months.second, query.split, query.as_of);
    add_recent(store.db(), tally, query.area, months.first, months.second, query.split, query.as_of);
    take_back_repeated_flows(store, tally, query, first_day_of(months.first),
                             add_months(first_day_of(months.second), 1) - 1);
}

std::int64_t count(Store& store, const std::string& sql, const StatsQuery& query) {
    Query counted{store.db(), sql, query.area.code, query.area.last().code, query.as_of.days, query.cut_off};
    counted.step();
    return counted.integer(0);
}

// In office at the end of the day, as far as recorded up to the cut-off.
std::string standing(const std::string& since, const std::string& until) {
    return " division BETWEEN ?1 AND ?2 AND " + since + " <= ?3 AND " + since + "_position <= ?4 AND NOT (" + until +
           " IS NOT NULL AND " + until + " <= ?3 AND " + until + "_position <= ?4)";
}

std::string organisations_where(const std::string& kinds) {
    return "FROM organisations WHERE kind IN (" + kinds + ") AND" + standing("founded", "dissolved");
}

std::string tenures_where(const std::string& role) {
    return "FROM tenures WHERE role = " + role + " AND" + standing("since", "until");
}

// What stands behind an office metric, as the rest of a SELECT; empty for metrics of cases.
std::string office_source(std::string_view metric) {
    if (metric == "committees") return organisations_where("0, 1");
    if (metric == "regional_bodies") return organisations_where("3");
    if (metric == "trade_bodies") return organisations_where("4");
    if (metric == "mediators") return tenures_where("0");
    if (metric == "mediators_full_time") return tenures_where("0") + " AND full_time = 1";
    if (metric == "elders") return tenures_where("1");
    return {};
}

std::int64_t screening_rounds(Store& store, const StatsQuery& query) {
    std::int64_t sum = 0;
    for (const auto town : towns_in(store.db(), query.area)) {
        Query rounds{store.db(),
                     "SELECT count(*) FROM screenings WHERE town = ? AND day BETWEEN ? AND ? AND position <= ?"
                     " AND division BETWEEN ? AND ?",
                     town,
                     query.from.days,
                     std::min(query.to, query.as_of).days,
                     query.cut_off,
                     query.area.code,
                     query.area.last().code};
        rounds.step();
        sum += rounds.integer(0);
    }
    return sum;
}

}  // namespace

std::vector<std::int64_t> towns_in(Database& db, Division area) {
    if (area.level() != Level::district) return {area.town().code};
    std::vector<std::int64_t> out;
    Query query{db, "SELECT DISTINCT town FROM divisions WHERE division BETWEEN ? AND ?", area.code, area.last().code};
    while (query.step()) out.push_back(query.integer(0));
    return out;
}

Id case_id(Database& db, std::int64_t no) {
    Query query{db, "SELECT id FROM cases WHERE no = ?", no};
    return query.step() ? Id{query.string(0)} : Id{};
}

std::string organisation_id(Database& db, std::int64_t no) {
    Query query{db, "SELECT id FROM organisations WHERE no = ?", no};
    return query.step() ? query.string(0) : std::to_string(no);
}

std::optional<std::int64_t> Statistics::value(std::string_view key) const {
    if (key == "median_days") return tally.median_days();
    if (const auto metric = additive_metric(key)) return of(tally.totals, *metric);
    const auto found = office.find(std::string{key});
    return found == office.end() ? std::nullopt : std::optional{found->second};
}

Statistics statistics(Store& store, const StatsQuery& query) {
    const ReadTransaction reading{store.db()};
    Statistics out;
    const bool now = query.cut_off >= store.head().position;
    if (query.from <= query.to) {
        Cut parts;
        // A village is read case by case: its year is short, and rollups are kept by town.
        if (now && query.area.level() != Level::village)
            parts = cut(query.from, query.to);
        else
            parts.days.emplace_back(query.from, query.to);
        if (parts.months) add_from_rollups(store, out.tally, query, *parts.months);
        for (const auto& [from, to] : parts.days) {
            add_cohort(store, out.tally, query, from, to);
            add_flows(store, out.tally, query, from, to);
        }
        std::erase_if(out.tally.parts, [](const auto& part) { return part.second == Values{}; });
    }
    for (const auto& term : metric_terms())
        if (const auto source = office_source(term.key); !source.empty())
            out.office[std::string{term.key}] = count(store, "SELECT count(*) " + source, query);
    out.office["screening_rounds"] = screening_rounds(store, query);
    return out;
}

std::vector<Id> behind(Store& store, const StatsQuery& query, std::string_view metric,
                       std::optional<std::int64_t> part) {
    const ReadTransaction reading{store.db()};
    std::vector<Id> out;
    if (const auto source = office_source(metric); !source.empty()) {
        const bool people = source.starts_with("FROM tenures");
        Query listed{store.db(),       std::string{"SELECT "} + (people ? "who " : "id ") + source + " ORDER BY no",
                     query.area.code,  query.area.last().code,
                     query.as_of.days, query.cut_off};
        while (listed.step()) out.push_back({listed.string(0)});
        return out;
    }
    const auto wanted = additive_metric(metric);
    if (!wanted) return out;
    std::set<std::pair<std::int32_t, std::int64_t>> found;  // by registration
    const auto consider = [&](std::int64_t no, const Timeline& timeline, bool counts) {
        const auto* facts = timeline.on(query.as_of);
        if (!counts || !counts_in(facts, query)) return;
        if (part && part_of(query.split, *facts, timeline.registered, timeline.org) != *part) return;
        found.emplace(timeline.registered.days, no);
    };
    if (is_flow(*wanted)) {
        const auto kind = *wanted == Metric::flow_settled ? FlowKind::settled : FlowKind::terminated;
        const Date last = std::min(query.to, query.as_of);
        each_with_flow(
            store, query.area, query.from, last, query.cut_off, [&](std::int64_t no, const Timeline& timeline) {
                consider(no, timeline,
                         std::any_of(timeline.flows.begin(), timeline.flows.end(), [&](const FlowEvent& flow) {
                             return flow.kind == kind && flow.day >= query.from && flow.day <= last;
                         }));
            });
    } else {
        each_in_cohort(store, query.area, query.from, query.to, query.cut_off,
                       [&](std::int64_t no, const Timeline& timeline) {
                           const auto* facts = timeline.on(query.as_of);
                           consider(no, timeline, facts && of(values_of(*facts), *wanted) != 0);
                       });
    }
    for (const auto& [registered, no] : found) out.push_back(case_id(store.db(), no));
    return out;
}

}  // namespace tiaojie::storage
