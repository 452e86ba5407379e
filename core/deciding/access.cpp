#include "core/deciding/access.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "core/case/command.hpp"
#include "core/deciding/decide.hpp"

namespace tiaojie {
namespace {

// Which roles may give a command.
struct Grant {
    std::string_view command;
    bool mediator{false};
    bool village_lead{false};
    bool clerk{false};
    bool supervisor{false};
    bool admin{false};
};

constexpr bool yes = true;
constexpr bool no = false;

// The table of rights. Work on the case itself stands on the rung: see `may_work`.
constexpr auto grants = std::to_array<Grant>({
    {"organisation.found", no, no, yes},
    {"organisation.dissolve", no, no, yes},
    {"mediator.appoint", no, no, yes},
    {"mediator.remove", no, no, yes},
    {"elder.enrol", no, no, yes},
    {"elder.retire", no, no, yes},
    {"representatives.set", no, no, yes},
    {"screening.record", yes, yes, yes},
    {"policy.set", no, no, no, no, yes},
    {"calendar.load", no, no, no, no, yes},
    {"campaign.launch", no, no, no, yes},
    {"campaign.close", no, no, no, yes},
    {"consultation.hold", no, no, yes, yes},
    {"consultation.done", no, no, yes, yes},
    {"case.register", yes, yes, yes, yes},
    {"case.accept", no, yes, yes, yes},
    {"case.refuse", no, yes, yes, yes},
    {"case.assign", no, yes, yes, yes},
    {"case.session", yes, yes, yes, yes},
    {"case.hearing", yes, yes, yes, yes},
    {"case.review", yes, yes, yes, yes},
    {"case.escalate", no, yes, yes, yes},
    {"case.return", no, no, no, yes},
    {"case.settle", yes, yes, yes, yes},
    {"case.perform", yes, yes, yes, yes},
    {"case.default", yes, yes, yes, yes},
    {"case.confirm", yes, yes, yes, yes},
    {"case.follow_up", yes, yes, yes, yes},
    {"case.reopen", yes, yes, yes, yes},
    {"case.terminate", yes, yes, yes, yes},
    {"case.withdraw", yes, yes, yes, yes},
    {"case.suspend", yes, yes, yes, yes},
    {"case.resume", yes, yes, yes, yes},
    {"case.extend", yes, yes, yes, yes},
    {"case.correct", yes, yes, yes, yes},
    {"case.merge", no, no, yes},
    {"case.paper", yes, yes, yes, yes},
    {"case.strike_off", no, yes, yes, yes},
    {"case.archive", no, no, yes},
    {"supervision.issue", no, no, no, yes},
    {"supervision.sign", no, yes, yes, yes},
    {"supervision.reply", no, yes, yes, yes},
    {"supervision.cancel", no, no, no, yes},
});

template <class... Kinds>
constexpr bool each_has_its_row(const std::variant<Kinds...>*) {
    const auto rows_of = [](std::string_view name) {
        return std::count_if(grants.begin(), grants.end(), [&](const Grant& each) { return each.command == name; });
    };
    return ((rows_of(Kinds::do_name) == 1) && ...) && grants.size() == sizeof...(Kinds);
}
static_assert(each_has_its_row(static_cast<const Command::Kinds*>(nullptr)), "every command has one row of rights");

bool granted(const Grant& grant, Role role) {
    switch (role) {
        case Role::mediator:
            return grant.mediator;
        case Role::village_lead:
            return grant.village_lead;
        case Role::clerk:
            return grant.clerk;
        case Role::supervisor:
            return grant.supervisor;
        case Role::admin:
            return grant.admin;
        case Role::auditor:
        case Role::security:
            return false;
    }
    return false;
}

// Before a case has mediators, who has registered it may still complete it or take it back.
bool may_complete(const Account& account, std::string_view command_name, const AccessCase& on) {
    constexpr std::array<std::string_view, 3> completing{"case.paper", "case.correct", "case.withdraw"};
    if (on.registrar.empty()) return false;
    if (on.registrar != account.name && (!account.mediator || on.registrar != account.mediator->text)) return false;
    return std::find(completing.begin(), completing.end(), command_name) != completing.end();
}

// On village rungs mediators and the village work; above the village clerks and supervisors. What may be done only
// with the case's own mediators: everything that changes it.
bool may_work(const Account& account, std::string_view command_name, const AccessCase& on) {
    const bool above_village = on.stage && level_of(*on.stage) != Level::village;
    switch (account.role) {
        case Role::mediator:
            if (may_complete(account, command_name, on)) return true;
            return !above_village && account.mediator &&
                   std::find(on.mediators.begin(), on.mediators.end(), *account.mediator) != on.mediators.end();
        case Role::village_lead:
            return !above_village;
        case Role::clerk:
        case Role::supervisor:
        case Role::admin:
        case Role::auditor:
        case Role::security:
            return true;
    }
    return false;
}

}  // namespace

bool may_see(const Account& account, Division division) { return account.area.contains(division); }

bool may_see_cases(Role role) { return role != Role::admin && role != Role::auditor && role != Role::security; }

bool is_reserved_account(std::string_view name) { return name == operator_actor || name == system_actor; }

namespace {

bool role_may(Role role, std::string_view command_name) {
    const auto grant =
        std::find_if(grants.begin(), grants.end(), [&](const Grant& each) { return each.command == command_name; });
    return grant != grants.end() && granted(*grant, role);
}

// The rung to which a command lifts a case besides escalating it, which is the way for who works below.
std::optional<Stage> stage_named(const Command& command) {
    if (const auto* accepted = std::get_if<AcceptCase>(&command)) return accepted->stage;
    if (const auto* reopened = std::get_if<ReopenCase>(&command)) return reopened->stage;
    return std::nullopt;
}

// The rules of the whole store: that there are some is no secret, so who may not set them is told so.
bool is_of_the_rules(const Command& command) {
    return std::holds_alternative<SetPolicy>(command) || std::holds_alternative<LoadCalendar>(command);
}

}  // namespace

Access may_give(const Account& account, std::string_view command_name, const AccessCase& on) {
    if (!may_see(account, on.division)) return Access::not_found;
    return role_may(account.role, command_name) && may_work(account, command_name, on) ? Access::granted
                                                                                       : Access::forbidden;
}

Access may_give(const Account& account, const Command& command, std::optional<Division> target, const AccessCase* on) {
    const auto command_name = do_name(command);
    if (on) {
        const auto access = may_give(account, command_name, *on);
        const auto stage = stage_named(command);
        if (access != Access::granted || !stage) return access;
        auto there = *on;
        there.stage = stage;
        return may_work(account, command_name, there) ? Access::granted : Access::forbidden;
    }
    if (target && !may_see(account, *target)) return is_of_the_rules(command) ? Access::forbidden : Access::not_found;
    return role_may(account.role, command_name) ? Access::granted : Access::forbidden;
}

}  // namespace tiaojie
