#include "core/deciding/actions.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <type_traits>

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

// The ways to do one thing: it may be done when one of them may. One function a command on a case, so that a new
// command without its ways does not compile (see `each_way`).
using Ways = std::vector<Command>;
template <class C>
using Of = std::type_identity<C>;

Ways ways(Of<AcceptCase>, const CaseState& s, Date) { return {AcceptCase{s.id, s.mediators, {}, {}, {}}}; }
Ways ways(Of<RefuseCase>, const CaseState& s, Date) { return {RefuseCase{s.id, some_text, {}}}; }
Ways ways(Of<AssignCase>, const CaseState& s, Date) { return {AssignCase{s.id, s.mediators, {}, {}}}; }
Ways ways(Of<HoldSession>, const CaseState& s, Date) { return {HoldSession{s.id, some_text, some_text, {}}}; }
Ways ways(Of<HoldHearing>, const CaseState& s, Date) { return {HoldHearing{s.id, {}, true, some_text, {}}}; }
Ways ways(Of<HoldReview>, const CaseState& s, Date) { return {HoldReview{s.id, 0, 0, 0, some_text}}; }
Ways ways(Of<EscalateCase>, const CaseState& s, Date) { return {EscalateCase{s.id, some_text, {}}}; }
Ways ways(Of<ReturnCase>, const CaseState& s, Date) { return {ReturnCase{s.id, Stage::assigned_mediation, some_text}}; }
Ways ways(Of<SettleCase>, const CaseState& s, Date) { return {SettleCase{s.id, Form::oral, some_text, {}, {}, {}}}; }
Ways ways(Of<PerformObligation>, const CaseState& s, Date) { return {PerformObligation{s.id, {}, {}}}; }
Ways ways(Of<DefaultObligation>, const CaseState& s, Date) { return {DefaultObligation{s.id, {}, {}}}; }
Ways ways(Of<ConfirmAgreement>, const CaseState& s, Date) {
    Ways out;
    for (const auto& step : Terms<ConfirmationStep>::all) out.push_back(ConfirmAgreement{s.id, step.value});
    return out;
}
Ways ways(Of<FollowUpCase>, const CaseState& s, Date) { return {FollowUpCase{s.id, FollowUpResult::kept, {}}}; }
Ways ways(Of<ReopenCase>, const CaseState& s, Date) { return {ReopenCase{s.id, some_text, {}}}; }
Ways ways(Of<TerminateCase>, const CaseState& s, Date) { return {TerminateCase{s.id, some_text, {}}}; }
Ways ways(Of<WithdrawCase>, const CaseState& s, Date) { return {WithdrawCase{s.id, some_text}}; }
Ways ways(Of<SuspendCase>, const CaseState& s, Date) { return {SuspendCase{s.id, some_text}}; }
Ways ways(Of<ResumeCase>, const CaseState& s, Date) { return {ResumeCase{s.id, some_text}}; }
Ways ways(Of<ExtendClock>, const CaseState& s, Date day) {
    Ways out;
    for (const auto clock : {ClockKind::stage, ClockKind::overall, ClockKind::accept})
        out.push_back(ExtendClock{s.id, clock, day, true, some_text});
    return out;
}
Ways ways(Of<CorrectCase>, const CaseState& s, Date) {
    Corrections summary;
    summary.summary = std::string{some_text};
    return {CorrectCase{s.id, summary, some_text}};
}
Ways ways(Of<MergeCase>, const CaseState& s, Date) { return {MergeCase{s.id, s.id, some_text}}; }
Ways ways(Of<FilePaper>, const CaseState& s, Date) { return {FilePaper{s.id, PaperKind::evidence, {}, {}}}; }
Ways ways(Of<StrikeOffCase>, const CaseState& s, Date) { return {StrikeOffCase{s.id}}; }
Ways ways(Of<ArchiveCase>, const CaseState& s, Date) { return {ArchiveCase{s.id}}; }
Ways ways(Of<IssueSupervision>, const CaseState& s, Date) {
    return {IssueSupervision{s.id, Grade::ordinary, some_text, {}, {}}};
}

// Works on a case that is there: names it, and must.
template <class C>
concept OnExistingCase = requires(const C& command) {
    { command.case_id } -> std::same_as<const Id&>;
};

template <class... Kinds>
std::vector<Ways> each_way(const CaseState& state, Date day, const std::variant<Kinds...>*) {
    std::vector<Ways> out;
    const auto add = [&]<class C>(Of<C> kind) {
        if constexpr (OnExistingCase<C>) out.push_back(ways(kind, state, day));
    };
    (add(Of<Kinds>{}), ...);
    return out;
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
    for (const auto& each : each_way(state, envelope.at.day, static_cast<const Command::Kinds*>(nullptr)))
        out.push_back(tried(each, envelope, context));
    return out;
}

}  // namespace tiaojie
