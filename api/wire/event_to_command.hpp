// The way back from what was recorded to what was asked for: a journal written as commands, which made the same events
// and make them again in a new store, provided it starts from the same divisions, calendar and policy.
#pragma once

#include "api/wire/command_reader.hpp"
#include "core/case/fwd.hpp"

namespace tiaojie {

// The command of which the event was made; ids that the system chose are named in it. The time of recording is not part
// of a command and gets lost.
ReadCommand command_of(const Recorded& recorded);

}  // namespace tiaojie
