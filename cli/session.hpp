// What the subcommands share when they read from a store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "core/words/refusal.hpp"
#include "storage/access/audit.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::cli {

// The refusal when a division is given and the store does not know it.
std::optional<Refusal> unknown_division(storage::Store& store, const std::optional<Division>& division);

// An entry of the audit journal for what the machine's operator does. `detail`: a JSON object (storage::audit_detail).
storage::AuditEntry operator_entry(const Globals& globals, AuditAction action, std::string object,
                                   std::string detail = "{}");

// The time of the clock on the day `today`, in seconds since 1970.
std::int64_t seconds_now(const Globals& globals);

// Whether there is such a case, today or later.
bool case_exists(storage::Store& store, const Id& id);

std::string division_text(storage::Store& store, Division division);  // 营边社区居委会

}  // namespace tiaojie::cli
