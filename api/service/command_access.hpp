// Whether an account may give a command, where it lies: what is outside the account's area is not found, for every id
// that a command names.
#pragma once

#include <optional>

#include "api/http/message.hpp"
#include "core/access.hpp"
#include "core/command.hpp"
#include "core/context.hpp"

namespace tiaojie::cli {

// The answer that says why not; nothing when it may. `whole`: the area of the store; rules that hold for all of it may
// only be set by an account of all of it. `day`: that of the command.
std::optional<http::Response> denied(Directory& directory, Division whole, const Account& account,
                                     const Command& command, Date day);

AccessCase access_case(const CaseState& state);

}  // namespace tiaojie::cli
