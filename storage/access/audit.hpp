// The audit journal: who did what, when and from where. Appended to only, chained like the journal, its end sealed with
// the store's key; old entries may be pruned, which leaves a sealed checkpoint.
// Functions named write_* need the caller's transaction; the others only read or have a transaction of their own.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/words/audit.hpp"
#include "core/words/result.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

struct AuditEntry {
    std::int64_t position{};  // 1, 2, 3 …; given when it is written
    std::string at{};         // RFC 3339, +08:00
    std::string actor{};      // the account, or one of `operator_actor`, `system_actor` (core/deciding/access.hpp)
    std::string session{};    // the public id of the session or token; empty: none
    std::string peer{};       // the address it came from; empty: none
    AuditAction action{};
    std::string object{};      // what: the id of a case, an account, a webhook …; never personal data
    std::string detail{"{}"};  // a short JSON object, e.g. from `audit_detail`; never personal data
    AuditOutcome outcome{AuditOutcome::done};
    friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

// {"reason":"…"}: the pairs as a JSON object of texts; each is cut at 512 characters.
std::string audit_detail(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);

// The empty journal of a new store, whose chain begins with the hash before the first event of the store.
void begin_audit(Database& db, const Secrets& secrets, const std::string& genesis);

// Appends the entries in order; their `position` is passed over. About 10 µs each in a group. Texts over 512 bytes are
// cut, a detail over 4096 bytes is left out and says so.
void write_audit(Store& store, std::span<const AuditEntry> entries);
inline void write_audit(Store& store, const AuditEntry& entry) { write_audit(store, std::span{&entry, 1}); }

// One entry in a transaction of its own.
void append_audit(Store& store, const AuditEntry& entry);
// A change and its entry in a transaction of their own; neither when `change` returns false.
bool change_with_audit(Store& store, const AuditEntry& entry, const std::function<bool()>& change);

inline constexpr int audit_page_limit = 1000;

struct AuditFilter {
    std::optional<Date> from{};  // by day, UTC+8, both included
    std::optional<Date> to{};
    std::optional<std::string> actor{};
    std::optional<AuditAction> action{};
    std::optional<std::string> object{};
    std::optional<AuditOutcome> outcome{};
    std::optional<std::int64_t> before_position{};  // the cursor: what is older than this
    int limit{100};                                 // 1 to `audit_page_limit`
};

// Newest first.
std::vector<AuditEntry> read_audit(Store& store, const AuditFilter& filter);

struct AuditVerification {
    std::int64_t entries{};         // read and found good
    std::int64_t first_position{};  // of what is kept; 1 when nothing was ever pruned
    std::string head{};             // hex
    struct Fault {
        std::int64_t position{};  // 0 where no single entry is meant
        std::string what{};       // in Chinese
    };
    std::optional<Fault> fault{};
};

// Follows the chain from its beginning, or from the checkpoint, to the sealed record of its end.
AuditVerification verify_audit(Store& store, const std::function<void(std::int64_t, std::int64_t)>& progress = {});

// Entries are kept for six months at least.
inline constexpr int audit_least_months = 6;

inline constexpr std::int64_t audit_pruned_at_once = 20'000;

struct AuditPruned {
    std::int64_t removed{};        // at most `audit_pruned_at_once`: then there may be more
    std::int64_t last_position{};  // of what was ever removed
};
// Removes the oldest entries up to the first that is not from before `before`, seals a checkpoint and appends `entry`
// as `audit_pruned`. Refused ("retention") when `before` lies less than `audit_least_months` before `today`.
Result<AuditPruned> write_prune_audit(Store& store, Date before, Date today, AuditEntry entry);

}  // namespace tiaojie::storage
