#include "core/clocks/agenda.hpp"

#include <algorithm>

namespace tiaojie {
namespace {

bool due_this_week(const std::vector<Deadline>& deadlines, Date day) {
    return std::any_of(deadlines.begin(), deadlines.end(), [day](const Deadline& deadline) {
        const bool running = deadline.state == ClockState::open || deadline.state == ClockState::due_soon ||
                             deadline.state == ClockState::paused;
        return running && deadline.due >= day && deadline.due <= day + 6;
    });
}

bool red_notice_unanswered(const std::vector<Notice>& notices, Date day) {
    return std::any_of(notices.begin(), notices.end(), [day](const Notice& notice) {
        const bool answered =
            (notice.replied && *notice.replied <= day) || (notice.cancelled && *notice.cancelled <= day);
        return notice.grade == Grade::red && !answered;
    });
}

}  // namespace

std::vector<std::string_view> agenda_reasons(const CaseState& state, const Docket& docket,
                                             const std::vector<Deadline>& deadlines, const DeadlineRules& rules,
                                             Date day) {
    std::vector<std::string_view> why;
    const auto last = overdue_after(state, rules);
    if (last && *last < day) why.push_back("overdue");
    if (due_this_week(deadlines, day)) why.push_back("due_this_week");
    if (red_notice_unanswered(docket.notices, day)) why.push_back("red_notice");
    if (state.major) why.push_back("major");
    if (state.reopened > 0) why.push_back("reopened");
    return why;
}

std::string_view agenda_chinese(std::string_view reason) {
    if (reason == "overdue") return "已逾期";
    if (reason == "due_this_week") return "本周到期";
    if (reason == "red_notice") return "红牌未回复";
    if (reason == "major") return "重大";
    return "反弹";
}

}  // namespace tiaojie
