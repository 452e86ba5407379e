// Bytes as text, by libsodium.
#pragma once

#include <string>
#include <string_view>

namespace tiaojie::storage {

std::string hex(std::string_view bytes);        // lower case
std::string base64(std::string_view bytes);     // RFC 4648, with padding
std::string base64url(std::string_view bytes);  // for addresses, without padding

}  // namespace tiaojie::storage
