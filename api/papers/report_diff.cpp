#include "api/papers/report_diff.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "api/wire/views.hpp"
#include "core/case/event.hpp"

namespace tiaojie {
namespace {

template <class T>
std::vector<T> missing_in(const std::vector<T>& these, const std::vector<T>& those) {
    const std::set<T> known{those.begin(), those.end()};
    std::vector<T> out;
    for (const auto& each : these)
        if (!known.contains(each)) out.push_back(each);
    return out;
}

template <class T>
const T* find(const std::vector<T>& list, const std::string& metric) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& each) { return each.metric == metric; });
    return found == list.end() ? nullptr : &*found;
}

// The metrics of both, in the order of the first, then what only the second has.
template <class T>
std::vector<std::string> metrics_of(const std::vector<T>& before, const std::vector<T>& after) {
    std::vector<std::string> out;
    for (const auto& each : before) out.push_back(each.metric);
    for (const auto& each : after)
        if (!find(before, each.metric)) out.push_back(each.metric);
    return out;
}

bool same(const Rate& a, const Rate& b) { return a.numerator == b.numerator && a.denominator == b.denominator; }

}  // namespace

ReportDiff differences(const FrozenReport& before, const FrozenReport& after) {
    ReportDiff out;
    for (const auto& metric : metrics_of(before.report.figures, after.report.figures)) {
        const auto* a = find(before.report.figures, metric);
        const auto* b = find(after.report.figures, metric);
        const std::vector<Id> nothing;
        const auto& had = a ? a->behind : nothing;
        const auto& has = b ? b->behind : nothing;
        FigureChange change{metric, a ? std::optional{a->value} : std::nullopt,
                            b ? std::optional{b->value} : std::nullopt, missing_in(has, had), missing_in(had, has)};
        if (change.before != change.after || !change.came_in.empty() || !change.went_out.empty())
            out.figures.push_back(std::move(change));
    }
    for (const auto& metric : metrics_of(before.report.rates, after.report.rates)) {
        const auto* a = find(before.report.rates, metric);
        const auto* b = find(after.report.rates, metric);
        if (a && b && same(a->rate, b->rate)) continue;
        out.rates.push_back(
            {metric, a ? std::optional{a->rate} : std::nullopt, b ? std::optional{b->rate} : std::nullopt});
    }
    out.sentences_removed = missing_in(before.report.sentences, after.report.sentences);
    out.sentences_added = missing_in(after.report.sentences, before.report.sentences);
    out.template_changed = before.template_digest != after.template_digest;
    out.policies_changed = before.policies != after.policies;
    out.calendar_changed = before.calendar_version != after.calendar_version;
    out.division_changed = before.division != after.division;
    return out;
}

bool moves_numbers(const Event& event) {
    return std::visit(
        []<class E>(const E&) {
            return !(std::is_same_v<E, SessionHeld> || std::is_same_v<E, HearingHeld> ||
                     std::is_same_v<E, ReviewHeld> || std::is_same_v<E, MediatorsAssigned> ||
                     std::is_same_v<E, PaperFiled> || std::is_same_v<E, FollowUpMade> ||
                     std::is_same_v<E, ObligationDefaulted> || std::is_same_v<E, CaseArchived> ||
                     std::is_same_v<E, DecisionCompleted>);
        },
        event);
}

bool speaks_of(const Event& event, const Id& id) {
    return std::visit(
        [&](const auto& e) {
            bool found = false;
            for_each_field(e, [&]<class Member>(std::string_view, const Member& member) {
                if constexpr (std::is_same_v<Member, Id>) found = found || member == id;
            });
            return found;
        },
        event);
}

}  // namespace tiaojie
