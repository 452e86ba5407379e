// The journal as commands, and the ledger (台账) as a table.
#include <map>

#include "api/papers/ledger_writer.hpp"
#include "api/tasks/case_ledger.hpp"
#include "api/wire/concealment.hpp"
#include "api/wire/event_to_command.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/file_output.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/session.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "core/words/refusal.hpp"
#include "storage/journal/journal.hpp"
#include "storage/journal/journal_search.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {
namespace {

struct ExportOptions {
    std::optional<std::string> format{};
    std::optional<std::filesystem::path> out{};
    std::optional<std::string> reason{};  // why personal data are exported; without it they are left out

    bool is_personal() const { return reason.has_value(); }
};

// The commands in the order of the journal, one line each.
std::int64_t export_commands(storage::Store& store, FileOutput& out, bool personal) {
    const storage::Snapshot snapshot{store};
    Concealer concealer;
    if (!personal)
        storage::each_event_named(store, CaseCorrected::event_name,
                                  [&](const Recorded& recorded) { concealer.learn(recorded); });
    Progress progress{"导出"};
    const auto all = store.head().position;
    std::int64_t count = 0;
    storage::Journal{store}.each([&](Recorded recorded, std::int64_t) {
        if (!personal) concealer.conceal(recorded);
        const auto [command, envelope] = command_of(recorded);
        out.write(write_command(command, envelope) + "\n");
        progress.at(++count, all);
    });
    return count;
}

// One row for each case as of the day, in order of entry. Merged cases have no row.
std::int64_t export_ledger(storage::Store& store, FileOutput& out, Date day, tasks::LedgerFormat format,
                           bool personal) {
    const storage::Snapshot snapshot{store};
    tasks::LedgerNamesOf names{store};
    const auto view = names.view();
    Progress progress{"导出"};
    std::int64_t count = 0;
    const auto table = tasks::ledger_table(format, personal, [&out](std::string_view bytes) { out.write(bytes); });
    storage::each_case(store, [&](const std::vector<Recorded>& recorded) {
        std::vector<Recorded> events;
        Concealer concealer;
        for (const auto& event : recorded) {
            concealer.learn(event);
            if (event.at.day <= day) events.push_back(event);
        }
        if (!personal)
            for (auto& event : events) concealer.conceal(event);
        const auto state = fold(events);
        if (!state.exists() || state.status == Status::merged) return;
        table->row(tasks::shown_cells(ledger_row(state, events, view), personal));
        progress.at(++count, 0);
    });
    table->finish();
    return count;
}

int run_export(const ExportOptions& o, const Globals& globals) {
    const auto format = o.format.value_or("jsonl");
    if (const auto fault = fault_of_output(globals, o.out, "导出的内容")) return misused(globals, *fault);
    if (o.reason && o.reason->find_first_not_of(" \t\n") == std::string::npos)
        return refused(globals, refuse("reason_needed", "personal", "须说明查看个人信息的事由"));
    storage::Store store{globals.db};
    if (o.reason)
        storage::append_audit(store,
                              operator_entry(globals, AuditAction::exported, format,
                                             storage::audit_detail({{"personal", "true"}, {"reason", *o.reason}})));
    FileOutput out{o.out, Readers::owner_only};
    const bool is_ledger = format != "jsonl";
    const auto ledger_format = format == "xlsx" ? tasks::LedgerFormat::xlsx : tasks::LedgerFormat::csv;
    const auto count = is_ledger ? export_ledger(store, out, globals.today, ledger_format, o.is_personal())
                                 : export_commands(store, out, o.is_personal());
    if (auto refusal = out.finish()) return refused(globals, *refusal);
    const auto document = [&] {
        auto json = json_object();
        put(json, "out", o.out->string());
        put(json, "format", format);
        put(json, "rows", count);
        return json;
    };
    const auto text = [&] {
        if (o.out) say("已导出" + std::to_string(count) + (is_ledger ? "件案件" : "条命令") + "到" + o.out->string());
    };
    return give(globals, {document, text});
}

}  // namespace

Subcommand export_command() {
    const auto o = std::make_shared<ExportOptions>();
    Subcommand out;
    out.name = "export";
    out.summary = "导出登记事项（命令文件）或台账";
    out.help =
        "jsonl：按登记先后写出全部命令，可用 apply 装入新库，统计结果相同。\n"
        "csv：台账，每案一行，截至当日；带表头，UTF-8（含BOM），可用电子表格打开，也可用 import 装入。\n"
        "xlsx：同样的台账，写成Excel工作簿。\n\n"
        "默认不含证件号码、电话、住址、出生日期和未满十四周岁者的姓名；--personal 写明事由后才包括，并留痕。";
    out.options = {choice_option("--format", "FORMAT", o->format, {"jsonl", "csv", "xlsx"}, "格式，默认jsonl"),
                   file_option("--out", o->out, "写入文件，默认为标准输出"),
                   text_option("--personal", "REASON", o->reason, "包括个人信息，写明事由")};
    out.run = [o](const Globals& globals) { return run_export(*o, globals); };
    return out;
}

}  // namespace tiaojie::cli
