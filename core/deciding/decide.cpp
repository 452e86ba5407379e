#include "core/deciding/decide.hpp"

#include <algorithm>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/deciding/decide_parts.hpp"

namespace tiaojie {

namespace {

template <class C>
concept OnCase = requires(const C& c, const GivenCase& given) {
    decide_case(c, given);
};

}  // namespace

Refused division_known(Directory& directory, Division division, std::string_view field) {
    return when(!directory.knows(division), "unknown_division", field, division.text());
}

Refused organisation_stands(Directory& directory, const Id& org, Date day, std::string_view field) {
    const auto found = directory.organisation(org);
    if (!found || found->founded > day) return refuse("unknown_organisation", field, org.text);
    return when(!found->stands_on(day), "organisation_dissolved", field, org.text);
}

Refused mediators_in_office(Directory& directory, const std::vector<Id>& mediators, Date day, std::string_view field) {
    for (const auto& id : mediators) {
        const auto tenures = directory.mediator(id);
        if (std::none_of(tenures.begin(), tenures.end(), [&](const auto& t) { return t.holds_on(day); }))
            return refuse("unknown_mediator", field, id.text);
    }
    return std::nullopt;
}

Refused elders_on_roll(Directory& directory, const std::vector<Id>& elders, Date day, std::string_view field) {
    for (const auto& id : elders) {
        const auto tenures = directory.elder(id);
        if (std::none_of(tenures.begin(), tenures.end(), [&](const auto& t) { return t.holds_on(day); }))
            return refuse("unknown_elder", field, id.text);
    }
    return std::nullopt;
}

Refused case_known(Directory& directory, const Id& case_id, Date day, std::string_view field) {
    const auto state = directory.case_state(case_id);
    return when(!state || state->registered.day > day, "unknown_case", field, case_id.text);
}

Refused status_is_one_of(const CaseState& state, std::initializer_list<Status> allowed) {
    if (std::find(allowed.begin(), allowed.end(), state.status) != allowed.end()) return std::nullopt;
    return refuse("wrong_status", "case", "案件当前状态为“" + std::string{chinese(state.status)} + "”");
}

Status status_on(const CaseState& state, Date day) {
    return day < state.last_at.day ? state.status_at_end_of(day) : state.status;
}

Refused not_in_future(const Given& given) {
    return when(given.day() > given.context.today, "in_future", "at", "今天是" + given.context.today.text());
}

Refused in_time(const GivenCase& given) {
    return first({not_in_future({given.envelope, given.context}),
                  when(is_before(given.envelope.at, given.state.last_at), "before_previous", "at",
                       "上一步为" + given.state.last_at.text)});
}

Refused parties_complete(Source source, const std::vector<Party>& parties) {
    if (source == Source::screening) return std::nullopt;
    for (const auto side : {Side::applicant, Side::respondent})
        if (std::none_of(parties.begin(), parties.end(), [&](const auto& p) { return p.side == side; }))
            return refuse("party_missing", "parties", "缺少" + std::string{chinese(side)});
    return std::nullopt;
}

std::optional<Id> case_of(const Command& command) {
    return std::visit(
        [](const auto& c) -> std::optional<Id> {
            if constexpr (OnCase<std::remove_cvref_t<decltype(c)>>) return c.case_id;
            return std::nullopt;
        },
        command);
}

Result<Event> decide(const Command& command, const Envelope& envelope, const Context& context) {
    return std::visit(
        [&](const auto& c) -> Result<Event> {
            if constexpr (OnCase<std::remove_cvref_t<decltype(c)>>) {
                const auto state = context.directory.case_state(c.case_id);
                if (!state) return refuse("unknown_case", "case", c.case_id.text);
                return decide_case(c, {*state, envelope, context});
            } else {
                return decide_office(c, {envelope, context});
            }
        },
        command);
}

}  // namespace tiaojie
