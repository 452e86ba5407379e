#include "storage/keys/encoding.hpp"

#include <sodium.h>

namespace tiaojie::storage {
namespace {

const unsigned char* bytes_in(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

std::string base64_of(std::string_view bytes, int variant) {
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_in(bytes), bytes.size(), variant);
    out.pop_back();  // the terminating zero
    return out;
}

}  // namespace

std::string hex(std::string_view bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes_in(bytes), bytes.size());
    out.pop_back();
    return out;
}

std::string base64(std::string_view bytes) { return base64_of(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::string base64url(std::string_view bytes) { return base64_of(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

}  // namespace tiaojie::storage
