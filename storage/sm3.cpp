#include "storage/sm3.hpp"

#include "storage/openssl_handles.hpp"

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

}  // namespace tiaojie::storage
