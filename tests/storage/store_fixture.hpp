// A store in a folder of its own, with made-up divisions (a district, its towns and villages), the calendar of data/
// and the default policy; and the histories that are played into it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/case/command.hpp"
#include "storage/journal/store.hpp"
#include "storage/work/ledger.hpp"
#include "tests/core/random_history.hpp"

namespace tiaojie::test {

// Removed with all that is in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline constexpr Division the_district{350305000000};
inline constexpr Division the_town{350305101000};
inline constexpr Division the_village{350305101201};
inline constexpr Division next_village{350305101202};

storage::Baseline baseline_of(int towns);

class TemporaryStore {
public:
    explicit TemporaryStore(int towns = 1);

    storage::Store& store() { return *store_; }
    storage::Database& db() { return store_->db(); }
    const std::filesystem::path& file() const { return file_; }
    std::filesystem::path beside(const std::string& name) const { return folder_.path() / name; }
    void close() { store_.reset(); }
    void open();

    // A committee, a mediator m1 and five elders in the village, 30 seats, all from 2020-06-01.
    void found_office();

    // One unit of work with one command. `give` says what came of it; `apply` fails the test when it is refused.
    Result<storage::Applied> give(const Command& command, const std::string& at, std::optional<Id> id = {});
    storage::Applied apply(const Command& command, const std::string& at, std::optional<Id> id = {});

private:
    TemporaryFolder folder_;
    std::filesystem::path file_;
    std::unique_ptr<storage::Store> store_;
};

Envelope envelope_of(const std::string& at, std::optional<Id> id = {});
RegisterCase case_in(Division village, const std::string& id, const std::string& summary = "因宅基地边界发生争执");
Party person(const std::string& name, Side side = Side::applicant);
Date date(const std::string& text);
std::unique_ptr<storage::Ledger> begin_unit(storage::Store& store, Date today);

// Changes the file behind the program's back, the triggers of the journal and the editions put aside meanwhile.
void tamper(const std::filesystem::path& file, const std::string& sql);

// The rows of every derived table, by table; changes that wait for the rollups are put into them first.
std::map<std::string, std::vector<std::string>> derived_rows(storage::Store& store);

std::string bytes_of(const std::filesystem::path& file);

// A random history with what became of each step in an office kept in memory.
struct ToldStep {
    Step step{};
    bool accepted{};
};
struct ToldHistory {
    std::unique_ptr<RandomHistory> history;
    std::vector<ToldStep> steps{};
    int towns{};

    const Office& office() const { return history->office(); }
};
ToldHistory told_history(std::uint64_t seed, HistoryOptions options);

// How a history is cut into units of work.
enum class Units { single, small, mixed, one };

// Plays the history into the store. Fails the test where the store decides differently than the office in memory. Some
// units are first tried and given up, which must leave no trace.
void play_into(storage::Store& store, const ToldHistory& told, Units units, std::uint64_t seed);

// The history of a seed of the property tests, and a store that it has been played into.
ToldHistory property_history(std::uint64_t seed);
std::unique_ptr<TemporaryStore> property_store(const ToldHistory& told, std::uint64_t seed);

}  // namespace tiaojie::test
