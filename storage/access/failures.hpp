// Failed sign-ins and the lock that follows from them, counted by name: of accounts, and of names that are none, so
// that the one cannot be told from the other. For the files of storage/ that sign in.
#pragma once

#include <cstdint>
#include <string>

#include "storage/access/accounts.hpp"

namespace tiaojie::storage {

struct Failures {
    int count{};
    std::int64_t locked_until{};  // seconds since 1970; 0: never
};
Failures failures_of(Store& store, const std::string& name);

// Counts one more at `at_seconds` and locks the name when it is the last that the rules allow: true then. Forgets what
// is older than the rules keep, so that made-up names do not pile up.
bool write_failure(Store& store, const std::string& name, std::int64_t at_seconds, const SessionRules& rules);
// False when there were none.
bool write_failures_forgotten(Store& store, const std::string& name);

}  // namespace tiaojie::storage
