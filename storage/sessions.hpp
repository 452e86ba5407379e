// Who is signed in: sessions of browsers and tokens of programs. Only digests of their secrets are stored.
// Functions named write_* need the caller's transaction (the write lane); the others only read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "storage/store.hpp"

namespace tiaojie::storage {

// Usual parameters (domain.md 8): lock after 5 failures for at least 300 s, idle time-out 600 s.
struct SessionRules {
    std::int64_t idle_seconds{600};
    std::int64_t longest_seconds{12 * 3600};
    int failures_before_lock{5};
    std::int64_t lock_seconds{300};
};

// An account at work. `at_seconds` everywhere: seconds since 1970 by the server's clock.
struct Session {
    std::string id{};  // public: names the session in lists and logs, opens nothing
    Account account{};
    bool is_token{false};             // a program's token: no CSRF, never idle
    bool is_read_only{false};         // a token narrowed to reading
    bool must_change{false};          // the first password: only the routes of `Who::signed_in`
    bool awaits_code{false};          // the password was right, the second factor is still to come
    bool needs_second_factor{false};  // the role demands one and none is enrolled: only the routes of `Who::signed_in`
    std::string csrf{};
    std::int64_t seen{};     // the last use that was written
    std::int64_t expires{};  // whatever the use
};

// What a client keeps. The secret is shown once and never stored.
struct NewSession {
    std::string secret{};
    Session session{};
};

NewSession write_session(Store& store, const Account& account, bool awaits_code, std::int64_t at_seconds,
                         const SessionRules& rules);
// The session or token of a secret; nothing when unknown, expired, idle too long, or its account disabled.
std::optional<Session> find_session(Store& store, const std::string& secret, std::int64_t at_seconds,
                                    const SessionRules& rules);
void write_seen(Store& store, const Session& session, std::int64_t at_seconds);
void write_sign_out(Store& store, const std::string& session_id);
// All sessions and tokens of an account, e.g. when it is disabled or its password is changed.
void write_sign_out_everywhere(Store& store, const std::string& account, const std::string& except_session_id = {});

}  // namespace tiaojie::storage
