// Whether a command may happen, and what follows. The order of checking: existence, status, time, the rules as written.
// Fields are checked before, by whoever reads the command.
#pragma once

#include "core/case/context.hpp"
#include "core/case/fwd.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {

// The case that a command works on, as it names it; none for commands on the office.
std::optional<Id> case_of(const Command& command);

// What follows from the command: one event, or the rule that forbids it.
Result<Event> decide(const Command& command, const Envelope& envelope, const Context& context);

}  // namespace tiaojie
