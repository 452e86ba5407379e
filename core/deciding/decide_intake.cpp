// Registration, acceptance, refusal, assignment, correction, merging, withdrawal.
#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/deciding/decide_parts.hpp"

namespace tiaojie {

namespace {

// Whether the case is the other, or the other was itself merged into it since: a ring of cases would count nowhere.
bool leads_to(const GivenCase& given, Id other) {
    for (;;) {
        if (other == given.state.id) return true;
        const auto state = given.context.directory.case_state(other);
        if (!state || !state->merged_into) return false;
        other = *state->merged_into;
    }
}

}  // namespace

Result<Event> decide_office(const RegisterCase& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no = first({organisation_stands(directory, c.org, given.day(), "org"),
                         division_known(directory, c.division, "division"), not_in_future(given)}))
        return *no;
    if (c.case_id && directory.case_state(*c.case_id)) return refuse("already_exists", "case", c.case_id->text);
    if (auto no = parties_complete(c.source, c.parties)) return *no;
    return CaseRegistered{c.case_id ? *c.case_id : directory.new_case_id(),
                          c.org,
                          c.division,
                          c.type,
                          c.source,
                          c.summary,
                          c.parties,
                          c.amount,
                          c.people,
                          c.major.value_or(false)};
}

Result<Event> decide_case(const AcceptCase& c, const GivenCase& given) {
    auto& directory = given.context.directory;
    const Stage stage = c.stage.value_or(Stage::assigned_mediation);
    if (auto no = first({mediators_in_office(directory, c.mediators, given.day(), "mediators"),
                         status_is_one_of(given.state, {Status::registered}), in_time(given),
                         when(c.mediators.empty(), "mediators_missing", "mediators"),
                         when(stage != Stage::assigned_mediation && !c.reason, "reason_needed", "reason")}))
        return *no;
    const auto org = directory.organisation(given.state.org);
    const int year = given.day().year();
    const int sequence = directory.next_case_number(given.state.org, year);
    const std::string number = "（" + std::to_string(year) + "）" + (org ? org->short_name : std::string{}) +
                               "民调字第" + std::to_string(sequence) + "号";
    return CaseAccepted{given.state.id, number, c.mediators, c.official, stage, c.reason};
}

Result<Event> decide_case(const RefuseCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::registered}), in_time(given),
                         when(c.routes.empty(), "routes_needed", "routes")}))
        return *no;
    return CaseRefused{given.state.id, c.reason, c.routes};
}

Result<Event> decide_case(const AssignCase& c, const GivenCase& given) {
    if (auto no = first({mediators_in_office(given.context.directory, c.mediators, given.day(), "mediators"),
                         status_is_one_of(given.state, {Status::mediating}), in_time(given),
                         when(c.mediators.empty(), "mediators_missing", "mediators")}))
        return *no;
    return MediatorsAssigned{given.state.id, c.mediators, c.official, c.plan};
}

Result<Event> decide_case(const CorrectCase& c, const GivenCase& given) {
    const auto& state = given.state;
    if (c.set.division)
        if (auto no = division_known(given.context.directory, *c.set.division, "set.division")) return *no;
    if (auto no =
            first({when(state.status == Status::merged, "wrong_status", "case", "已并案的案件不能更正"), in_time(given),
                   parties_complete(c.set.source.value_or(state.source), c.set.parties.value_or(state.parties))}))
        return *no;
    // What the values were, so that the old ones stay readable without reading back.
    Corrections was;
    if (c.set.type) was.type = state.type;
    if (c.set.source) was.source = state.source;
    if (c.set.summary) was.summary = state.summary;
    if (c.set.amount) was.amount = state.amount;
    if (c.set.people) was.people = state.people;
    if (c.set.major) was.major = state.major;
    if (c.set.division) was.division = state.division;
    if (c.set.parties) was.parties = state.parties;
    return CaseCorrected{state.id, c.set, std::move(was), c.reason};
}

Result<Event> decide_case(const MergeCase& c, const GivenCase& given) {
    if (auto no = case_known(given.context.directory, c.into, given.day(), "into")) return *no;
    const auto into = given.context.directory.case_state(c.into);
    if (auto no = first({when(!is_pending(given.state.status), "wrong_status", "case", "只有在办案件可以并案"),
                         when(!is_pending(status_on(*into, given.day())), "wrong_status", "into", "只能并入在办案件"),
                         in_time(given), when(leads_to(given, c.into), "merge_into_itself", "into")}))
        return *no;
    return CaseMerged{given.state.id, c.into, c.reason};
}

Result<Event> decide_case(const WithdrawCase& c, const GivenCase& given) {
    if (auto no = first(
            {when(!is_pending(given.state.status), "wrong_status", "case", "只有在办案件可以撤回"), in_time(given)}))
        return *no;
    return CaseWithdrawn{given.state.id, c.reason};
}

}  // namespace tiaojie
