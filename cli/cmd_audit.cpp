// audit list, audit verify: the journal of who did what.
#include <memory>

#include "api/wire/json_reader.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/listing.hpp"
#include "cli/progress.hpp"
#include "cli/session.hpp"

namespace tiaojie::cli {
namespace {

struct AuditArguments {
    storage::AuditFilter filter{};
    std::optional<std::int64_t> limit{};
    bool only_refused{false};
};

Json entry_view(const storage::AuditEntry& entry) {
    auto json = json_object();
    put(json, "position", entry.position);
    put(json, "at", entry.at);
    put(json, "actor", entry.actor);
    put(json, "session", entry.session.empty() ? json_null() : to_json(entry.session));
    put(json, "peer", entry.peer.empty() ? json_null() : to_json(entry.peer));
    put(json, "action", entry.action);
    put(json, "object", entry.object);
    const auto detail = parse_json(entry.detail);
    put(json, "detail", detail ? *detail : json_object());
    put(json, "outcome", entry.outcome);
    return json;
}

std::vector<Cell> entry_cells(const storage::AuditEntry& entry) {
    const bool is_refused = entry.outcome == AuditOutcome::refused;
    return {{std::to_string(entry.position)},
            {entry.at.substr(0, 19)},
            {entry.actor},
            {entry.peer},
            {std::string{chinese(entry.action)}},
            {entry.object},
            {entry.detail == "{}" ? "" : entry.detail},
            {std::string{chinese(entry.outcome)}, is_refused ? Colour::red : Colour::none}};
}

int list(const Globals& globals, const AuditArguments& asked) {
    storage::Store store{globals.db};
    auto filter = asked.filter;
    filter.limit = static_cast<int>(asked.limit.value_or(100));
    if (asked.only_refused) filter.outcome = AuditOutcome::refused;
    storage::append_audit(store, operator_entry(globals, AuditAction::audit_read, {}));
    return give_list(
        globals, storage::read_audit(store, filter), entry_view,
        {{"序号", true}, {"时间"}, {"账号"}, {"地址"}, {"事项"}, {"对象", false, 24}, {"说明", false, 40}, {"结果"}},
        entry_cells, "没有符合条件的审计记录");
}

int check(const Globals& globals) {
    storage::Store store{globals.db};
    Progress progress{"校验"};
    const auto checked = storage::verify_audit(store, progress.callback());
    const auto document = [&] {
        auto json = json_object();
        put(json, "ok", !checked.fault);
        put(json, "entries", checked.entries);
        put(json, "first", checked.first_position);
        put(json, "head", checked.head);
        if (checked.fault) {
            auto fault = json_object();
            put(fault, "position", checked.fault->position > 0 ? to_json(checked.fault->position) : json_null());
            put(fault, "what", checked.fault->what);
            put(json, "fault", std::move(fault));
        }
        return json;
    };
    const auto text = [&] {
        if (checked.fault) return std::string{};
        return "审计日志校验通过：共" + std::to_string(checked.entries) + "条，末端校验值" + checked.head + "\n";
    };
    give(globals, {document, text});
    if (!checked.fault) return exit_done;
    say("tiaojie：审计日志校验未通过：" + checked.fault->what);
    return exit_fault;
}

}  // namespace

std::vector<Subcommand> audit_commands() {
    const auto asked = std::make_shared<AuditArguments>();
    auto& filter = asked->filter;
    return {{"audit list",
             "列出审计日志，最近的在前",
             "登录、查看案件和个人信息、导出、权限和设定的变更都留有记录。查阅本身也记入日志。",
             {date_option("--from", filter.from, "自这一天起"), date_option("--to", filter.to, "到这一天止"),
              text_option("--actor", "ACCOUNT", filter.actor, "只列这个账号的；operator是本机操作员，system是系统"),
              term_option("--action", filter.action, "只列这类事项"),
              text_option("--object", "TEXT", filter.object, "只列这个对象的：案件、账号等的编号"),
              flag("--refused", asked->only_refused, "只列被拒绝的"),
              number_option("--before", filter.before_position, 1, INT64_MAX, "只列序号小于它的"),
              number_option("--limit", asked->limit, 1, storage::audit_page_limit, "至多列几条，默认100")},
             [asked](const Globals& globals) { return list(globals, *asked); }},
            {"audit verify", "校验审计日志的校验链", "verify 也包括这项校验。不通过时退出码为3。", {}, check}};
}

}  // namespace tiaojie::cli
