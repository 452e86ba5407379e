// Whether an account may give a command, where it lies: what is outside the account's area is not found, for every id
// that a command names.
#pragma once

#include "core/access.hpp"
#include "core/command.hpp"
#include "core/context.hpp"

namespace tiaojie::cli {

// `whole`: the area of the store; rules that hold for all of it may only be set by an account of all of it.
Access access_to(Directory& directory, Division whole, const Account& account, const Command& command);

AccessCase access_case(const CaseState& state);

}  // namespace tiaojie::cli
