// A certificate for offices that have none: the browser warns once, but what is sent is encrypted.
#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <memory>

#include "api/http/server.hpp"

namespace tiaojie::http {
namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* held) const {
        Free(held);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

void require(bool is_fine) {
    if (is_fine) return;
    ERR_clear_error();
    throw ServerFault{"自签证书做不出来"};
}

void add_extension(X509* certificate, int kind, const std::string& text) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension made{X509V3_EXT_conf_nid(nullptr, &context, kind, text.c_str())};
    require(made && X509_add_ext(certificate, made.get(), -1) == 1);
}

// A comma or a colon in the name could smuggle in other alternative names.
bool is_host_name(const std::string& host) {
    return !host.empty() && host.size() <= 253 &&
           host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-*") ==
               std::string::npos;
}

std::string alternative_names(const std::string& host) {
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    std::array<unsigned char, 16> address{};
    if (::inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
        ::inet_pton(AF_INET6, host.c_str(), address.data()) == 1) {
        return "IP:" + host + "," + names;
    }
    if (!is_host_name(host)) throw ServerFault{"不是主机名或 IP 地址：" + host};
    return host == "localhost" ? names : "DNS:" + host + "," + names;
}

Certificate make_certificate(EVP_PKEY* key, const std::string& host) {
    Certificate made{X509_new()};
    require(made != nullptr);
    X509* const certificate = made.get();
    std::array<unsigned char, 16> serial{};
    require(RAND_bytes(serial.data(), static_cast<int>(serial.size())) == 1);
    serial[0] &= 0x7F;  // positive
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number{BN_bin2bn(serial.data(), serial.size(), nullptr)};
    require(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)));
    require(X509_set_version(certificate, X509_VERSION_3) == 1);
    // A day earlier, for clients whose clock is slow.
    require(X509_gmtime_adj(X509_getm_notBefore(certificate), -86'400) &&
            X509_time_adj_ex(X509_getm_notAfter(certificate), 3652, 0, nullptr));
    require(X509_set_pubkey(certificate, key) == 1);
    X509_NAME* const subject = X509_get_subject_name(certificate);
    const std::string common = host.substr(0, 64);  // the longest that X.520 allows
    require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0) == 1);
    require(X509_set_issuer_name(certificate, subject) == 1);
    add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate, NID_key_usage, "critical,digitalSignature");
    add_extension(certificate, NID_ext_key_usage, "serverAuth");
    add_extension(certificate, NID_subject_alt_name, alternative_names(host));
    require(X509_sign(certificate, key, EVP_sha256()) > 0);
    return made;
}

template <class Write>
void write_file(const std::filesystem::path& file, int mode, Write write) {
    const Bio memory{BIO_new(BIO_s_mem())};
    require(memory && write(memory.get()) == 1);
    char* bytes = nullptr;
    const auto size = static_cast<std::size_t>(BIO_get_mem_data(memory.get(), &bytes));
    if (file.has_parent_path()) {
        std::error_code ignored;  // opening tells it better
        std::filesystem::create_directories(file.parent_path(), ignored);
    }
    // Created with its mode, so that nobody can read the key even for a moment.
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool is_written =
        descriptor >= 0 && ::write(descriptor, bytes, size) == static_cast<ssize_t>(size) && ::fsync(descriptor) == 0;
    const bool is_closed = descriptor >= 0 && ::close(descriptor) == 0;
    if (!is_written || !is_closed) throw ServerFault{"证书文件写不进去：" + file.string()};
}

}  // namespace

void make_self_signed(const TlsFiles& files, const std::string& host) {
    const bool has_certificate = std::filesystem::exists(files.certificate);
    const bool has_key = std::filesystem::exists(files.key);
    if (has_certificate && has_key) return;
    if (has_certificate || has_key) {
        throw ServerFault{"证书与私钥只有其一，不能自动补做：" + (has_key ? files.key : files.certificate).string()};
    }
    const Key key{EVP_EC_gen("P-256")};
    require(key != nullptr);
    const Certificate certificate = make_certificate(key.get(), host);
    write_file(files.key, 0600, [&key](BIO* out) {
        return PEM_write_bio_PKCS8PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    write_file(files.certificate, 0644,
               [&certificate](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); });
}

}  // namespace tiaojie::http
