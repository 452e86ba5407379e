// Facts to write reports from.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "core/counting/report.hpp"
#include "tests/places.hpp"

namespace tiaojie::test {

inline std::string report_template() {
    std::ifstream in{tiaojie::source_dir() + "/data/templates/annual_report.mustache"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline ReportFacts no_facts() {
    ReportFacts facts;
    facts.year = 2021;
    facts.as_of = Date::of(2021, 12, 31);
    facts.division = {350305101000};
    facts.area_name = "东庄镇";
    return facts;
}

inline ReportFacts full_facts() {
    auto facts = no_facts();
    facts.counts = {{"screened", 144},
                    {"mediated", 144},
                    {"settled", 144},
                    {"settled.assigned_mediation", 101},
                    {"settled.elders_hearing", 26},
                    {"settled.villagers_review", 12},
                    {"settled.town_mediation", 4},
                    {"settled.district_mediation", 1},
                    {"settled.village", 139},
                    {"settled.town", 4},
                    {"settled.district", 1},
                    {"committees", 25},
                    {"mediators", 102},
                    {"regional_bodies", 2},
                    {"villages", 24}};
    facts.regional_bodies = {"苏家庄", "妈祖"};
    CampaignFacts campaign;
    campaign.campaign.id = {"qingling-2021"};
    campaign.campaign.name = "“清零”专项行动";
    campaign.campaign.from = Date::of(2021, 10, 14);
    campaign.campaign.until = Date::of(2022, 1, 14);
    campaign.campaign.months = 3;
    campaign.consultations = {14, true};
    facts.campaigns = {campaign};
    facts.consultations = {51, false};
    return facts;
}

}  // namespace tiaojie::test
