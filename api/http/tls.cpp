#include "api/http/tls.hpp"

#include <openssl/err.h>

#include <string_view>

namespace tiaojie::http {
namespace {

constexpr const char* ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

// Of what the client offers we speak HTTP/1.1 only; a client that does not offer it is served as if it had not asked.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    const int outcome = SSL_select_next_proto(&found, length, ours, sizeof ours - 1, offered, offered_length);
    *chosen = found;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& file) {
    ERR_clear_error();
    throw ServerFault{std::string(what) + "：" + file.string()};
}

}  // namespace

TlsContext::TlsContext(const TlsFiles& files) : context_{SSL_CTX_new(TLS_server_method())} {
    SSL_CTX* const context = context_.get();
    if (!context) throw ServerFault{"TLS 不能启用"};
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // Buffers are given back while a connection is idle; a write may go on from another address with less at a time.
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets do the same without memory of ours
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_cipher_list(context, ciphers);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
        fail("TLS 证书读不出来", files.certificate);
    }
    if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        fail("TLS 私钥读不出来，或者与证书不符", files.key);
    }
    if (SSL_CTX_check_private_key(context) != 1) fail("TLS 私钥与证书不符", files.key);
}

SslHandle TlsContext::make() const { return SslHandle{SSL_new(context_.get())}; }

}  // namespace tiaojie::http
