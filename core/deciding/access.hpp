// Who may give which command over HTTP: a role and an area. Rights never add up to more than the widest single grant.
#pragma once

#include <string_view>
#include <vector>

#include "core/case/fwd.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

struct Account {
    std::string name{};
    Role role{};
    Division area{};
    std::optional<Id> mediator{};  // the mediator that this account is, if any
};

// What the case looks like to the question of access; nothing for commands on no case.
struct AccessCase {
    Division division{};
    std::optional<Stage> stage{};  // none before acceptance
    std::vector<Id> mediators{};
    std::string registrar{};  // who registered it, while it waits for acceptance; empty later
};

// Who acts without an account: whoever runs the program on the machine, and the program by itself. No account may be
// called so.
inline constexpr std::string_view operator_actor = "operator";
inline constexpr std::string_view system_actor = "system";
bool is_reserved_account(std::string_view name);

bool may_see(const Account& account, Division division);
bool may_see_cases(Role role);

enum class Access { granted, forbidden, not_found };

// Outside the area a thing is not found; inside it, who has not the right is told so, whatever the role. `target`: the
// division of an office fact or of a new case; `on`: the case the command works on.
Access may_give(const Account& account, const Command& command, std::optional<Division> target, const AccessCase* on);
// Of a command on a case, by its name: the rung that it may name is not looked at.
Access may_give(const Account& account, std::string_view command_name, const AccessCase& on);

}  // namespace tiaojie
