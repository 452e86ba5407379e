// The text file that holds a store's master key.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace tiaojie::storage {

// 32 bytes that are wiped when they are no longer needed.
class KeyBytes {
public:
    KeyBytes() = default;
    KeyBytes(const KeyBytes&) = delete;
    KeyBytes& operator=(const KeyBytes&) = delete;
    ~KeyBytes();

    static constexpr std::size_t size = 32;
    unsigned char* data() { return bytes_.data(); }
    const unsigned char* data() const { return bytes_.data(); }

private:
    std::array<unsigned char, size> bytes_{};
};

// HKDF with SM3 (RFC 5869), no salt: the master key is random already. One key for each purpose.
void derive(const KeyBytes& master, std::string_view purpose, unsigned char* out, std::size_t size);

// Made from the key and written beside it, so that a mistyped key is noticed.
std::string key_id_of(const KeyBytes& master);

// Both throw KeyFault. `write` makes a new file of mode 0600 and never overwrites one.
void write_key_file(const std::filesystem::path& file, const KeyBytes& master);
void read_key_file(const std::filesystem::path& file, KeyBytes& master);

}  // namespace tiaojie::storage
