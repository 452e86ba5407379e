#include "storage/keys/sm3.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>

#include "storage/engine/openssl_handles.hpp"

namespace tiaojie::storage {
namespace {

const EVP_MD* algorithm() {
    static const DigestHandle handle{EVP_MD_fetch(nullptr, "SM3", nullptr)};
    must(handle != nullptr, "SM3");
    return handle.get();
}

}  // namespace

std::string sm3(std::initializer_list<std::string_view> parts) {
    thread_local const DigestContext context{EVP_MD_CTX_new()};  // making one anew costs as much as a short message
    must(context && EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) == 1, "SM3 init");
    for (const auto part : parts) must(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "SM3 update");
    std::string out(sm3_bytes, '\0');
    must(EVP_DigestFinal_ex(context.get(), bytes_of(out), nullptr) == 1, "SM3 final");
    return out;
}

HmacSm3::HmacSm3(std::string_view key) {
    const MacHandle algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    keyed_.reset(EVP_MAC_CTX_new(algorithm.get()));
    std::string digest{"SM3"};
    const std::array<OSSL_PARAM, 2> parameters{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0), OSSL_PARAM_construct_end()};
    must(keyed_ && EVP_MAC_init(keyed_.get(), bytes_of(key), key.size(), parameters.data()) == 1, "HMAC-SM3");
}

std::string HmacSm3::of(std::initializer_list<std::string_view> parts) const {
    const MacContext context{EVP_MAC_CTX_dup(keyed_.get())};  // quicker than taking the key in again
    must(context != nullptr, "HMAC-SM3 copy");
    for (const auto part : parts)
        must(EVP_MAC_update(context.get(), bytes_of(part), part.size()) == 1, "HMAC-SM3 update");
    std::string out(sm3_bytes, '\0');
    std::size_t size = 0;
    must(EVP_MAC_final(context.get(), bytes_of(out), &size, out.size()) == 1 && size == sm3_bytes, "HMAC-SM3 final");
    return out;
}

void HmacSm3::Free::operator()(evp_mac_ctx_st* context) const { EVP_MAC_CTX_free(context); }

}  // namespace tiaojie::storage
