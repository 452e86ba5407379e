// What changed from one frozen edition of a report to another (原报, 更正), number by number.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/papers/report_json.hpp"
#include "core/case/fwd.hpp"

namespace tiaojie {

struct FigureChange {
    std::string metric{};
    std::optional<std::int64_t> before{};  // none: not in that edition
    std::optional<std::int64_t> after{};
    std::vector<Id> came_in{};
    std::vector<Id> went_out{};
};

struct RateChange {
    std::string metric{};
    std::optional<Rate> before{};
    std::optional<Rate> after{};
};

struct ReportDiff {
    std::vector<FigureChange> figures{};  // only those that differ, also where only what they count does
    std::vector<RateChange> rates{};
    std::vector<std::string> sentences_removed{};
    std::vector<std::string> sentences_added{};
    bool template_changed{false};
    bool policies_changed{false};
    bool calendar_changed{false};
    bool division_changed{false};
    bool none() const {
        return figures.empty() && rates.empty() && sentences_removed.empty() && sentences_added.empty();
    }
};

ReportDiff differences(const FrozenReport& before, const FrozenReport& after);

// Whether the event can move a case into a number or out of it, as against what is only noted down about it.
bool moves_numbers(const Event& event);

// Whether the event speaks of the thing with that id: a case, an organisation, a mediator, an elder, a consultation.
bool speaks_of(const Event& event, const Id& id);

}  // namespace tiaojie
