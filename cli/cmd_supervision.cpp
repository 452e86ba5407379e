// supervision list, supervision due.
#include <memory>

#include "api/tasks/docket_view.hpp"
#include "api/tasks/supervising.hpp"
#include "api/wire/views.hpp"
#include "cli/listing.hpp"
#include "cli/session.hpp"
#include "cli/words.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {
namespace {

struct ListedNotice {
    Notice notice{};
    std::optional<ClockState> state{};
};

int list_notices(const Globals& globals, const std::optional<Division>& division) {
    storage::Store store{globals.db};
    if (const auto refusal = unknown_division(store, division)) return refused(globals, *refusal);
    std::vector<ListedNotice> notices;
    for (const auto& notice : storage::notices_in(store.db(), division.value_or(store.area())))
        if (notice.issued.day <= globals.today)
            notices.push_back({notice, tasks::notice_state(store, notice, globals.today)});
    const auto view = [&](const ListedNotice& each) { return notice_view(each.notice, globals.today, each.state); };
    const auto cells = [&](const ListedNotice& each) -> std::vector<Cell> {
        const auto json = view(each);
        return {
            {each.notice.number},
            {each.notice.case_id.text},
            {std::string{chinese(each.notice.grade)}},
            {each.notice.issued.day.text()},
            {each.notice.reply_by.text()},
            {text_of(json, "signed")},
            {text_of(json, "replied")},
            {text_of(json, "cancelled")},
            {each.state ? std::string{chinese(*each.state)} : "", each.state ? colour_of(*each.state) : Colour::none}};
    };
    return give_list(globals, notices, view,
                     {{"文号"}, {"案件"}, {"等级"}, {"发出"}, {"回复期限"}, {"签收"}, {"回复"}, {"撤销"}, {"状态"}},
                     cells, "没有督办通知");
}

Json due_view(const tasks::PolicyNotice& notice) {
    const auto& command = notice.due.command;
    auto json = json_object();
    put(json, "case", command.case_id);
    put(json, "grade", command.grade);
    put(json, "reply_by", command.reply_by);
    put(json, "requirement", command.requirement);
    return json;
}

std::vector<Cell> due_cells(const tasks::PolicyNotice& notice) {
    const auto& command = notice.due.command;
    return {{command.case_id.text},
            {std::string{chinese(command.grade)}},
            {command.reply_by.text()},
            {command.requirement}};
}

int give_due(const Globals& globals, bool issues) {
    storage::Store store{globals.db};
    const auto due = tasks::notices_by_policy(store, globals.today);
    int issued = 0;
    if (issues && !due.empty()) {
        storage::Ledger ledger{store, globals.today, globals.now};
        issued = issue(ledger, due, globals.now);
        ledger.commit();
    }
    const int status = give_list(globals, due, due_view, {{"案件"}, {"等级"}, {"回复期限"}, {"要求", false, 60}},
                                 due_cells, "按政策规则没有应发的督办");
    if (issues) say("发出督办" + std::to_string(issued) + "件");
    return status;
}

}  // namespace

Subcommand supervision_list_command() {
    const auto division = std::make_shared<std::optional<Division>>();
    return {"supervision list",
            "列出督办通知",
            {},
            {division_option("--division", *division, "区划代码，默认为全部辖区")},
            [division](const Globals& globals) { return list_notices(globals, *division); }};
}

Subcommand supervision_due_command() {
    const auto issues = std::make_shared<bool>(false);
    return {"supervision due",
            "按政策规则（逾期满若干工作日）应发的督办",
            "规则默认关闭，见政策文件的supervision；服务运行时每天自动发出。同一次逾期、同一等级只发一次。",
            {flag("--issue", *issues, "发出")},
            [issues](const Globals& globals) { return give_due(globals, *issues); }};
}

}  // namespace tiaojie::cli
