#include "storage/access/totp.hpp"

#include <openssl/hmac.h>

#include <array>

#include "core/words/text.hpp"
#include "storage/engine/openssl_handles.hpp"
#include "storage/keys/secret_text.hpp"

namespace tiaojie::storage {
namespace {}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i)
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    must(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), digest.data(),
              &size) != nullptr,
         "HMAC-SHA1");
    // RFC 4226, 5.3: four bytes from where the last half byte says.
    const std::size_t at = digest[size - 1] & 0x0F;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | digest[at + i];
    number &= 0x7FFF'FFFF;
    std::string out(static_cast<std::size_t>(digits), '0');
    for (auto place = out.rbegin(); place != out.rend(); ++place, number /= 10)
        *place = static_cast<char>('0' + number % 10);
    return out;
}

std::optional<std::int64_t> totp_matching_step(std::string_view secret, std::string_view code, std::int64_t at_seconds,
                                               std::int64_t after_step) {
    std::optional<std::int64_t> found;
    const auto now = totp_step(at_seconds);
    for (auto step = now - 1; step <= now + 1; ++step)  // all three, whichever it is: the time tells nothing
        if (is_equal_secret(totp_code(secret, step), code) && step > after_step && !found) found = step;
    return found;
}

std::string totp_uri(std::string_view issuer, std::string_view account, std::string_view secret) {
    std::string out = "otpauth://totp/";
    out += percent_encoded(issuer);
    out += ':';
    out += percent_encoded(account);
    out += "?secret=" + base32(secret) + "&issuer=";
    out += percent_encoded(issuer);
    return out + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace tiaojie::storage
