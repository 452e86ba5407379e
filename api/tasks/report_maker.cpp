#include "api/tasks/report_maker.hpp"

#include "api/tasks/data_files.hpp"
#include "storage/files/editions.hpp"
#include "storage/journal/journal_search.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"
#include "storage/work/upkeep.hpp"

namespace tiaojie::tasks {
namespace {

Result<MadeReport> computed(storage::Store& store, const storage::ReportScope& scope, const std::string& template_text,
                            Behind behind) {
    MadeReport out;
    out.facts = storage::report_facts(store, scope);
    auto report = write_report(out.facts, template_text);
    if (!report) return report.refusal();
    out.report = *std::move(report);
    if (behind == Behind::listed)
        for (auto& figure : out.report.figures) figure.behind = storage::behind_figure(store, scope, figure.metric);
    return out;
}

}  // namespace

Result<MadeReport> make_report(storage::Store& store, const storage::ReportScope& scope,
                               const std::string& template_text, Behind behind) {
    const storage::Snapshot snapshot{store};
    return computed(store, scope, template_text, behind);
}

Result<FrozenReport> make_frozen(storage::Store& store, const storage::ReportScope& scope,
                                 const std::string& template_text) {
    const storage::Snapshot snapshot{store};
    auto made = computed(store, scope, template_text, Behind::listed);
    if (!made) return made.refusal();
    FrozenReport out;
    out.year = scope.year;
    out.division = scope.division;
    out.area_name = made->facts.area_name;
    out.as_of = scope.as_of;
    out.cut_off = scope.cut_off;
    out.journal_hash = storage::hex(storage::hash_at(store, scope.cut_off));
    const auto rules = store.rules_at(scope.cut_off);
    for (const auto& [from, policy] : rules.policies.versions())
        out.policies.push_back({from == far_past ? std::nullopt : std::optional{from}, policy.id, policy.version});
    out.calendar_version = rules.calendar.version();
    out.template_text = template_text;
    out.template_digest = storage::hex(storage::sm3({template_text}));
    out.program = program_version();
    out.report = std::move(made->report);
    return out;
}

}  // namespace tiaojie::tasks
