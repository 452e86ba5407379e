// TLS with a certificate of our own making, seen by OpenSSL's client.
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/api/http/test_server.hpp"
#include "tests/catch.hpp"

namespace tiaojie {
namespace {

class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "tiaojie-tls-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    http::TlsFiles files() const { return {path_ / "tls" / "certificate.pem", path_ / "tls" / "key.pem"}; }

private:
    std::filesystem::path path_{};
};

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// Trusts only the given certificate, for the given name.
class TlsClient {
public:
    TlsClient(std::uint16_t port, const std::filesystem::path& trusted, const char* name, int newest = TLS1_3_VERSION)
        : context_{SSL_CTX_new(TLS_client_method())} {
        SSL_CTX_load_verify_locations(context_, trusted.c_str(), nullptr);
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
        SSL_CTX_set_security_level(context_, 0);
        SSL_CTX_set_min_proto_version(context_, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context_, newest);
        bio_ = BIO_new_ssl_connect(context_);
        BIO_get_ssl(bio_, &ssl_);
        SSL_set1_host(ssl_, name);
        BIO_set_conn_hostname(bio_, ("127.0.0.1:" + std::to_string(port)).c_str());
        is_connected_ = BIO_do_connect(bio_) == 1 && BIO_do_handshake(bio_) == 1;
    }
    ~TlsClient() {
        BIO_free_all(bio_);
        SSL_CTX_free(context_);
    }
    TlsClient(const TlsClient&) = delete;
    TlsClient& operator=(const TlsClient&) = delete;

    bool is_connected() const { return is_connected_; }
    std::string version() const { return SSL_get_version(ssl_); }
    void send(const std::string& bytes) { BIO_write(bio_, bytes.data(), static_cast<int>(bytes.size())); }
    std::string read(std::size_t least) {
        std::string all;
        std::string room(16384, '\0');
        while (all.size() < least) {
            const int got = BIO_read(bio_, room.data(), static_cast<int>(room.size()));
            if (got <= 0) break;
            all.append(room, 0, static_cast<std::size_t>(got));
        }
        return all;
    }

private:
    SSL_CTX* context_;
    BIO* bio_{nullptr};
    SSL* ssl_{nullptr};
    bool is_connected_{false};
};

}  // namespace

TEST_CASE("a certificate made by itself serves its host and the local one", "[http]") {
    const Folder folder;
    const http::TlsFiles files = folder.files();
    http::make_self_signed(files, "mediation.village.example");
    struct stat status {};
    REQUIRE(::stat(files.key.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    const std::string first = text_of(files.certificate);
    http::make_self_signed(files, "another.example");
    CHECK(text_of(files.certificate) == first);  // kept

    http::ServerOptions options = test_options();
    options.tls = files;
    TestServer server{describe, options};
    for (const char* name : {"mediation.village.example", "localhost"}) {
        for (const int newest : {TLS1_2_VERSION, TLS1_3_VERSION}) {
            TlsClient client{server->port(), files.certificate, name, newest};
            REQUIRE(client.is_connected());
            CHECK(client.version() == (newest == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
            const std::string expected = "GET /a [] from 127.0.0.1 secure";
            for (int i = 0; i < 3; ++i) {
                client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
                CHECK(client.read(100).ends_with(expected));
            }
        }
    }
    CHECK_FALSE(TlsClient(server->port(), files.certificate, "another.example").is_connected());
    CHECK_FALSE(TlsClient(server->port(), files.certificate, "localhost", TLS1_1_VERSION).is_connected());
}

TEST_CASE("addresses stand in the certificate as addresses, and nothing else gets in", "[http]") {
    for (const char* host : {"192.168.1.20", "2001:db8::20"}) {
        const Folder folder;
        http::make_self_signed(folder.files(), host);
        const std::string pem = text_of(folder.files().certificate);
        BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
        X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
        REQUIRE(certificate);
        CHECK(X509_check_ip_asc(certificate, host, 0) == 1);
        CHECK(X509_check_ip_asc(certificate, "127.0.0.1", 0) == 1);
        CHECK(X509_check_host(certificate, "localhost", 0, 0, nullptr) == 1);
        X509_free(certificate);
        BIO_free(bio);
    }
    const Folder folder;
    CHECK_THROWS_AS(http::make_self_signed(folder.files(), "a,DNS:bank.example"), http::ServerFault);
    CHECK_THROWS_AS(http::make_self_signed(folder.files(), ""), http::ServerFault);
}

TEST_CASE("large bodies go both ways through TLS", "[http]") {
    const Folder folder;
    http::make_self_signed(folder.files(), "localhost");
    http::ServerOptions options = test_options();
    options.tls = folder.files();
    options.limits.body_bytes = 8'000'000;
    TestServer server{describe, options};
    TlsClient client{server->port(), folder.files().certificate, "localhost"};
    REQUIRE(client.is_connected());
    const std::string body(5'000'000, 'b');
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n" + body);
    const std::string answer = client.read(10'000'000);
    CHECK(answer.ends_with("POST /a [" + body + "] from 127.0.0.1 secure"));
}

TEST_CASE("a TLS server refuses who speaks plainly, and who does not speak", "[http]") {
    const Folder folder;
    http::make_self_signed(folder.files(), "localhost");
    http::ServerOptions options = test_options();
    options.tls = folder.files();
    options.limits.header_time = 300ms;
    TestServer server{describe, options};
    RawClient plain = server.client();
    plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(plain.read_all().find("HTTP/1.1 200") == std::string::npos);
    RawClient silent = server.client();
    CHECK(silent.is_ended());
    TlsClient well{server->port(), folder.files().certificate, "localhost"};
    CHECK(well.is_connected());
}

TEST_CASE("TLS files that cannot be used are told", "[http]") {
    const Folder folder;
    http::ServerOptions options = test_options();
    options.tls = folder.files();
    CHECK_THROWS_AS(http::Server(options, describe), http::ServerFault);
    http::make_self_signed(folder.files(), "localhost");
    const Folder other;
    http::make_self_signed(other.files(), "localhost");
    options.tls->key = other.files().key;
    CHECK_THROWS_AS(http::Server(options, describe), http::ServerFault);
    std::filesystem::remove(folder.files().key);
    CHECK_THROWS_AS(http::make_self_signed(folder.files(), "localhost"), http::ServerFault);
}

}  // namespace tiaojie
