// One store: an SQLite file, its key file beside it, and what every use of it needs at hand.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/deadline.hpp"
#include "core/division.hpp"
#include "core/event.hpp"
#include "core/policy.hpp"
#include "storage/database.hpp"
#include "storage/fault.hpp"
#include "storage/secrets.hpp"

namespace tiaojie::storage {

// What a store starts from. The first hash of the chain is made of it, so it cannot be changed unseen.
struct Baseline {
    Division area{};
    std::vector<DivisionName> divisions{};  // within the area
    CalendarNotice calendar{};
    Policy policy{};
};

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
    // Throws StoreFault: exists, unwritable, full.
    static void create(const std::filesystem::path& file, const Baseline& baseline);
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

    CaseCache& case_cache() { return *cases_; }  // see ledger.hpp

private:
    std::int64_t rules_logged();

    std::filesystem::path file_;
    std::shared_ptr<void> claim_;  // given back after the connection is closed
    Secrets secrets_;
    Database db_;
    std::optional<Division> area_{};  // never changes
    Rules rules_{};
    std::int64_t rules_position_{-1};
    std::shared_ptr<CaseCache> cases_;
};

// What needs no key.
Head journal_head(Database& db);
std::string genesis_of(Database& db);

// Reads events back. `cut_off`: no later position.
class Journal {
public:
    explicit Journal(Store& store) : store_(store) {}

    std::vector<Recorded> of_case(std::int64_t case_no, std::int64_t cut_off = INT64_MAX);
    std::int64_t version_of_office();

    // Calls f(Recorded, case_no) for every event in order.
    template <class Function>
    void each(Function&& f) {
        Query query{store_.db(), "SELECT " + columns() + " FROM journal ORDER BY position"};
        while (query.step()) f(read(query), query.integer(1));
    }

    static std::string columns();
    Recorded read(Query& row);

private:
    Store& store_;
};

// The chained digest of one event. `seal` is empty when it has no personal part.
struct JournalRow {
    std::int64_t position{};
    std::int64_t case_no{};
    std::int64_t version{};
    std::int64_t division{};
    std::string event{};
    std::string at{};
    std::string recorded{};
    std::string by{};
    std::optional<std::string> id{};
    std::string body{};
    std::string personal{};  // encrypted
    std::string seal{};
    std::string hash{};
};
JournalRow row_of(Query& row);  // of a query over Journal::columns()
std::string chain_hash(const std::string& previous, const JournalRow& row);

// Associated data of the personal part: binds it to its place, so that it cannot be moved to another event.
std::string personal_context(const JournalRow& row);

}  // namespace tiaojie::storage
