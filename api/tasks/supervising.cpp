#include "api/tasks/supervising.hpp"

#include "core/case/event.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::tasks {

std::vector<PolicyNotice> notices_by_policy(storage::Store& store, Date day) {
    std::vector<PolicyNotice> out;
    const auto rules = store.rules().view();
    if (const auto& policy = rules.policies.on(day).supervision; !policy || !policy->enabled) return out;
    storage::CaseReader{store, day}.each_pending(store.area(), [&](storage::CaseView&& view) {
        auto due = notice_due(view.state, view.docket.notices, rules, day);
        if (!due) return;
        // Its registration stands for the case, whose own id may be as long as an id can be.
        Id id{"policy-" + std::to_string(view.events.front().position) + "-" + due->overdue_after.text() + "-" +
              std::string{name(due->command.grade)}};
        out.push_back({*std::move(due), std::move(id)});
    });
    return out;
}

int issue(storage::Ledger& ledger, const std::vector<PolicyNotice>& notices, const std::string& now) {
    int issued = 0;
    const auto at = At::parse(now);
    for (const auto& each : notices) {
        const auto answer = ledger.execute(each.due.command, {*at, by_policy, each.id});
        if (answer && !answer->repeated) ++issued;
    }
    return issued;
}

}  // namespace tiaojie::tasks
