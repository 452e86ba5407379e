// Looking after a store: checking it, rebuilding what is derived, copying it while it is in use.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "storage/journal/store.hpp"

namespace tiaojie::storage {

// `done` of `all` steps; for a progress bar.
using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

struct Fault {
    std::int64_t event{};  // the journal position, 0 where no single event is meant
    std::string what{};    // in Chinese
};

struct Verification {
    std::int64_t events{};
    std::string head{};  // hex
    std::optional<Fault> fault{};
};

// Reads everything: the file, the chain of the journal, every personal part, the chain of the audit journal, the
// derived tables against a recount. Frozen editions are checked by who can compute them (api).
Verification verify(Store& store, const Progress& progress);

// Of a store whose key is missing or another's, which cannot be opened: the chain of the journal alone. Never without a
// fault: where the chain holds, it is `why`.
Verification verify_without_key(const std::filesystem::path& file, const std::string& why, const Progress& progress);

// Throws the derived tables away and makes them anew from the journal, in one transaction.
void rebuild(Store& store, const Progress& progress);

// A consistent copy with its key file, while others may write. Refuses an existing target (StoreFault exists).
void backup(Store& store, const std::filesystem::path& target, const Progress& progress);

// A store from a backup; refuses an existing target, and a backup that does not verify.
void restore(const std::filesystem::path& source, const std::filesystem::path& target);

}  // namespace tiaojie::storage
