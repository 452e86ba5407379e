// Time-based one-time codes (RFC 6238): SHA-1, 30 s, 6 digits, as every authenticator app has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiaojie::storage {

inline constexpr std::int64_t totp_step_seconds = 30;
inline constexpr std::size_t totp_secret_bytes = 20;

constexpr std::int64_t totp_step(std::int64_t at_seconds) { return at_seconds / totp_step_seconds; }

// `digits`: 6, or 8 as in the test vectors of the RFC.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

// The step, of the present one and its two neighbours, to which the code belongs; only later than `after_step`, so that
// none is used twice.
std::optional<std::int64_t> totp_matching_step(std::string_view secret, std::string_view code, std::int64_t at_seconds,
                                               std::int64_t after_step);

// otpauth://totp/…: what the QR code says. Both texts are percent-encoded.
std::string totp_uri(std::string_view issuer, std::string_view account, std::string_view secret);

}  // namespace tiaojie::storage
