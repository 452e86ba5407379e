// Frozen editions against what the same data give today: an edition computed again must say the same.
#pragma once

#include <optional>
#include <string>

#include "storage/files/editions.hpp"

namespace tiaojie::tasks {

// What is wrong with the edition, in one sentence of Chinese; nothing when it computes to what it says.
std::optional<std::string> fault_of_edition(storage::Store& store, const storage::Edition& edition);

// The first fault among all editions: a changed record, or one that computes differently.
std::optional<std::string> edition_fault(storage::Store& store);

}  // namespace tiaojie::tasks
