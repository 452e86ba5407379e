// Random secrets as text, and what is stored of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tiaojie::storage {

std::string random_bytes(std::size_t count);  // from the system, for secrets

std::string base32(std::string_view bytes);  // RFC 4648, upper case, without padding
std::optional<std::string> base32_decoded(std::string_view text);

inline constexpr std::size_t secret_characters = 43;
std::string new_secret();     // 256 random bits as base64url
std::string new_public_id();  // 96 random bits as base64url: names, opens nothing
// What is stored of a secret, 32 bytes. It is random, so a plain SM3 is enough.
std::string secret_digest(std::string_view secret);

// In a time that depends on the lengths only.
bool is_equal_secret(std::string_view a, std::string_view b);

}  // namespace tiaojie::storage
