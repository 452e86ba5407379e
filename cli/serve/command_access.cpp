#include "cli/serve/command_access.hpp"

#include <algorithm>
#include <type_traits>

#include "core/decide.hpp"

namespace tiaojie::cli {
namespace {

// Where a command on the office, or a new case, lies: by what it names. Nothing: what it names does not exist.
struct Place {
    Directory& directory;
    Division whole;

    std::optional<Division> of_org(const Id& id) const {
        const auto org = directory.organisation(id);
        return org ? std::optional{org->division} : std::nullopt;
    }
    std::optional<Division> of_case(const Id& id) const {
        const auto state = directory.case_state(id);
        return state ? std::optional{state->division} : std::nullopt;
    }
    std::optional<Division> of_notice(const Id& id) const {
        const auto notice = directory.notice(id);
        return notice ? of_case(notice->case_id) : std::nullopt;
    }

    std::optional<Division> operator()(const DissolveOrganisation& c) const { return of_org(c.org); }
    std::optional<Division> operator()(const AppointMediator& c) const { return of_org(c.org); }
    std::optional<Division> operator()(const RemoveMediator& c) const {
        const auto tenures = directory.mediator(c.mediator);
        return tenures.empty() ? std::nullopt : of_org(tenures.back().org);
    }
    std::optional<Division> operator()(const RetireElder& c) const {
        const auto tenures = directory.elder(c.elder);
        return tenures.empty() ? std::nullopt : std::optional{tenures.back().division};
    }
    std::optional<Division> operator()(const CloseCampaign& c) const {
        const auto campaign = directory.campaign(c.campaign);
        return campaign ? std::optional{campaign->division} : std::nullopt;
    }
    std::optional<Division> operator()(const CompleteDecision& c) const {
        const auto consultation = directory.consultation(c.consultation);
        return consultation ? std::optional{consultation->division} : std::nullopt;
    }
    std::optional<Division> operator()(const SignSupervision& c) const { return of_notice(c.notice); }
    std::optional<Division> operator()(const ReplySupervision& c) const { return of_notice(c.notice); }
    std::optional<Division> operator()(const CancelSupervision& c) const { return of_notice(c.notice); }
    std::optional<Division> operator()(const SetPolicy&) const { return whole; }
    std::optional<Division> operator()(const LoadCalendar&) const { return whole; }
    template <class Other>
    std::optional<Division> operator()(const Other& c) const {
        if constexpr (requires { c.case_id; } && !std::is_same_v<Other, RegisterCase>)
            return of_case(c.case_id);
        else
            return c.division;
    }
};

// The organisations that an account may name: those of its area, and those above it.
bool may_name(const Account& account, const Organisation& org) {
    return account.area.contains(org.division) || org.division.contains(account.area);
}

// Whether every other id in the command lies inside, too.
bool all_inside(Directory& directory, const Account& account, const Command& command) {
    const auto sees_case = [&](const Id& id) {
        const auto state = directory.case_state(id);
        return state && may_see(account, state->division);
    };
    if (const auto* merge = std::get_if<MergeCase>(&command)) return sees_case(merge->into);
    if (const auto* held = std::get_if<HoldConsultation>(&command))
        return std::all_of(held->items.begin(), held->items.end(),
                           [&](const ConsultationItem& item) { return sees_case(item.case_id); });
    if (const auto* registered = std::get_if<RegisterCase>(&command)) {
        const auto org = directory.organisation(registered->org);
        return !org || may_name(account, *org);  // an unknown one is refused by the rules
    }
    return true;
}

}  // namespace

AccessCase access_case(const CaseState& state) { return {state.division, state.stage(), state.mediators}; }

Access access_to(Directory& directory, Division whole, const Account& account, const Command& command) {
    const auto place = std::visit(Place{directory, whole}, command);
    if (!place) return Access::not_found;
    std::optional<AccessCase> on;
    const auto case_id = case_of(command);
    if (case_id && !std::holds_alternative<RegisterCase>(command)) {
        const auto state = directory.case_state(*case_id);
        if (!state) return Access::not_found;
        on = access_case(*state);
    }
    const auto access = may_give(account, command, place, on ? &*on : nullptr);
    if (access != Access::granted) return access;
    return all_inside(directory, account, command) ? Access::granted : Access::not_found;
}

}  // namespace tiaojie::cli
