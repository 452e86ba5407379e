#include "storage/keys/secret_text.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <cstdint>

#include "storage/engine/openssl_handles.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// The bits of the bytes, `width` at a time; the last digit is filled up with zeros.
std::string digits_of(std::string_view bytes, unsigned width, std::string_view digits) {
    std::string out;
    out.reserve((bytes.size() * 8 + width - 1) / width);
    std::uint32_t bits = 0;
    unsigned held = 0;
    const auto mask = (1u << width) - 1;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (held += 8; held >= width; held -= width) out += digits[bits >> (held - width) & mask];
    }
    if (held > 0) out += digits[bits << (width - held) & mask];
    return out;
}

}  // namespace

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    must(RAND_priv_bytes(bytes_of(out), static_cast<int>(count)) == 1, "random bytes");
    return out;
}

std::string base32(std::string_view bytes) { return digits_of(bytes, 5, base32_digits); }

std::optional<std::string> base32_decoded(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const auto digit = base32_digits.find(c);
        if (digit == base32_digits.npos) return std::nullopt;
        bits = bits << 5 | static_cast<std::uint32_t>(digit);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>(bits >> held & 0xFF);
    }
    // What is left over is filling: less than a digit, and zero.
    if (held >= 5 || (bits & ((1u << held) - 1)) != 0) return std::nullopt;
    return out;
}

std::string new_secret() { return base64url(random_bytes(32)); }
std::string new_public_id() { return base64url(random_bytes(12)); }

std::string secret_digest(std::string_view secret) { return sm3({"tiaojie secret 1\n", secret}); }

bool is_equal_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tiaojie::storage
