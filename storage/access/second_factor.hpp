// The second factor of an account: a time-based code, or one of eight recovery codes; and which roles must have one.
// Functions named write_* need the caller's transaction; the others only read. All are quick.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/access/accounts.hpp"

namespace tiaojie::storage {

inline constexpr int recovery_codes_at_once = 8;

// Shown once; the secret is stored encrypted.
struct Enrolment {
    std::string secret{};  // base32
    std::string uri{};     // otpauth://…, for a QR code
};

// Begins, or begins anew. Refused: "unknown_account", "already_enrolled" (a confirmed one must be removed first).
Result<Enrolment> write_enrolment(Store& store, const std::string& account, std::string_view issuer);
// With the first code it counts from now on; gives the recovery codes, shown once. Refused: "not_enrolled",
// "already_enrolled", "wrong_code" (field "code").
Result<std::vector<std::string>> write_confirmed_enrolment(Store& store, const std::string& account,
                                                           std::string_view code, std::int64_t at_seconds);
// The old ones are void. Refused: "not_enrolled".
Result<std::vector<std::string>> write_new_recovery_codes(Store& store, const std::string& account);
// With its recovery codes. False when there was none.
bool write_removed_second_factor(Store& store, const std::string& account);

// A code or a recovery code of an account that awaits one (or asks for something that needs one again). Never twice;
// failures count and lock as those of passwords do. The outcome: accepted, wrong, locked, disabled, unapproved.
SignInResult write_code_result(Store& store, const std::string& account, std::string_view code, std::int64_t at_seconds,
                               const SessionRules& rules);

int recovery_codes_left(Store& store, const std::string& account);

std::vector<Role> second_factor_roles(Store& store);
void write_second_factor_roles(Store& store, std::span<const Role> roles);

}  // namespace tiaojie::storage
