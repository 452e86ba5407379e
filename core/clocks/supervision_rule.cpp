#include "core/clocks/supervision_rule.hpp"

#include <algorithm>
#include <string>

#include "core/law/period.hpp"

namespace tiaojie {
namespace {

int working_days_after(Date last, Date day, const Calendar& calendar) {
    int count = 0;
    for (Date each = last + 1; each <= day; each = each + 1)
        if (calendar.is_working(each)) ++count;
    return count;
}

std::optional<Grade> grade_of(const SupervisionPolicy& policy, int working_days) {
    if (working_days >= policy.red) return Grade::red;
    if (working_days >= policy.yellow) return Grade::yellow;
    if (working_days >= policy.ordinary) return Grade::ordinary;
    return std::nullopt;
}

}  // namespace

std::optional<NoticeDue> notice_due(const CaseState& state, const std::vector<Notice>& notices,
                                    const DeadlineRules& rules, Date day) {
    const auto& policy = rules.policies.on(day).supervision;
    if (!policy || !policy->enabled) return std::nullopt;
    const auto last = overdue_after(state, rules);
    if (!last || *last >= day) return std::nullopt;
    const int working_days = working_days_after(*last, day, rules.calendar);
    const auto grade = grade_of(*policy, working_days);
    if (!grade) return std::nullopt;
    const bool is_issued = std::any_of(notices.begin(), notices.end(), [&](const Notice& notice) {
        return notice.issued.day > *last && notice.grade >= *grade && !notice.cancelled;
    });
    if (is_issued) return std::nullopt;
    NoticeDue out;
    out.overdue_after = *last;
    out.command.case_id = state.id;
    out.command.grade = *grade;
    out.command.reply_by = due_of(day, {Unit::working_days, reply_working_days}, {}, rules.calendar).due;
    out.command.requirement = "案件自" + (*last + 1).chinese() + "起逾期，至" + day.chinese() + "已" +
                              std::to_string(working_days) + "个工作日。请抓紧办理，并于" +
                              out.command.reply_by.chinese() + "前书面回复办理情况。";
    return out;
}

}  // namespace tiaojie
