// What the subcommands share in asking a store.
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

// The refusal when a division is given that the store does not know.
std::optional<Refusal> unknown_division(storage::Store& store, const std::optional<Division>& division);

// What the machine's operator does, as the audit journal has it; `detail`: a JSON object (storage::audit_detail).
storage::AuditEntry operator_entry(const Globals& globals, AuditAction action, std::string object,
                                   std::string detail = "{}");

// The time of the clock on the day `today`, in seconds since 1970.
std::int64_t seconds_now(const Globals& globals);

// Whether there is such a case on any day.
bool case_exists(storage::Store& store, const Id& id);

std::string division_text(storage::Store& store, Division division);  // 营边社区居委会

}  // namespace tiaojie::cli
