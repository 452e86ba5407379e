// A case as a row of the ledger (台账).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/papers/ledger_columns.hpp"
#include "core/case/case_state.hpp"
#include "core/case/fwd.hpp"

namespace tiaojie {

// Names behind the ids that a case holds.
struct LedgerNames {
    std::function<std::string(Division)> division{};
    std::function<std::string(const Id&)> organisation{};
    std::function<std::string(const Id&)> mediator{};
};

// `events`: those of the case up to the day of `state`.
LedgerCells ledger_row(const CaseState& state, const std::vector<Recorded>& events, const LedgerNames& names);

}  // namespace tiaojie
