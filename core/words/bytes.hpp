// Small numbers in few bytes (LEB128, zigzag), for the compact derived tables.
#pragma once

#include <cstdint>
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

// Reads numbers from the front of bytes. Where they end too soon, or say what cannot be, all that follows is 0 and
// `is_good` says so: whoever decodes looks at it once, at the end, and in every loop over a number that was read.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    bool is_good() const { return is_good_; }
    bool is_at_end() const { return rest_.empty() || !is_good_; }
    void fail() { is_good_ = false; }

    std::uint64_t take_unsigned() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && is_good_; shift += 7) {
            if (rest_.empty()) break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) return value;
        }
        fail();
        return 0;
    }
    std::int64_t take_signed() {
        const auto value = take_unsigned();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }

private:
    std::string_view rest_;
    bool is_good_{true};
};

}  // namespace tiaojie
