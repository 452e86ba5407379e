#include "core/counting/report.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

namespace tiaojie {
namespace {

std::vector<ReportMetric> all_metrics() {
    std::vector<ReportMetric> out;
    for (const std::string_view key : {"screened",
                                       "accepted",
                                       "refused",
                                       "mediated",
                                       "settled",
                                       "terminated",
                                       "withdrawn",
                                       "pending",
                                       "struck_off",
                                       "reopened",
                                       "performed",
                                       "confirmed",
                                       "on_time",
                                       "overdue",
                                       "oral",
                                       "written",
                                       "committees",
                                       "mediators",
                                       "mediators_full_time",
                                       "regional_bodies",
                                       "trade_bodies",
                                       "elders"})
        out.push_back({std::string{key}, std::string{find_metric(key)->chinese}, std::string{key}});
    for (const auto& term : Terms<Stage>::all)
        out.push_back({"settled." + std::string{term.name}, std::string{term.chinese} + "化解", "settled", Split::stage,
                       static_cast<std::int64_t>(term.value)});
    for (const auto& term : Terms<Level>::all)
        out.push_back({"settled." + std::string{term.name}, std::string{term.chinese} + "化解", "settled", Split::level,
                       static_cast<std::int64_t>(term.value)});
    out.push_back({"villages", "村（社区）", "villages"});
    out.push_back({"consultations", "会商", "consultations"});
    out.push_back({"consultations_outside", "专项行动期间之外会商", "consultations_outside"});
    return out;
}

// The Monday of the day's week.
Date monday_of(Date day) { return day - static_cast<int>((day.weekday() + 6) % 7); }

}  // namespace

std::int64_t ReportFacts::value(const std::string& metric) const {
    const auto found = counts.find(metric);
    return found == counts.end() ? 0 : found->second;
}

const std::vector<ReportMetric>& report_metrics() {
    static const auto metrics = all_metrics();
    return metrics;
}

std::string report_metric_name(std::string_view key) {
    for (const auto& metric : report_metrics())
        if (metric.key == key) return metric.chinese;
    return key.starts_with("consultations.") ? "专项行动期间会商" : std::string{key};
}

bool belongs_to_report(const Campaign& campaign, Division division, int year, Date as_of) {
    return campaign.from.year() == year && campaign.from <= as_of &&
           (campaign.division.contains(division) || division.contains(campaign.division));
}

bool held_weekly(const std::vector<Consultation>& consultations, Date from, Date to) {
    const Date first = monday_of(from + 6);
    const Date end = monday_of(to + 1);  // the Monday after the last whole week
    if (first >= end) return false;
    std::map<std::int64_t, std::set<Date>> weeks_of_place;
    for (const auto& each : consultations)
        if (each.held >= from && each.held <= to) {
            auto& weeks = weeks_of_place[each.division.code];
            if (each.held >= first && each.held < end) weeks.insert(monday_of(each.held));
        }
    const auto all = static_cast<std::size_t>((end - first) / 7);
    return !weeks_of_place.empty() && std::all_of(weeks_of_place.begin(), weeks_of_place.end(),
                                                  [&](const auto& place) { return place.second.size() == all; });
}

std::vector<Consultation> outside_campaigns(std::vector<Consultation> consultations,
                                            const std::vector<Campaign>& campaigns) {
    std::erase_if(consultations, [&](const Consultation& each) {
        return std::any_of(campaigns.begin(), campaigns.end(), [&](const Campaign& campaign) {
            return each.held >= campaign.from && each.held <= campaign.until;
        });
    });
    return consultations;
}

Consultations consultations_in(const std::vector<Consultation>& consultations, Date from, Date to) {
    Consultations out;
    for (const auto& each : consultations)
        if (each.held >= from && each.held <= to) ++out.held;
    out.weekly = held_weekly(consultations, from, to);
    return out;
}

std::string report_name(const Organisation& org, std::string_view division_name) {
    const bool tells = !org.short_name.empty() && org.short_name != short_name(division_name);
    return tells ? org.short_name : org.name;
}

std::string chinese_number(int n) {
    static constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四",
                                                             "五", "六", "七", "八", "九"};
    assert(n >= 1);
    if (n >= 100) return std::to_string(n);
    if (n == 2) return "两";
    const auto digit = [](int d) { return std::string{digits[static_cast<std::size_t>(d)]}; };
    if (n < 10) return digit(n);
    return (n < 20 ? std::string{} : digit(n / 10)) + "十" + (n % 10 == 0 ? std::string{} : digit(n % 10));
}

}  // namespace tiaojie
