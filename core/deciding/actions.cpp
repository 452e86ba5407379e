#include "core/deciding/actions.hpp"

#include <algorithm>
#include <array>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/deciding/decide.hpp"

namespace tiaojie {
namespace {

constexpr const char* some_text = "…";

// What no form can mend: the state of the case, the day, a clock that has run out. All other fields are for the person
// to fill in, so that a refusal because of them says nothing against the action.
bool is_of_the_case(const Refusal& refusal) {
    constexpr std::array<std::string_view, 6> fields{"case", "at", "clock", "step", "obligation", "notice"};
    return std::find(fields.begin(), fields.end(), refusal.field) != fields.end();
}

std::vector<Command> extensions(const Id& id, Date day) {
    std::vector<Command> out;
    for (const auto clock : {ClockKind::stage, ClockKind::overall, ClockKind::accept})
        out.push_back(ExtendClock{id, clock, day, true, some_text});
    return out;
}

std::vector<Command> confirmations(const Id& id) {
    std::vector<Command> out;
    for (const auto step : {ConfirmationStep::applied, ConfirmationStep::confirmed, ConfirmationStep::dismissed})
        out.push_back(ConfirmAgreement{id, step});
    return out;
}

// The ways to do one thing: it may be done when one of them may.
using Ways = std::vector<Command>;

std::vector<Ways> all_ways(const CaseState& state, Date day) {
    const auto& id = state.id;
    Corrections summary;
    summary.summary = std::string{some_text};
    const Stage lowest = Stage::assigned_mediation;
    return {
        {AcceptCase{id, state.mediators, {}, {}, {}}},
        {RefuseCase{id, some_text, {}}},
        {AssignCase{id, state.mediators, {}, {}}},
        {HoldSession{id, some_text, some_text, {}}},
        {HoldHearing{id, {}, true, some_text, {}}},
        {HoldReview{id, 0, 0, 0, some_text}},
        {EscalateCase{id, some_text, {}}},
        {ReturnCase{id, lowest, some_text}},
        {SettleCase{id, Form::oral, some_text, {}, {}, {}}},
        {PerformObligation{id, {}, {}}},
        {DefaultObligation{id, {}, {}}},
        confirmations(id),
        {FollowUpCase{id, FollowUpResult::kept, {}}},
        {ReopenCase{id, some_text, {}}},
        {TerminateCase{id, some_text, {}}},
        {WithdrawCase{id, some_text}},
        {SuspendCase{id, some_text}},
        {ResumeCase{id, some_text}},
        extensions(id, day),
        {CorrectCase{id, summary, some_text}},
        {MergeCase{id, id, some_text}},
        {FilePaper{id, PaperKind::evidence, {}, {}}},
        {StrikeOffCase{id}},
        {ArchiveCase{id}},
        {IssueSupervision{id, Grade::ordinary, some_text, {}, {}}},
    };
}

Action tried(const Ways& ways, const Envelope& envelope, const Context& context) {
    Action out{do_name(ways.front()), {}};
    for (const auto& way : ways) {
        const auto decided = decide(way, envelope, context);
        if (decided || !is_of_the_case(decided.refusal())) return {out.command, {}};
        if (!out.missing) out.missing = decided.refusal();
    }
    return out;
}

}  // namespace

std::vector<Action> actions_on(const CaseState& state, const Envelope& envelope, const Context& context) {
    std::vector<Action> out;
    for (const auto& ways : all_ways(state, envelope.at.day)) out.push_back(tried(ways, envelope, context));
    return out;
}

}  // namespace tiaojie
