// Accounts: who they are, their rights, their passwords (Argon2id) and the lock after failed sign-ins.
// Functions named write_* need the caller's transaction (the write lane). What hashes a password takes about 50 ms and
// 64 MiB and is kept apart from them: it reads only and may run on any thread with its own store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/deciding/access.hpp"
#include "core/words/result.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

// Usual parameters (domain.md 8): lock after 5 failures for at least 300 s, idle time-out 600 s.
struct SessionRules {
    std::int64_t idle_seconds{600};
    std::int64_t longest_seconds{12 * 3600};
    int failures_before_lock{5};
    std::int64_t lock_seconds{300};
    std::int64_t code_seconds{300};            // from the password to the second factor
    std::int64_t failures_kept_seconds{3600};  // without another failure they are forgotten
};

struct AccountRow {
    Account account{};
    bool must_change{};  // the first password, or one that was reset
    bool disabled{};
    bool approved{};              // without it there are no rights
    bool has_second_factor{};     // enrolled and confirmed
    std::int64_t locked_until{};  // seconds since 1970; 0: not locked (may lie in the past)
    std::string created{};
};

std::vector<AccountRow> accounts(Store& store);  // by name
std::optional<AccountRow> find_account(Store& store, const std::string& name);

// ---- passwords: the slow part ----

inline constexpr std::size_t longest_password_bytes = 256;

// What is wrong with a password: at least 8 characters of all four classes, without the account's name (where that has
// 3 bytes or more, whatever its case). Nothing when it is good.
std::optional<std::string> password_fault(std::string_view password, std::string_view account_name = {});

// A digest to be stored; only `hash_password` and `prepare_password` make one.
class PasswordHash {
public:
    const std::string& text() const { return text_; }

private:
    friend PasswordHash hash_password(std::string_view password);
    explicit PasswordHash(std::string text) : text_(std::move(text)) {}
    std::string text_;
};
PasswordHash hash_password(std::string_view password);  // slow

// A new password for an existing account: refused ("weak_password", "same_password", field "password") when it breaks
// the rules or is the present one. Slow, twice. An unknown account is no refusal here: the write finds out.
Result<PasswordHash> prepare_password(Store& store, const std::string& name, std::string_view password);

// What the slow part found out; what follows of it is decided by `write_sign_in_result` and `write_changed_password`.
struct PasswordCheck {
    std::string name{};
    bool matches{};
    std::string checked_hash{};  // changed meanwhile: the check counts no longer
};
// As slow for a name that does not exist, or is disabled, as for one that does.
PasswordCheck check_password(Store& store, const std::string& name, std::string_view password);

// For how long, in seconds, a sign-in by this name is refused whatever the password; 0: not locked. Known and unknown
// names alike. A quick question before `check_password`, so that a locked name costs no hashing.
std::int64_t locked_for(Store& store, const std::string& name, std::int64_t at_seconds);

// ---- signing in: the part of the writer ----

enum class SignIn : std::uint8_t {
    accepted,
    awaits_code,  // the password was right; now the second factor
    wrong,        // name or password or code: never said which
    locked,       // now or before; the password was not looked at
    disabled,     // the password was right, the account may not be used
    unapproved,   // likewise: nobody has approved it yet
};

struct SignInResult {
    SignIn outcome{SignIn::wrong};
    std::optional<AccountRow> account{};  // whenever there is one of that name; for the audit: an unknown name may be a
                                          // password typed in the wrong place and is not to be logged
    bool has_just_locked{false};          // this failure was the one that locks
    std::int64_t locked_until{};          // when `locked` or `has_just_locked`
};

// Decides with the failures as they are now, counts this one or forgets them all. Makes no session.
SignInResult write_sign_in_result(Store& store, const PasswordCheck& check, std::int64_t at_seconds,
                                  const SessionRules& rules);

// The account's own change, given its present password; other sessions of it end. Wrong ones count as failed sign-ins.
SignInResult write_changed_password(Store& store, const PasswordCheck& present, const PasswordHash& password,
                                    const std::string& keep_session_id, std::int64_t at_seconds,
                                    const SessionRules& rules);

// A reset by another: must be changed at the next sign-in; all sessions and tokens end; the lock goes. False: no such
// account.
bool write_reset_password(Store& store, const std::string& name, const PasswordHash& password);

// False when the name was not locked and had no failures.
bool write_unlocked(Store& store, const std::string& name);

// ---- administration ----

// Refused: "already_exists", "reserved_name" (field "account").
std::optional<Refusal> write_new_account(Store& store, const Account& account, const PasswordHash& password,
                                         bool is_approved, const std::string& now);
// All false when there is no such account. Disabling ends all sessions, tokens and feeds.
bool write_approved(Store& store, const std::string& name);
bool write_rights(Store& store, const Account& account);  // role, area, mediator anew for `account.name`
bool write_disabled(Store& store, const std::string& name, bool is_disabled);

// ---- for the command line: each in a transaction of its own ----

// Approved at once. False when the name is taken or reserved.
bool add_account(Store& store, const Account& account, const std::string& password, const std::string& now);
// False when there is no such account. Ends its sessions and tokens.
bool set_password(Store& store, const std::string& name, const std::string& password, bool must_change);
bool disable_account(Store& store, const std::string& name);
// Of an account that is approved and not disabled; counts nothing.
bool password_matches(Store& store, const std::string& name, const std::string& password);

}  // namespace tiaojie::storage
