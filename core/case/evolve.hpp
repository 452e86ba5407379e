// What an event means for the case that it happens to.
#pragma once

#include <vector>

#include "core/case/case_state.hpp"
#include "core/case/fwd.hpp"

namespace tiaojie {

// What an event means. Holds no rules, so that journals of every age load; notices and consultations are no
// events of the case and change nothing here.
void evolve(CaseState& state, const Recorded& recorded);

CaseState fold(const std::vector<Recorded>& events);
// As of a day: after the events whose `at` is on or before it, and nothing later.
CaseState fold(const std::vector<Recorded>& events, Date as_of);

}  // namespace tiaojie
