// Calendar feeds: secret addresses under which a calendar program fetches what is due for an account.
// Functions named write_* need the caller's transaction; the others only read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/deciding/access.hpp"
#include "core/words/result.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

inline constexpr int feeds_per_account = 5;

struct FeedRow {
    std::string id{};  // public
    std::string account{};
    std::string created{};  // RFC 3339
};

// Shown once and never stored; 43 characters that need no encoding in a path.
struct NewFeed {
    std::string secret{};
    FeedRow feed{};
};

// Refused: "unknown_account", "too_many".
Result<NewFeed> write_new_feed(Store& store, const std::string& account, const std::string& now);
// False when the account has no such feed.
bool write_revoke_feed(Store& store, const std::string& account, const std::string& id);
std::vector<FeedRow> feeds(Store& store, const std::string& account);
// The account with its present rights; nothing when unknown, revoked, or the account is disabled, not approved, or sees
// no cases.
std::optional<Account> find_feed(Store& store, const std::string& secret);

}  // namespace tiaojie::storage
