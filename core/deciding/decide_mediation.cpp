// On the ladder: sessions, hearings, reviews, escalation and return, pauses and extensions, termination.
#include <algorithm>
#include <set>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/clocks/deadline.hpp"
#include "core/deciding/decide_parts.hpp"

namespace tiaojie {
namespace {

Refused on_stage(const CaseState& state, Stage stage) {
    return when(state.stage() != stage, "wrong_stage", "case", "须在“" + std::string{chinese(stage)} + "”层级");
}

// What must have happened on a village rung before the case may leave it for the next.
bool evidence_there(const Rung& rung) {
    switch (rung.stage) {
        case Stage::assigned_mediation:
            return rung.session_held;
        case Stage::elders_hearing:
            return rung.hearing_held;
        case Stage::villagers_review:
            return rung.review_held;
        case Stage::town_mediation:
        case Stage::district_mediation:
            return true;
    }
    return true;
}

}  // namespace

Result<Event> decide_case(const HoldSession& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::mediating}), in_time(given)})) return *no;
    return SessionHeld{given.state.id, c.place, c.notes, c.present.value_or(std::vector<std::string>{})};
}

Result<Event> decide_case(const HoldHearing& c, const GivenCase& given) {
    auto& directory = given.context.directory;
    const auto recused = c.recused.value_or(std::vector<Id>{});
    const std::set<Id> panel{c.elders.begin(), c.elders.end()};
    const bool recused_sits =
        std::any_of(recused.begin(), recused.end(), [&](const Id& elder) { return panel.contains(elder); });
    if (auto no =
            first({elders_on_roll(directory, c.elders, given.day(), "elders"),
                   elders_on_roll(directory, recused, given.day(), "recused"),
                   status_is_one_of(given.state, {Status::mediating}), on_stage(given.state, Stage::elders_hearing),
                   in_time(given), when(c.elders.size() < 3, "too_few_elders", "elders"),
                   when(c.elders.size() % 2 == 0, "even_panel", "elders"),
                   when(panel.size() != c.elders.size(), "elder_twice", "elders"),
                   when(recused_sits, "recused_on_panel", "recused"), when(!c.consented, "no_consent", "consented")}))
        return *no;
    return HearingHeld{given.state.id, c.elders, c.consented, c.opinion, recused};
}

// 村民委员会组织法 26: two thirds of the representatives must be there; more than half of those present carry it.
Result<Event> decide_case(const HoldReview& c, const GivenCase& given) {
    const auto seats = given.context.directory.seats(given.state.division, given.day());
    const auto present = static_cast<std::int64_t>(c.present);
    if (auto no =
            first({status_is_one_of(given.state, {Status::mediating}), on_stage(given.state, Stage::villagers_review),
                   in_time(given), when(!seats, "seats_unknown", "case"),
                   when(seats && present * 3 < std::int64_t{*seats} * 2, "quorum_not_met", "present",
                        seats ? "应到" + std::to_string(*seats) + "人，实到" + std::to_string(c.present) + "人"
                              : std::string{}),
                   when(std::int64_t{c.in_favour} + c.against > present, "more_votes_than_present", "in_favour")}))
        return *no;
    return ReviewHeld{
        given.state.id, c.present, c.in_favour, c.against, c.opinion, *seats, std::int64_t{c.in_favour} * 2 > present};
}

Result<Event> decide_case(const EscalateCase& c, const GivenCase& given) {
    const auto& state = given.state;
    if (auto no = first({status_is_one_of(state, {Status::mediating}), in_time(given)})) return *no;
    const auto& rung = state.rungs.back();
    if (auto no = first({when(rung.stage == Stage::district_mediation, "top_of_ladder", "case"),
                         when(c.to && *c.to <= rung.stage, "not_upward", "to"),
                         when(!c.to && !evidence_there(rung), "evidence_missing", "case",
                              "“" + std::string{chinese(rung.stage)} + "”")}))
        return *no;
    const auto next = static_cast<Stage>(static_cast<int>(rung.stage) + 1);
    return StageEscalated{state.id, rung.stage, c.to.value_or(next), c.reason};
}

Result<Event> decide_case(const ReturnCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::mediating}), in_time(given)})) return *no;
    const Stage now = given.state.rungs.back().stage;
    if (auto no = when(c.to >= now, "not_downward", "to")) return *no;
    return StageReturned{given.state.id, now, c.to, c.reason};
}

// 人民调解法 26: where mediation fails, the parties are told where else they can turn.
Result<Event> decide_case(const TerminateCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::mediating, Status::suspended}), in_time(given),
                         when(c.routes.empty(), "routes_needed", "routes")}))
        return *no;
    return MediationTerminated{given.state.id, c.reason, c.routes};
}

Result<Event> decide_case(const SuspendCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::mediating}), in_time(given)})) return *no;
    return MediationSuspended{given.state.id, c.reason};
}

Result<Event> decide_case(const ResumeCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::suspended}), in_time(given)})) return *no;
    return MediationResumed{given.state.id, c.reason};
}

Result<Event> decide_case(const ExtendClock& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::mediating}), in_time(given)})) return *no;
    const auto now = extendable(given.state, c.clock, {given.context.policies, given.context.calendar});
    if (!now.rule) return refuse("not_extendable", "clock", std::string{chinese(c.clock)});
    const Date latest = now.due.due + now.rule->extension_days.value_or(0);
    if (auto no = first({when(given.day() > now.due.due, "extension_too_late", "clock", "届满日" + now.due.due.text()),
                         when(!c.consented, "no_consent", "consented"), when(now.extended, "already_extended", "clock"),
                         when(c.until > latest, "extension_too_long", "until", "最迟可延至" + latest.text()),
                         when(c.until <= now.due.due, "bad_value", "until", "须晚于现届满日" + now.due.due.text())}))
        return *no;
    return ClockExtended{given.state.id, c.clock, c.until, c.consented, c.reason};
}

}  // namespace tiaojie
