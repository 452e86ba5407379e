#include "api/tasks/report_check.hpp"

#include "api/tasks/report_maker.hpp"

namespace tiaojie::tasks {
namespace {

bool same_figures(const WrittenReport& a, const WrittenReport& b) {
    if (a.figures.size() != b.figures.size()) return false;
    for (std::size_t i = 0; i < a.figures.size(); ++i)
        if (a.figures[i].metric != b.figures[i].metric || a.figures[i].value != b.figures[i].value ||
            a.figures[i].behind != b.figures[i].behind)
            return false;
    return true;
}

std::optional<std::string> difference(const FrozenReport& kept, const FrozenReport& again) {
    if (kept.journal_hash != again.journal_hash) return "截止位置的流水校验值不一致";
    if (kept.template_digest != again.template_digest) return "模板与其摘要不一致";
    if (kept.policies != again.policies || kept.calendar_version != again.calendar_version)
        return "政策或日历版本不一致";
    if (kept.report.text != again.report.text) return "重新计算的文字不一致";
    if (!same_figures(kept.report, again.report)) return "重新计算的数字不一致";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of_edition(storage::Store& store, const storage::Edition& edition) {
    const auto told = [&](const std::string& what) { return "年度报告" + edition.id + "：" + what; };
    const auto kept = read_frozen(edition.body);
    if (!kept) return told("内容无法读取，" + kept.refusal().message);
    if (kept->cut_off > store.head().position) return told("截止位置在流水末端之后");
    const auto again =
        make_frozen(store, {kept->year, kept->as_of, kept->cut_off, kept->division}, kept->template_text);
    if (!again) return told(again.refusal().message);
    if (const auto what = difference(*kept, *again)) return told(*what);
    return std::nullopt;
}

std::optional<std::string> edition_fault(storage::Store& store) {
    if (const auto damaged = storage::damaged_edition(store)) return "年度报告" + *damaged + "：内容与其摘要不一致";
    for (const auto& edition : storage::editions(store))
        if (const auto fault = fault_of_edition(store, edition)) return fault;
    return std::nullopt;
}

}  // namespace tiaojie::tasks
