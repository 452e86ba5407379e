// What may be done with a case now, and what is missing for the rest. The rules themselves are asked, with commands
// that hold no more than they must: nothing here repeats them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/case/context.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {

struct Action {
    std::string_view command{};        // case.settle
    std::optional<Refusal> missing{};  // why not now; nothing: it may be done, given what its form asks for
};

// Every command that works on a case, in the order of a case's life. `envelope.at`: now.
std::vector<Action> actions_on(const CaseState& state, const Envelope& envelope, const Context& context);

}  // namespace tiaojie
