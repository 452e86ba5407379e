// What people call a token or a webhook.
#pragma once

#include <string_view>

namespace tiaojie::storage {

// At most 64 characters, not blank, no control characters.
inline bool is_short_name(std::string_view name) {
    int characters = 0;
    bool has_ink = false;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) return false;
        has_ink = has_ink || c != ' ';
        characters += (byte & 0xC0) != 0x80;
    }
    return has_ink && characters <= 64;
}

}  // namespace tiaojie::storage
