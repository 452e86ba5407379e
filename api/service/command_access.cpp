#include "api/service/command_access.hpp"

#include <algorithm>
#include <type_traits>

#include "api/http/problem.hpp"
#include "core/case/command.hpp"
#include "core/deciding/decide.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie::service {
namespace {

// What a command works on: where it lies, and the code for when there is no such thing.
struct Object {
    std::string_view unknown{};
    std::optional<Division> division{};
};

struct ObjectOf {
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
    Object of_notice(const Id& id) const {
        const auto notice = directory.notice(id);
        return {"unknown_notice", notice ? of_case(notice->case_id) : std::nullopt};
    }

    Object operator()(const DissolveOrganisation& c) const { return {"unknown_organisation", of_org(c.org)}; }
    Object operator()(const AppointMediator& c) const { return {"unknown_organisation", of_org(c.org)}; }
    Object operator()(const RemoveMediator& c) const {
        const auto tenures = directory.mediator(c.mediator);
        return {"unknown_mediator", tenures.empty() ? std::nullopt : of_org(tenures.back().org)};
    }
    Object operator()(const RetireElder& c) const {
        const auto tenures = directory.elder(c.elder);
        return {"unknown_elder", tenures.empty() ? std::nullopt : std::optional{tenures.back().division}};
    }
    Object operator()(const CloseCampaign& c) const {
        const auto campaign = directory.campaign(c.campaign);
        return {"unknown_campaign", campaign ? std::optional{campaign->division} : std::nullopt};
    }
    Object operator()(const CompleteDecision& c) const {
        const auto consultation = directory.consultation(c.consultation);
        return {"unknown_consultation", consultation ? std::optional{consultation->division} : std::nullopt};
    }
    Object operator()(const SignSupervision& c) const { return of_notice(c.notice); }
    Object operator()(const ReplySupervision& c) const { return of_notice(c.notice); }
    Object operator()(const CancelSupervision& c) const { return of_notice(c.notice); }
    Object operator()(const SetPolicy&) const { return {{}, whole}; }
    Object operator()(const LoadCalendar&) const { return {{}, whole}; }
    template <class Other>
    Object operator()(const Other& c) const {
        if constexpr (requires { c.case_id; } && !std::is_same_v<Other, RegisterCase>)
            return {"unknown_case", of_case(c.case_id)};
        else
            return {"unknown_division", c.division};
    }
};

template <class C, class... Listed>
concept OneOf = (std::is_same_v<C, Listed> || ...);

// What names nothing besides the thing it works on. Each is listed: a new command has to be looked at, or does not
// compile.
template <class C>
concept NamesOnlyItsObject =
    OneOf<C, FoundOrganisation, DissolveOrganisation, AppointMediator, RemoveMediator, EnrolElder, RetireElder,
          SetRepresentatives, RecordScreening, SetPolicy, LoadCalendar, LaunchCampaign, CloseCampaign, CompleteDecision,
          RefuseCase, HoldSession, HoldReview, EscalateCase, ReturnCase, SettleCase, PerformObligation,
          DefaultObligation, ConfirmAgreement, FollowUpCase, ReopenCase, TerminateCase, WithdrawCase, SuspendCase,
          ResumeCase, ExtendClock, FilePaper, StrikeOffCase, ArchiveCase, IssueSupervision, SignSupervision,
          ReplySupervision, CancelSupervision>;

// Everything else that a command names. What lies outside gets the very answer that the rules have for what is not
// there, so that nobody learns from a refusal what there is elsewhere.
struct Names {
    Directory& directory;
    const Account& account;
    Date day;

    using Denied = std::optional<http::Response>;

    // Of organisations an account may name those of its area, and those above it.
    bool may_name(const Id& org) const {
        const auto found = directory.organisation(org);
        return found && (account.area.contains(found->division) || found->division.contains(account.area));
    }
    Denied cases_seen(const Id& id) const {
        const auto state = directory.case_state(id);
        if (state && may_see(account, state->division)) return std::nullopt;
        return http::not_found("unknown_case");
    }
    Denied mediators_named(const std::vector<Id>& mediators) const {
        for (const auto& id : mediators) {
            const auto tenures = directory.mediator(id);
            if (std::none_of(tenures.begin(), tenures.end(),
                             [&](const Tenure& each) { return each.holds_on(day) && may_name(each.org); }))
                return http::problem_of(refuse("unknown_mediator", "mediators", id.text));
        }
        return std::nullopt;
    }
    Denied elders_named(const std::vector<Id>& elders, std::string_view field) const {
        for (const auto& id : elders) {
            const auto tenures = directory.elder(id);
            if (std::none_of(tenures.begin(), tenures.end(),
                             [&](const Tenure& each) { return each.holds_on(day) && may_see(account, each.division); }))
                return http::problem_of(refuse("unknown_elder", field, id.text));
        }
        return std::nullopt;
    }

    Denied operator()(const MergeCase& c) const { return cases_seen(c.into); }
    Denied operator()(const HoldConsultation& c) const {
        for (const auto& item : c.items)
            if (auto denied = cases_seen(item.case_id)) return denied;
        return std::nullopt;
    }
    Denied operator()(const RegisterCase& c) const {
        if (may_name(c.org)) return std::nullopt;
        return http::problem_of(refuse("unknown_organisation", "org", c.org.text));
    }
    Denied operator()(const CorrectCase& c) const {
        if (!c.set.division || may_see(account, *c.set.division)) return std::nullopt;
        return http::not_found("unknown_division");
    }
    Denied operator()(const AcceptCase& c) const { return mediators_named(c.mediators); }
    Denied operator()(const AssignCase& c) const { return mediators_named(c.mediators); }
    Denied operator()(const HoldHearing& c) const {
        if (auto denied = elders_named(c.elders, "elders")) return denied;
        return elders_named(c.recused.value_or(std::vector<Id>{}), "recused");
    }
    template <class Command>
    requires NamesOnlyItsObject<Command> Denied operator()(const Command&) const { return std::nullopt; }
};

}  // namespace

AccessCase access_case(const CaseState& state) {
    return {state.division, state.stage(), state.mediators,
            state.status == Status::registered ? state.registrar : std::string{}};
}

std::optional<http::Response> denied(Directory& directory, Division whole, const Account& account,
                                     const Command& command, Date day) {
    const auto object = std::visit(ObjectOf{directory, whole}, command);
    if (!object.division) return http::not_found(object.unknown);
    std::optional<AccessCase> on;
    const auto case_id = case_of(command);
    if (case_id && !std::holds_alternative<RegisterCase>(command)) on = access_case(*directory.case_state(*case_id));
    switch (may_give(account, command, object.division, on ? &*on : nullptr)) {
        case Access::not_found:
            return http::not_found(object.unknown);
        case Access::forbidden:
            return http::problem("forbidden", "您的账号不能办理这一事项");
        case Access::granted:
            break;
    }
    return std::visit(Names{directory, account, day}, command);
}

}  // namespace tiaojie::service
