#include "core/case/evolve.hpp"

#include <type_traits>

#include "core/case/event.hpp"

namespace tiaojie {
namespace {

void set_status(CaseState& state, Date day, Status status) {
    state.status = status;
    state.status_history.emplace_back(day, status);
}

void open_rung(CaseState& state, Date day, Stage stage) { state.rungs.push_back({.stage = stage, .opened = day}); }

void leave_rung(CaseState& state, Date day) {
    if (!state.rungs.empty() && !state.rungs.back().left) state.rungs.back().left = day;
}

void end_run(CaseState& state, Date day) {
    leave_rung(state, day);
    if (!state.runs.empty() && !state.runs.back().ended) state.runs.back().ended = day;
}

void end_pause(CaseState& state, Date day) {
    if (state.suspended_since()) state.pauses.back().until = day;
}

void evolve_with(CaseState& state, const CaseRegistered& e, Date day) {
    state.id = e.case_id;
    state.org = e.org;
    state.division = e.division;
    state.type = e.type;
    state.source = e.source;
    state.summary = e.summary;
    state.parties = e.parties;
    state.amount = e.amount;
    state.people = e.people;
    state.major = e.major;
    set_status(state, day, Status::registered);
}

void evolve_with(CaseState& state, const CaseAccepted& e, Date day) {
    state.accepted = day;
    state.number = e.number;
    state.mediators = e.mediators;
    state.official = e.official;
    set_status(state, day, Status::mediating);
    open_rung(state, day, e.stage);
    state.runs.push_back({.started = day});
}

void evolve_with(CaseState& state, const CaseRefused&, Date day) {
    state.refused = day;
    set_status(state, day, Status::refused);
}

void evolve_with(CaseState& state, const MediatorsAssigned& e, Date) {
    state.mediators = e.mediators;
    if (e.official) state.official = e.official;
    if (e.plan) state.plan = e.plan;
}

void evolve_with(CaseState& state, const SessionHeld&, Date) {
    if (!state.rungs.empty()) state.rungs.back().session_held = true;
}

void evolve_with(CaseState& state, const HearingHeld&, Date) {
    if (!state.rungs.empty()) state.rungs.back().hearing_held = true;
}

void evolve_with(CaseState& state, const ReviewHeld&, Date) {
    if (!state.rungs.empty()) state.rungs.back().review_held = true;
}

void evolve_with(CaseState& state, const StageEscalated& e, Date day) {
    leave_rung(state, day);
    open_rung(state, day, e.to);
}

void evolve_with(CaseState& state, const StageReturned& e, Date day) {
    leave_rung(state, day);
    open_rung(state, day, e.to);
}

void evolve_with(CaseState& state, const AgreementReached& e, Date day) {
    end_run(state, day);
    Agreement agreement{.form = e.form, .terms = e.terms, .amount = e.amount, .settled = day, .effective = e.effective};
    for (const auto& obligation : e.obligations) agreement.obligations.push_back({.agreed = obligation});
    state.agreements.push_back(std::move(agreement));
    set_status(state, day, Status::settled);
}

// The obligations named by their numbers from 1; numbers that do not exist are passed over.
template <class Change>
void change_obligations(CaseState& state, const std::vector<int>& numbers, Change change) {
    if (state.agreements.empty()) return;
    auto& obligations = state.agreements.back().obligations;
    for (const int number : numbers)
        if (number >= 1 && static_cast<std::size_t>(number) <= obligations.size())
            change(obligations[static_cast<std::size_t>(number - 1)]);
}

void evolve_with(CaseState& state, const ObligationPerformed& e, Date day) {
    change_obligations(state, e.obligations, [day](AgreedObligation& o) { o.performed = day; });
    if (e.obligations.empty() && !state.agreements.empty()) state.agreements.back().performance_noted = true;
}

void evolve_with(CaseState& state, const ObligationDefaulted& e, Date day) {
    change_obligations(state, e.obligations, [day](AgreedObligation& o) { o.defaults.push_back(day); });
}

void evolve_with(CaseState& state, const ConfirmationRecorded& e, Date day) {
    if (state.agreements.empty()) return;
    auto& agreement = state.agreements.back();
    switch (e.step) {
        case ConfirmationStep::applied:
            agreement.applied = day;
            break;
        case ConfirmationStep::confirmed:
            agreement.confirmed = day;
            break;
        case ConfirmationStep::dismissed:
            agreement.dismissed = day;
            break;
    }
}

void evolve_with(CaseState& state, const FollowUpMade& e, Date day) {
    if (state.status != Status::settled || state.agreements.empty()) return;
    auto& agreement = state.agreements.back();
    if (!agreement.first_follow_up) agreement.first_follow_up = day;
    if (e.result == FollowUpResult::kept) agreement.kept = true;
}

void evolve_with(CaseState& state, const CaseReopened& e, Date day) {
    if (state.status == Status::settled && !state.agreements.empty()) state.agreements.back().reopened = day;
    state.struck_off.reset();
    state.archived.reset();
    ++state.reopened;
    set_status(state, day, Status::mediating);
    open_rung(state, day, e.stage);
    state.runs.push_back({.started = day});
}

void evolve_with(CaseState& state, const MediationTerminated&, Date day) {
    end_pause(state, day);
    end_run(state, day);
    state.terminations.push_back(day);
    set_status(state, day, Status::terminated);
}

void evolve_with(CaseState& state, const CaseWithdrawn&, Date day) {
    end_pause(state, day);
    state.ended_void = day;
    set_status(state, day, Status::withdrawn);
}

void evolve_with(CaseState& state, const CaseMerged& e, Date day) {
    end_pause(state, day);
    state.ended_void = day;
    state.merged_into = e.into;
    set_status(state, day, Status::merged);
}

void evolve_with(CaseState& state, const MediationSuspended&, Date day) {
    state.pauses.push_back({day, far_future});
    set_status(state, day, Status::suspended);
}

void evolve_with(CaseState& state, const MediationResumed&, Date day) {
    end_pause(state, day);
    set_status(state, day, Status::mediating);
}

void evolve_with(CaseState& state, const ClockExtended& e, Date day) {
    const Extension extension{e.until, day};
    if (e.clock == ClockKind::overall && !state.runs.empty()) state.runs.back().extension = extension;
    if (e.clock == ClockKind::stage && !state.rungs.empty()) state.rungs.back().extension = extension;
}

void evolve_with(CaseState& state, const CaseCorrected& e, Date) {
    if (e.set.type) state.type = *e.set.type;
    if (e.set.source) state.source = *e.set.source;
    if (e.set.summary) state.summary = *e.set.summary;
    if (e.set.amount) state.amount = *e.set.amount;
    if (e.set.people) state.people = *e.set.people;
    if (e.set.major) state.major = *e.set.major;
    if (e.set.division) state.division = *e.set.division;
    if (e.set.parties) state.parties = *e.set.parties;
}

void evolve_with(CaseState& state, const PaperFiled& e, Date day) {
    state.papers.push_back({e.kind, day, e.note, e.file});
}

void evolve_with(CaseState& state, const CaseStruckOff&, Date day) { state.struck_off = day; }
void evolve_with(CaseState& state, const CaseArchived&, Date day) { state.archived = day; }

// The events of a case, as against facts of the office that only mention one.
template <class E>
concept CaseEvent = requires(CaseState& state, const E& e) {
    evolve_with(state, e, Date{});
};

}  // namespace

std::optional<Id> case_of(const Event& event) {
    return std::visit(
        [](const auto& e) -> std::optional<Id> {
            if constexpr (CaseEvent<std::remove_cvref_t<decltype(e)>>) return e.case_id;
            return std::nullopt;
        },
        event);
}

void evolve(CaseState& state, const Recorded& recorded) {
    std::visit(
        [&](const auto& e) {
            if constexpr (CaseEvent<std::remove_cvref_t<decltype(e)>>) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(e)>, CaseRegistered>) {
                    state.registered = recorded.at;
                    state.registrar = recorded.by;
                }
                evolve_with(state, e, recorded.at.day);
                state.last_at = recorded.at;
                state.version = recorded.version;
            }
        },
        recorded.event);
}

CaseState fold(const std::vector<Recorded>& events) { return fold(events, far_future); }

CaseState fold(const std::vector<Recorded>& events, Date as_of) {
    CaseState state;
    for (const auto& recorded : events)
        if (recorded.at.day <= as_of) evolve(state, recorded);
    return state;
}

}  // namespace tiaojie
