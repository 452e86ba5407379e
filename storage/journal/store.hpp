// One store: an SQLite file, its key file beside it, and what every use of it needs at hand.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/clocks/deadline.hpp"
#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"
#include "core/words/division.hpp"
#include "storage/engine/database.hpp"
#include "storage/engine/fault.hpp"
#include "storage/journal/baseline.hpp"
#include "storage/keys/secrets.hpp"

namespace tiaojie::storage {

// The rules in force at a place in the journal: policies by day, the calendar as then loaded.
struct Rules {
    PolicyBook policies{};
    Calendar calendar{};
    DeadlineRules view() const { return {policies, calendar}; }
};

struct Head {
    std::int64_t position{};  // of the last event; 0: none yet
    std::string hash{};       // SM3, 32 bytes
    Date latest{far_past};    // the latest day on which anything recorded happened
};

struct CaseCache;

class Store {
public:
    // Throws StoreFault: missing, damaged, newer, no_key, locked.
    explicit Store(const std::filesystem::path& file) : Store(file, key_file_of(file)) {}
    // A copy of a store, opened with the key of the first.
    Store(const std::filesystem::path& file, const std::filesystem::path& key_file);

    Database& db() { return db_; }
    const Secrets& secrets() const { return secrets_; }
    const std::filesystem::path& file() const { return file_; }
    Division area();
    const Rules& rules() { return rules_; }  // at the end of the journal
    Rules rules_at(std::int64_t position);   // as they were then
    void reload_rules();
    void refresh_rules();  // reloads them when another has changed them
    Head head();
    std::string genesis();  // the hash before the first event
    Baseline baseline();

    static std::filesystem::path key_file_of(const std::filesystem::path& file);

    std::shared_ptr<CaseCache>& kept_cases() { return cases_; }  // the ledger's; null before the first

private:
    std::int64_t rules_logged();

    std::filesystem::path file_;
    std::shared_ptr<void> claim_;  // given back after the connection is closed
    Secrets secrets_;
    Database db_;
    std::optional<Division> area_{};  // never changes
    Rules rules_{};
    std::int64_t rules_position_{-1};
    std::shared_ptr<CaseCache> cases_{};
};

}  // namespace tiaojie::storage
