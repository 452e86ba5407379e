#include "storage/rows/report_source.hpp"

#include <algorithm>

#include "storage/rows/office_rows.hpp"
#include "storage/rows/statistics.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::string_view campaign_prefix = "consultations.";

StatsQuery query_of(const ReportScope& scope, Split split) {
    return {
        Date::of(scope.year, 1, 1), Date::of(scope.year, 12, 31), scope.as_of, scope.cut_off, scope.division, split};
}

Date date_at(const Query& query, int column) { return Date{static_cast<std::int32_t>(query.integer(column))}; }

// Campaigns, without what was recorded after the cut-off.
std::vector<Campaign> campaigns_of(Store& store, const ReportScope& scope) {
    std::vector<std::string> recorded;
    Query query{store.db(), "SELECT id FROM campaigns WHERE position <= ? ORDER BY since, no", scope.cut_off};
    while (query.step()) recorded.push_back(query.string(0));
    std::vector<Campaign> out;
    for (const auto& id : recorded)
        if (auto campaign = find_campaign(store.db(), {id});
            campaign && belongs_to_report(*campaign, scope.division, scope.year, scope.as_of))
            out.push_back(std::move(*campaign));
    return out;
}

// Day and place only; what was decided is no part of a report.
std::vector<Consultation> consultations_of(Store& store, const ReportScope& scope, Date from, Date to) {
    std::vector<Consultation> out;
    Query query{store.db(),
                "SELECT id, division, held FROM consultations WHERE division BETWEEN ? AND ? AND held BETWEEN ? AND ?"
                " AND position <= ? ORDER BY held, no",
                scope.division.code,
                scope.division.last().code,
                from.days,
                std::min(to, scope.as_of).days,
                scope.cut_off};
    while (query.step()) {
        Consultation each;
        each.id = {query.string(0)};
        each.division = {query.integer(1)};
        each.held = date_at(query, 2);
        out.push_back(std::move(each));
    }
    return out;
}

std::vector<std::string> body_names(Store& store, const ReportScope& scope, std::string_view metric) {
    std::vector<std::string> out;
    for (const auto& id : behind(store, query_of(scope, Split::none), metric))
        if (const auto org = find_organisation(store.db(), id))
            out.push_back(report_name(*org, division_name(store.db(), org->division)));
    return out;
}

// The villages of a town or a district; a village has none.
std::vector<Id> villages_of(Store& store, Division area) {
    std::vector<Id> out;
    if (area.level() == Level::village) return out;
    for (const auto& [division, name] : divisions_in(store.db(), area))
        if (division.level() == Level::village) out.push_back({division.text()});
    return out;
}

// The counts that come from the statistics: whole metrics, and the settled ones by rung and level.
void add_counts(ReportFacts& facts, const Statistics& numbers) {
    const auto settled_on = [&](Stage stage) {
        const auto part = numbers.tally.parts.find(static_cast<std::int64_t>(stage));
        return part == numbers.tally.parts.end() ? 0 : of(part->second, Metric::settled);
    };
    for (const auto& metric : report_metrics()) {
        auto& value = facts.counts[metric.key];
        if (metric.split == Split::none) {
            value = numbers.value(metric.metric).value_or(0);
        } else {
            for (const auto& term : Terms<Stage>::all) {
                const auto part = metric.split == Split::stage ? static_cast<std::int64_t>(term.value)
                                                               : static_cast<std::int64_t>(level_of(term.value));
                if (part == metric.part) value += settled_on(term.value);
            }
        }
    }
}

}  // namespace

ReportFacts report_facts(Store& store, const ReportScope& scope) {
    ReportFacts facts;
    facts.year = scope.year;
    facts.as_of = scope.as_of;
    facts.cut_off = scope.cut_off;
    facts.division = scope.division;
    facts.area_name = division_name(store.db(), scope.division);
    const auto numbers = statistics(store, query_of(scope, Split::stage));
    add_counts(facts, numbers);
    facts.screening_held = numbers.value("screening_rounds").value_or(0) > 0;
    facts.counts["villages"] = static_cast<std::int64_t>(villages_of(store, scope.division).size());
    facts.regional_bodies = body_names(store, scope, "regional_bodies");
    facts.trade_bodies = body_names(store, scope, "trade_bodies");
    const auto last = std::min(facts.to(), scope.as_of);
    const auto in_the_year = consultations_of(store, scope, facts.from(), facts.to());
    auto campaigns = campaigns_of(store, scope);
    facts.consultations = consultations_in(in_the_year, facts.from(), last);
    facts.counts["consultations"] = facts.consultations.held;
    facts.counts["consultations_outside"] = static_cast<std::int64_t>(outside_campaigns(in_the_year, campaigns).size());
    for (auto& campaign : campaigns) {
        const auto until = std::min(campaign.until, scope.as_of);
        auto held = consultations_in(consultations_of(store, scope, campaign.from, until), campaign.from, until);
        facts.campaigns.push_back({std::move(campaign), held});
    }
    return facts;
}

std::vector<Id> behind_figure(Store& store, const ReportScope& scope, const std::string& metric) {
    if (metric == "villages") return villages_of(store, scope.division);
    auto from = Date::of(scope.year, 1, 1);
    auto to = Date::of(scope.year, 12, 31);
    const bool of_campaign = metric.starts_with(campaign_prefix);
    if (of_campaign) {
        const auto campaign = find_campaign(store.db(), {metric.substr(campaign_prefix.size())});
        if (!campaign) return {};
        from = campaign->from;
        to = campaign->until;
    }
    const bool is_outside = metric == "consultations_outside";
    if (of_campaign || is_outside || metric == "consultations") {
        auto held = consultations_of(store, scope, from, to);
        if (is_outside) held = outside_campaigns(std::move(held), campaigns_of(store, scope));
        std::vector<Id> out;
        for (const auto& each : held) out.push_back(each.id);
        return out;
    }
    for (const auto& known : report_metrics())
        if (known.key == metric)
            return behind(store, query_of(scope, known.split), known.metric,
                          known.split == Split::none ? std::nullopt : std::optional{known.part});
    return {};
}

Division report_division(Store& store) {
    const auto area = store.area();
    if (area.level() != Level::district) return area;
    const auto towns = towns_in(store.db(), area);
    // The district's own row stands among the divisions with itself as its town.
    std::vector<std::int64_t> real;
    std::copy_if(towns.begin(), towns.end(), std::back_inserter(real), [&](auto town) { return town != area.code; });
    return real.size() == 1 ? Division{real.front()} : area;
}

}  // namespace tiaojie::storage
