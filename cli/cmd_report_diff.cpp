// report diff: why numbers changed between two editions. Lists the cases that came in or went out, and the events that
// caused it.
#include <algorithm>

#include "api/papers/report_diff.hpp"
#include "api/tasks/report_view.hpp"
#include "api/wire/json_writer.hpp"
#include "cli/cmd_report.hpp"
#include "cli/output.hpp"
#include "core/case/event.hpp"
#include "storage/journal/journal_search.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {
namespace {

std::string shown(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "（无）"; }

std::string reasons_text(tasks::Reasons& reasons, const std::vector<Id>& ids, const std::string& sign) {
    std::string out;
    for (const auto& id : ids) {
        out += "  " + sign + " " + id.text;
        std::string why;
        for (const auto& recorded : reasons.of(id))
            why += (why.empty() ? "：" : "；") + recorded.at.day.text() + std::string{event_chinese(recorded.event)} +
                   "（流水" + std::to_string(recorded.position) + "，" + recorded.recorded.substr(0, 10) + "由" +
                   recorded.by + "录入）";
        out += why + "\n";
    }
    return out;
}

std::string text_of(const tasks::OpenEdition& before, const tasks::OpenEdition& after, const ReportDiff& diff,
                    tasks::Reasons& reasons) {
    std::string out = before.edition.id + " → " + after.edition.id + "\n";
    const auto note = [&](const std::string& what, const std::string& from, const std::string& to) {
        if (from != to) out += what + "：" + from + " → " + to + "\n";
    };
    note("统计日", before.frozen.as_of.text(), after.frozen.as_of.text());
    note("截止流水", std::to_string(before.frozen.cut_off), std::to_string(after.frozen.cut_off));
    note("区划", before.frozen.area_name, after.frozen.area_name);
    if (diff.template_changed) out += "文字模板有改动\n";
    if (diff.policies_changed) out += "政策有新版本\n";
    if (diff.calendar_changed) out += "日历有新版本\n";
    for (const auto& change : diff.figures) {
        out += report_metric_name(change.metric) + "（" + change.metric + "）：" + shown(change.before) + " → " +
               shown(change.after) + "\n";
        out += reasons_text(reasons, change.came_in, "+") + reasons_text(reasons, change.went_out, "-");
    }
    for (const auto& change : diff.rates)
        out += change.metric + "：" + (change.before ? change.before->text() : "（无）") + " → " +
               (change.after ? change.after->text() : "（无）") + "\n";
    for (const auto& sentence : diff.sentences_removed) out += "原文：" + sentence + "\n";
    for (const auto& sentence : diff.sentences_added) out += "改为：" + sentence + "\n";
    if (diff.none()) out += "文字和数字没有变化\n";
    return out;
}

}  // namespace

int run_report_diff(const std::string& before, const std::string& after, const Globals& globals) {
    storage::Store store{globals.db};
    const auto a = tasks::open_edition(store, before);
    if (!a) return refused(globals, a.refusal());
    const auto b = tasks::open_edition(store, after);
    if (!b) return refused(globals, b.refusal());
    const auto diff = differences(a->frozen, b->frozen);
    tasks::Reasons reasons{store, a->frozen, b->frozen};
    return give(globals, {[&] { return tasks::diff_json(*a, *b, diff, reasons); },
                          [&] { return text_of(*a, *b, diff, reasons); }});
}

}  // namespace tiaojie::cli
