// Owners of what OpenSSL hands out. Only for the files that call it.
#pragma once

#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tiaojie::storage {

template <auto free>
struct Freeing {
    template <class T>
    void operator()(T* handle) const {
        free(handle);
    }
};

using DigestHandle = std::unique_ptr<EVP_MD, Freeing<&EVP_MD_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<&EVP_MD_CTX_free>>;
using MacHandle = std::unique_ptr<EVP_MAC, Freeing<&EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freeing<&EVP_MAC_CTX_free>>;
using CipherHandle = std::unique_ptr<EVP_CIPHER, Freeing<&EVP_CIPHER_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freeing<&EVP_CIPHER_CTX_free>>;
using DerivationHandle = std::unique_ptr<EVP_KDF, Freeing<&EVP_KDF_free>>;
using DerivationContext = std::unique_ptr<EVP_KDF_CTX, Freeing<&EVP_KDF_CTX_free>>;

// OpenSSL fails here only without memory or without the algorithm: nothing that a caller could mend.
inline void must(bool holds, const char* what) {
    if (!holds) throw std::runtime_error{std::string{"OpenSSL: "} + what};
}

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace tiaojie::storage
