// The agenda of the weekly consultation (会商): which pending cases to speak of, and why.
#pragma once

#include <string_view>
#include <vector>

#include "core/case/case_state.hpp"
#include "core/clocks/deadline.hpp"

namespace tiaojie {

// overdue, due_this_week (a clock due today or in the six days after), red_notice (unanswered), major, reopened.
std::vector<std::string_view> agenda_reasons(const CaseState& state, const Docket& docket,
                                             const std::vector<Deadline>& deadlines, const DeadlineRules& rules,
                                             Date day);

std::string_view agenda_chinese(std::string_view reason);

}  // namespace tiaojie
