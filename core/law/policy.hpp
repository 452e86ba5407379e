// What a town may set for itself: the lengths of the periods that are not law. A file with an id and a version;
// several can be in force one after another, and a clock follows the one in force on the day it started.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/law/period.hpp"
#include "core/words/date.hpp"
#include "core/words/fields.hpp"

namespace tiaojie {

struct ClockRule {
    std::optional<int> days{};
    std::optional<int> working_days{};
    std::optional<int> months{};
    std::optional<bool> extendable{};
    std::optional<int> extension_days{};  // how long after its due day an extension may reach

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("days", &Self::days), field("working_days", &Self::working_days),
                          field("months", &Self::months), field("extendable", &Self::extendable),
                          field("extension_days", &Self::extension_days)};
    }
    Period period() const;  // exactly one of days, working_days and months; see `fault_of`
    friend bool operator==(const ClockRule&, const ClockRule&) = default;
};

struct StageRules {
    ClockRule assigned_mediation{};
    ClockRule elders_hearing{};
    ClockRule villagers_review{};
    ClockRule town_mediation{};
    ClockRule district_mediation{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{
            field("assigned_mediation", &Self::assigned_mediation), field("elders_hearing", &Self::elders_hearing),
            field("villagers_review", &Self::villagers_review), field("town_mediation", &Self::town_mediation),
            field("district_mediation", &Self::district_mediation)};
    }
    const ClockRule& of(Stage stage) const;
    friend bool operator==(const StageRules&, const StageRules&) = default;
};

struct PolicyClocks {
    ClockRule accept{};
    StageRules stage{};
    ClockRule overall{};
    ClockRule follow_up{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("accept", &Self::accept), field("stage", &Self::stage),
                          field("overall", &Self::overall), field("follow_up", &Self::follow_up)};
    }
    friend bool operator==(const PolicyClocks&, const PolicyClocks&) = default;
};

// Overdue by so many working days, a notice of the grade is issued (supervision_rule.hpp).
struct SupervisionPolicy {
    bool enabled{};
    int ordinary{};
    int yellow{};
    int red{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("enabled", &Self::enabled), field("ordinary", &Self::ordinary),
                          field("yellow", &Self::yellow), field("red", &Self::red)};
    }
    friend bool operator==(const SupervisionPolicy&, const SupervisionPolicy&) = default;
};

struct Policy {
    std::string id{};
    int version{};
    std::optional<std::string> note{};
    PolicyClocks clocks{};
    int due_soon_days{};  // calendar days, the due day included
    std::optional<SupervisionPolicy> supervision{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),
                          field("version", &Self::version),
                          field("note", &Self::note),
                          field("clocks", &Self::clocks),
                          field("due_soon_days", &Self::due_soon_days),
                          field("supervision", &Self::supervision)};
    }
    friend bool operator==(const Policy&, const Policy&) = default;
};

// What is wrong with a policy, as the name of the field; nothing when it can be used.
std::optional<std::string> fault_of(const Policy& policy);

// The policies by the day from which each is in force. The first is in force for all days before, too.
class PolicyBook {
public:
    void set(Date from, Policy policy) { versions_[from] = std::move(policy); }
    const Policy& on(Date day) const;  // asserts that at least one has been set
    const std::map<Date, Policy>& versions() const { return versions_; }

private:
    std::map<Date, Policy> versions_{};
};

}  // namespace tiaojie
