#include "core/case/case_state.hpp"

#include <algorithm>
#include <cassert>

namespace tiaojie {

bool Agreement::all_performed() const {
    return std::all_of(obligations.begin(), obligations.end(), [](const auto& o) { return o.performed.has_value(); });
}

std::optional<Stage> CaseState::stage() const {
    if (rungs.empty()) return std::nullopt;
    return rungs.back().stage;
}

const Agreement* CaseState::agreement() const {
    return status == Status::settled && !agreements.empty() ? &agreements.back() : nullptr;
}

Status CaseState::status_at_end_of(Date day) const {
    assert(exists() && registered.day <= day);
    Status status_then = Status::registered;
    for (const auto& [from, what] : status_history)
        if (from <= day) status_then = what;
    return status_then;
}

std::optional<Date> CaseState::suspended_since() const {
    if (pauses.empty() || pauses.back().until != far_future) return std::nullopt;
    return pauses.back().from;
}

bool CaseState::has_paper(PaperKind kind) const {
    return std::any_of(papers.begin(), papers.end(), [&](const auto& paper) { return paper.kind == kind; });
}

bool CaseState::has_person() const {
    return std::any_of(parties.begin(), parties.end(), [](const auto& p) { return p.kind == PartyKind::person; });
}

bool CaseState::is_extended() const {
    if (!is_pending(status) || runs.empty()) return false;
    return runs.back().extension.has_value() || rungs.back().extension.has_value();
}

}  // namespace tiaojie
