// Whether an account may give a command, where it lies: what is outside the account's area is not found, for every id
// that a command names.
#pragma once

#include <optional>

#include "api/http/message.hpp"
#include "core/case/context.hpp"
#include "core/case/fwd.hpp"
#include "core/deciding/access.hpp"

namespace tiaojie::service {

// The answer that says why not; nothing when it may. `whole`: the area of the store; rules that hold for all of it may
// only be set by an account of all of it. `day`: that of the command.
std::optional<http::Response> denied(Directory& directory, Division whole, const Account& account,
                                     const Command& command, Date day);

AccessCase access_case(const CaseState& state);

}  // namespace tiaojie::service
