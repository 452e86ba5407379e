// Small numbers in few bytes (LEB128, zigzag), for the compact derived tables.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tiaojie {

inline void put_unsigned(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

inline void put_signed(std::string& out, std::int64_t value) {
    put_unsigned(out, (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

// Reads from the front of the bytes; throws std::runtime_error where they end too soon.
inline std::uint64_t take_unsigned(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (bytes.empty()) break;
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80) return value;
    }
    throw std::runtime_error{"compact bytes end too soon"};
}

inline std::int64_t take_signed(std::string_view& bytes) {
    const auto value = take_unsigned(bytes);
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

}  // namespace tiaojie
