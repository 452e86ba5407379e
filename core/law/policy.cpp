#include "core/law/policy.hpp"

#include <cassert>
#include <iterator>

namespace tiaojie {
namespace {

std::optional<std::string> fault_of_rule(const ClockRule& rule, const std::string& name) {
    int given = 0;
    for (const auto& count : {rule.days, rule.working_days, rule.months}) {
        if (!count) continue;
        ++given;
        if (*count < 1 || *count > longest_period) return name;
    }
    if (given != 1) return name;
    if (rule.months && *rule.months > 1200) return name;
    if (rule.extension_days && (*rule.extension_days < 0 || *rule.extension_days > longest_period)) return name;
    return std::nullopt;
}

}  // namespace

Period ClockRule::period() const {
    if (days) return {Unit::days, *days};
    if (months) return {Unit::months, *months};
    return {Unit::working_days, working_days.value_or(0)};
}

const ClockRule& StageRules::of(Stage rung) const {
    switch (rung) {
        case Stage::assigned_mediation:
            return assigned_mediation;
        case Stage::elders_hearing:
            return elders_hearing;
        case Stage::villagers_review:
            return villagers_review;
        case Stage::town_mediation:
            return town_mediation;
        case Stage::district_mediation:
            return district_mediation;
    }
    return assigned_mediation;
}

std::optional<std::string> fault_of(const Policy& policy) {
    if (policy.id.empty()) return "policy.id";
    if (policy.version < 1) return "policy.version";
    if (policy.due_soon_days < 0 || policy.due_soon_days > 365) return "policy.due_soon_days";
    const auto& clocks = policy.clocks;
    if (auto fault = fault_of_rule(clocks.accept, "policy.clocks.accept")) return fault;
    if (auto fault = fault_of_rule(clocks.overall, "policy.clocks.overall")) return fault;
    if (auto fault = fault_of_rule(clocks.follow_up, "policy.clocks.follow_up")) return fault;
    for (const auto& stage : Terms<Stage>::all)
        if (auto fault = fault_of_rule(clocks.stage.of(stage.value), "policy.clocks.stage." + std::string{stage.name}))
            return fault;
    if (const auto& rule = policy.supervision)
        if (rule->ordinary < 1 || rule->yellow < rule->ordinary || rule->red < rule->yellow ||
            rule->red > longest_period)
            return "policy.supervision";
    return std::nullopt;
}

const Policy& PolicyBook::on(Date day) const {
    assert(!versions_.empty());
    const auto after = versions_.upper_bound(day);
    return after == versions_.begin() ? after->second : std::prev(after)->second;
}

}  // namespace tiaojie
