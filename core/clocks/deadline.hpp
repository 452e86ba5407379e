// Deadlines: a pure function of the case's events, the policies, the calendar and a day. Never stored as the truth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/case/case_state.hpp"
#include "core/case/context.hpp"
#include "core/case/office.hpp"

namespace tiaojie {

// What is recorded elsewhere about the case: the campaigns of its area, notices and decisions on it, up to the day.
struct Docket {
    std::vector<Campaign> campaigns{};
    std::vector<Notice> notices{};
    std::vector<Decision> decisions{};
};

struct Deadline {
    ClockKind clock{};
    Date start{};
    Date due{};  // until 24:00 of this day; of a paused clock: what it would be if resumed on the day asked
    Date raw{};  // before a rest day moved it, pauses included
    ClockState state{};
    std::string basis{};  // the article of law, or the item of the policy
    bool provisional{false};
    std::string label{};  // which of several: the rung, the obligation, the notice …
    std::optional<Date> ended{};
    std::vector<std::string> explanation{};
};

struct DeadlineRules {
    const PolicyBook& policies;
    const Calendar& calendar;
};

enum class Explain { no, yes };

// Every clock of the case that has started on or before `day`. `state` and `docket` are as of that day.
std::vector<Deadline> deadlines(const CaseState& state, const Docket& docket, const DeadlineRules& rules, Date day,
                                Explain explain);

// The one to look at first: the earliest due of those open, due soon, overdue or paused.
const Deadline* nearest(const std::vector<Deadline>& deadlines);

// The last day of the accept, stage or overall clock that runs now and ends first, if it ends without another event.
// Nothing while they stand still or none runs. From the next day on, the case is overdue.
std::optional<Date> overdue_after(const CaseState& state, const DeadlineRules& rules);

// The judicial confirmation clock of an agreement: thirty days from its effect (人民调解法 33).
Due confirmation_due(const Agreement& agreement, const Calendar& calendar);

// The due day of the running clock that an extension would move.
struct Extendable {
    const ClockRule* rule{nullptr};  // null: this clock cannot be extended
    Due due{};
    bool extended{false};
};
Extendable extendable(const CaseState& state, ClockKind clock, const DeadlineRules& rules);

// Whether the run in which the case was settled kept its overall clock.
bool settled_on_time(const CaseState& state, const DeadlineRules& rules);

// Whether a case is in the campaign's scope: of its area and types, registered from its start to its end, or, where the
// campaign takes in open cases, pending at the end of the day before. Merged cases are left out by who counts.
bool in_scope(const Campaign& campaign, Division division, DisputeType type, Date registered, bool pending_before);

}  // namespace tiaojie
