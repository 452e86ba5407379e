// The mediation section of a township's annual report: the facts that its sentences rest on. What is not in the facts
// is not written; every number names its metric and what it counts.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/case/office.hpp"
#include "core/counting/metrics.hpp"

namespace tiaojie {

// Consultations (会商) held in a period.
struct Consultations {
    std::int64_t held{};
    bool weekly{false};
};

struct CampaignFacts {
    Campaign campaign{};
    Consultations consultations{};  // from its start to its end or the as-of date
};

struct ReportFacts {
    int year{};
    Date as_of{};
    std::int64_t cut_off{};  // the journal position up to which was read
    Division division{};
    std::string area_name{};
    std::map<std::string, std::int64_t> counts{};  // by the keys of `report_metrics`
    bool screening_held{false};                    // at least one round of screening, whatever it found
    std::vector<CampaignFacts> campaigns{};        // those that began in the year
    Consultations consultations{};                 // of the whole year
    std::vector<std::string> regional_bodies{};    // as the report calls them
    std::vector<std::string> trade_bodies{};

    std::int64_t value(const std::string& metric) const;
    bool has(const std::string& metric) const { return value(metric) > 0; }
    Rate success_rate() const { return {value("settled"), value("screened")}; }  // 调处成功率

    Date from() const { return Date::of(year, 1, 1); }
    Date to() const { return Date::of(year, 12, 31); }
};

// A number that may stand in the report. `split` and `part` say which part of the metric it is.
struct ReportMetric {
    std::string key{};      // settled.assigned_mediation
    std::string chinese{};  // 包干调解化解
    std::string metric{};   // settled
    Split split{Split::none};
    std::int64_t part{no_part};
};

// All of them but the consultations of single campaigns (`consultations.CAMPAIGN`). Besides the metrics of the
// statistics: settled per rung and level, villages, consultations.
const std::vector<ReportMetric>& report_metrics();
std::string report_metric_name(std::string_view key);

// The campaigns of the area that began in the year, on or before the as-of date.
bool belongs_to_report(const Campaign& campaign, Division division, int year, Date as_of);

// Weekly: in every calendar week, Monday to Sunday, that lies wholly in the period, each place that held any held one.
// A period without a whole week is not weekly.
bool held_weekly(const std::vector<Consultation>& consultations, Date from, Date to);

// Those held in no campaign's time.
std::vector<Consultation> outside_campaigns(std::vector<Consultation> consultations,
                                            const std::vector<Campaign>& campaigns);

Consultations consultations_in(const std::vector<Consultation>& consultations, Date from, Date to);

// How the report calls a body: its short name; its full name when the short one is only that of the place.
std::string report_name(const Organisation& org, std::string_view division_name);

// 三, 十二, 二十四; 两 before a measure word. From 1 on, which is asserted; from 100 on in digits.
std::string chinese_number(int n);

}  // namespace tiaojie
