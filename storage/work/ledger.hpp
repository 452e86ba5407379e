// One unit of work: commands decided and their events appended in one transaction, all derived tables with them.
// Nothing is kept until `commit`.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "core/case/fwd.hpp"
#include "core/counting/counts.hpp"
#include "core/counting/timeline.hpp"
#include "core/deciding/decide.hpp"
#include "storage/journal/store.hpp"
#include "storage/rows/case_rows.hpp"
#include "storage/work/directory_reader.hpp"

namespace tiaojie::storage {

// An id that the system made because the command named none.
struct Made {
    std::string kind{};  // case, notice, consultation
    Id id{};
};

struct Applied {
    std::int64_t position{};
    std::int64_t version{};
    std::string event{};
    std::optional<Id> case_id{};
    std::optional<Made> made{};
    bool repeated{false};
};

struct Earlier {
    std::string by{};
    Applied applied{};
    Division division{};  // whose register it belongs to; none: the whole store's
};

// Cases in memory from one unit of work to the next, as long as nobody else has written in between.
struct CaseCache {
    struct Loaded {
        std::int64_t no{};
        std::shared_ptr<CaseState> state{};
        Timeline timeline{};
        std::set<std::int64_t> towns{};  // in which it has ever been recorded
        WrittenCase written{};           // as the tables have it
        bool dirty{false};
    };
    std::int64_t position{-1};  // the end of the journal for which they hold
    std::size_t most{20'000};   // cases; then all are let go
    std::unordered_map<std::string, Loaded> cases{};
};

CaseCache& case_cache(Store& store);

class Ledger final : public DirectoryReader {
public:
    // `recorded`: the time of recording, RFC 3339, on the day `today`. Takes the write lock.
    Ledger(Store& store, Date today, std::string recorded);
    ~Ledger() override;

    // The command of a client's id, if it has been applied before: who gave it, and the first answer.
    std::optional<Earlier> applied_before(const Id& id);
    Result<Applied> execute(const Command& command, const Envelope& envelope);
    void commit();
    std::int64_t position() const { return head_.position; }  // of the last event, this unit's included

    // The derived half of `execute`, for events that are in the journal already; see rebuild.
    void replay(const Recorded& recorded, std::int64_t case_no, Division division);
    void finish_replay();
    void commit_replay(const Head& head);

    // Directory: what this unit of work has in hand, the rest as the store has it
    bool knows(Division division) override;
    std::optional<Organisation> organisation(const Id& id) override;
    bool has_pending_cases(const Id& org) override;
    std::vector<Tenure> mediator(const Id& id) override;
    std::shared_ptr<const CaseState> case_state(const Id& id) override;
    int next_case_number(const Id& org, int year) override;
    int next_notice_number(Division town, int year) override;
    Id new_case_id() override;
    Id new_notice_id() override;
    Id new_consultation_id() override;

private:
    using Loaded = CaseCache::Loaded;

    Loaded* loaded(const Id& id);
    void append(const Recorded& recorded, std::int64_t case_no, Division division);
    void follow_case(const Id& id, const Recorded& recorded, std::int64_t case_no);
    void read_back();
    void flush();
    void flush_case(Loaded& loaded);
    void rules_changed();
    void derive(const Recorded& recorded, std::int64_t case_no, Division division);
    int next_in_sequence(const std::string& owner, int year);
    void set_sequence(const std::string& owner, int year, int last);
    std::int64_t number_of(const Id& org);
    Id unused_id(const std::string& prefix, const std::string& table);

    Date today_;
    std::string recorded_;
    std::unique_ptr<Transaction> transaction_;
    Head head_;
    std::int64_t last_case_no_;
    std::int64_t office_version_;
    std::unordered_map<std::string, Loaded>& cases_;
    std::optional<std::string> absent_case_{};  // looked for last and not there; several rules ask for the same one
    std::optional<std::string> free_id_{};      // of a client, likewise
    std::unordered_map<std::string, std::optional<Organisation>> organisations_{};
    std::unordered_map<std::string, std::int64_t> organisation_numbers_{};
    std::unordered_map<std::string, std::vector<Tenure>> mediators_{};
    std::unordered_map<std::int64_t, bool> divisions_{};
    std::map<std::pair<std::string, int>, int> sequences_{};
    std::vector<Loaded*> dirty_{};  // cases whose rows are not written yet, in the order of their first event
    Changes changes_{};
    std::vector<std::size_t> written_{};  // fingerprints of the events appended, in order
    bool rules_touched_{false};
    bool head_moved_{false};
};

}  // namespace tiaojie::storage
