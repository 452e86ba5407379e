// Who is signed in: sessions of browsers and tokens of programs. Only digests of their secrets are stored.
// Functions named write_* need the caller's transaction (the write lane); the others only read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/deciding/access.hpp"
#include "core/words/result.hpp"
#include "storage/access/accounts.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

// An account at work. `at_seconds` everywhere: seconds since 1970 by the server's clock.
struct Session {
    std::string id{};                 // public: names the session in lists and logs, opens nothing
    Account account{};                // its rights as they are now; a token's area may be narrower
    bool is_token{false};             // a program's token: no CSRF, never idle
    bool is_read_only{false};         // a token narrowed to reading
    bool must_change{false};          // the first password: by a cookie only the routes of `Who::signed_in`
    bool awaits_code{false};          // the password was right, the second factor is still to come: no rights at all
    bool has_second_factor{false};    // the account has one
    bool needs_second_factor{false};  // the role demands one and none is enrolled: only the routes of `Who::signed_in`
    std::string csrf{};               // made from the secret: only `write_session` and `find_session` know it
    std::int64_t seen{};              // the last use that was written
    std::int64_t expires{};           // whatever the use
};

// What a client keeps. The secret is shown once and never stored.
struct NewSession {
    std::string secret{};
    Session session{};
};

inline constexpr int sessions_per_account = 20;  // at most: the longest unused ends when another begins

NewSession write_session(Store& store, const Account& account, bool awaits_code, std::int64_t at_seconds,
                         const SessionRules& rules);
// After the second factor: a new session in the place of the one that awaited it.
NewSession write_full_session(Store& store, const Session& awaiting, std::int64_t at_seconds,
                              const SessionRules& rules);

// The session or token of a secret; nothing when unknown, expired, idle too long, revoked, or its account disabled or
// not approved. One indexed look-up, a few µs: it runs on every request.
std::optional<Session> find_session(Store& store, const std::string& secret, std::int64_t at_seconds,
                                    const SessionRules& rules);
// Not on every request: once in a tenth of the idle time is enough.
void write_seen(Store& store, const Session& session, std::int64_t at_seconds);
bool write_sign_out(Store& store, const std::string& session_id);  // false: there is none

enum class Tokens : std::uint8_t { keep, revoke };
// All sessions of an account but one, and its tokens where asked.
void write_sign_out_everywhere(Store& store, const std::string& account, const std::string& except_session_id = {},
                               Tokens tokens = Tokens::revoke);
// Removes what has expired; now and then. Returns how many.
std::int64_t write_sweep_sessions(Store& store, std::int64_t at_seconds, const SessionRules& rules);

struct SessionRow {
    std::string id{};
    std::int64_t created{};
    std::int64_t seen{};
    std::int64_t expires{};
};
std::vector<SessionRow> sessions_of(Store& store, const std::string& account);  // the last used first, tokens not

// ---- tokens of programs ----

inline constexpr std::string_view token_prefix = "tj_";
inline constexpr std::int64_t longest_token_days = 366;
inline constexpr int tokens_per_account = 20;

struct TokenRequest {
    std::string account{};
    std::string name{};  // what for, at most 64 characters
    std::int64_t expires{};
    bool is_read_only{false};
    std::optional<Division> area{};  // narrower than the account's
};

struct TokenRow {
    std::string id{};
    std::string account{};
    std::string name{};
    bool is_read_only{};
    std::optional<Division> area{};
    std::int64_t created{};
    std::int64_t seen{};  // 0: never used; as `write_seen` has it
    std::int64_t expires{};
};

// Refused: "unknown_account", "bad_value" (name, expires), "outside_area" (area), "too_many".
Result<NewSession> write_token(Store& store, const TokenRequest& request, std::int64_t at_seconds);
// Of one account, or of all; newest first, expired ones too until they are swept.
std::vector<TokenRow> tokens(Store& store, const std::optional<std::string>& account);
// False when the account has no such token. Without an account: whoever's it is.
bool write_revoke_token(Store& store, const std::optional<std::string>& account, const std::string& id);

}  // namespace tiaojie::storage
