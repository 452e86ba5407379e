// calendar due, calendar load, policy set: how days are counted, and which deadlines change with the rules.
#include <memory>

#include "api/wire/command_reader.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/baseline.hpp"
#include "cli/input_files.hpp"
#include "cli/moved_clocks.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "core/case/command.hpp"
#include "core/law/period.hpp"
#include "storage/work/ledger.hpp"

namespace tiaojie::cli {
namespace {

namespace fs = std::filesystem;

// ---- calendar due ----

struct DueArguments {
    std::optional<Date> start{};
    std::optional<std::int64_t> days{};
    std::optional<std::int64_t> working_days{};
    std::optional<std::int64_t> months{};
    std::vector<Pause> pauses{};
};

std::optional<Period> period_of(const DueArguments& asked) {
    const int given = asked.days.has_value() + asked.working_days.has_value() + asked.months.has_value();
    if (given != 1) return std::nullopt;
    if (asked.days) return Period{Unit::days, static_cast<int>(*asked.days)};
    if (asked.months) return Period{Unit::months, static_cast<int>(*asked.months)};
    return Period{Unit::working_days, static_cast<int>(*asked.working_days)};
}

Option pause_option(std::vector<Pause>& out) {
    Option option;
    option.name = "--pause";
    option.value = "S..R";
    option.help = "中止日和恢复日，其间的日子不计，如2021-09-10..2021-09-20";
    option.repeatable = true;
    option.take = [&out](const std::string& text) -> Fault {
        const auto dots = text.find("..");
        if (dots == std::string::npos) return "须写成“中止日..恢复日”";
        const auto from = Date::parse(text.substr(0, dots));
        const auto until = Date::parse(text.substr(dots + 2));
        if (!from || !until) return "两边须为存在的日期，写成YYYY-MM-DD";
        if (*until < *from) return "恢复日不能早于中止日";
        out.push_back({*from, *until});
        return std::nullopt;
    };
    return option;
}

// The store's calendar where there is a store, otherwise the one that comes with the program.
Result<Calendar> calendar_in_use(const Globals& globals) {
    std::error_code error;
    if (fs::exists(globals.db, error)) {
        try {
            return storage::Store{globals.db}.rules().calendar;
        } catch (const storage::StoreFault& fault) {
            say(std::string{"无法使用数据库中的日历，改用自带的日历："} + fault.what());
        }
    }
    const auto notice = default_calendar();
    if (!notice) return notice.refusal();
    Calendar calendar;
    calendar.load(*notice);
    return calendar;
}

int due(const Globals& globals, const DueArguments& asked) {
    const auto period = period_of(asked);
    if (!period) return misused(globals, "calendar due 须在 --days、--working-days、--months 中写且只写一个");
    const auto calendar = calendar_in_use(globals);
    if (!calendar) return refused(globals, calendar.refusal());
    const auto found = due_of(*asked.start, *period, asked.pauses, *calendar);
    const auto lines = explain(*asked.start, *period, asked.pauses, *calendar);
    const auto document = [&] {
        auto json = json_object();
        put(json, "due", found.due);
        put(json, "raw", found.raw);
        put(json, "provisional", found.provisional);
        put(json, "explanation", lines);
        return json;
    };
    const auto text = [&] {
        auto out = found.due.text() + (found.provisional ? "（暂定）" : "") + "\n";
        for (const auto& line : lines) out += "  " + line + "\n";
        return out;
    };
    return give(globals, {document, text});
}

// ---- calendar load, policy set ----

Json moved_view(const std::vector<Moved>& moved) {
    auto list = json_list();
    for (const auto& each : moved) {
        auto json = json_object();
        put(json, "case", each.case_id);
        put(json, "clock", each.clock);
        put(json, "before", each.before);
        put(json, "after", each.after);
        put(json, "label", each.label.empty() ? json_null() : to_json(each.label));
        add(list, std::move(json));
    }
    auto document = json_object();
    put(document, "moved", std::move(list));
    return document;
}

std::string moved_text(const std::vector<Moved>& moved, bool is_dry_run) {
    const auto heading = (is_dry_run ? "试运行，未写入：" : "已生效，") + std::string{"未办结的期限有"} +
                         std::to_string(moved.size()) + "项改变\n";
    if (moved.empty()) return heading;
    Table table{{{"案件"}, {"期限"}, {"", false, 30}, {"原截止"}, {"现截止"}}};
    for (const auto& each : moved)
        table.add({{each.case_id},
                   {std::string{chinese(each.clock)}},
                   {each.label},
                   {each.before.text()},
                   {each.after.text()}});
    return heading + table.text(terminal_width());
}

// Executes the command and answers which unfinished clocks it moves.
int change_rules(const Globals& globals, const Command& command, bool is_dry_run) {
    storage::Store store{globals.db};
    storage::Ledger ledger{store, globals.today, globals.now};
    const auto before = unfinished_clocks(store, globals.today);
    const auto done = ledger.execute(command, {At::of(globals.today), "operator", std::nullopt});
    if (!done) return refused(globals, done.refusal());
    const auto moved = moved_since(store, globals.today, before);
    if (!is_dry_run) {
        const bool is_policy = std::holds_alternative<SetPolicy>(command);
        storage::write_audit(store,
                             operator_entry(globals, is_policy ? AuditAction::policy_set : AuditAction::calendar_loaded,
                                            std::to_string(done->position)));
        ledger.commit();
    }
    return give(globals, {[&] { return moved_view(moved); }, [&] { return moved_text(moved, is_dry_run); }});
}

struct RuleArguments {
    fs::path file{};
    std::optional<Date> from{};
    bool is_dry_run{false};
};

template <class T>
Result<T> read_rules(const fs::path& file, Result<T> (*read)(std::string_view)) {
    const auto text = read_input(file);
    if (!text) return text.refusal();
    return read(*text);
}

}  // namespace

Subcommand calendar_due_command() {
    const auto asked = std::make_shared<DueArguments>();
    return {
        "calendar due",
        "计算一个期间的最后一日，并逐行说明",
        "依民法典第二百零一条至第二百零三条：开始的当日不计入；按月计算的为最后一月的对应日；最后一日是休息日的顺延。\n"
        "不需要数据库；有数据库时用其中的日历。",
        {required(date_option("--start", asked->start, "开始的日子")),
         number_option("--days", asked->days, 0, longest_period, "日数"),
         number_option("--working-days", asked->working_days, 0, longest_period, "工作日数"),
         number_option("--months", asked->months, 0, 1200, "月数"), pause_option(asked->pauses)},
        [asked](const Globals& globals) { return due(globals, *asked); }};
}

Subcommand calendar_load_command() {
    const auto asked = std::make_shared<RuleArguments>();
    return {"calendar load",
            "载入一份放假调休通知",
            "通知写明年份的，替换那些年份；未写明的，补充所列日子。列出因此改变的未办结期限。",
            {file_argument("FILE", asked->file, "通知文件（JSON）"),
             flag("--dry-run", asked->is_dry_run, "只列出会改变的期限，不写入")},
            [asked](const Globals& globals) {
                auto notice = read_rules<CalendarNotice>(asked->file, read_calendar_notice);
                if (!notice) return refused(globals, notice.refusal());
                return change_rules(globals, LoadCalendar{*std::move(notice)}, asked->is_dry_run);
            }};
}

Subcommand policy_set_command() {
    const auto asked = std::make_shared<RuleArguments>();
    return {"policy set",
            "自某日起实行一版政策（期限、预警、督办）",
            "期限按其开始之日有效的政策计算。列出因此改变的未办结期限。",
            {file_argument("FILE", asked->file, "政策文件（JSON）"),
             required(date_option("--from", asked->from, "自这一日起")),
             flag("--dry-run", asked->is_dry_run, "只列出会改变的期限，不写入")},
            [asked](const Globals& globals) {
                auto policy = read_rules<Policy>(asked->file, read_policy);
                if (!policy) return refused(globals, policy.refusal());
                return change_rules(globals, SetPolicy{*asked->from, *std::move(policy)}, asked->is_dry_run);
            }};
}

}  // namespace tiaojie::cli
