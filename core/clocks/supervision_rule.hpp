// The policy's rule for supervision (督办; policy, off by default): a pending case whose accept, stage or overall clock
// is overdue by so many working days is due a notice of the grade.
#pragma once

#include <optional>
#include <vector>

#include "core/case/case_state.hpp"
#include "core/case/command.hpp"
#include "core/case/office.hpp"
#include "core/clocks/deadline.hpp"

namespace tiaojie {

inline constexpr int reply_working_days = 5;  // of a notice by the rule

struct NoticeDue {
    IssueSupervision command{};
    Date overdue_after{};  // the last day before the case became overdue: tells one delay from the next
};

// The notice that the case is due on `day` by the policy in force then: the highest grade reached, unless one as high
// has been issued since the case became overdue and stands. `notices`: of the case, up to the day.
std::optional<NoticeDue> notice_due(const CaseState& state, const std::vector<Notice>& notices,
                                    const DeadlineRules& rules, Date day);

}  // namespace tiaojie
