// The bytes of one connection, plain or by TLS: never blocks; says what to wait for. The descriptor is borrowed.
#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace tiaojie::http {

struct SslFree {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
};
using SslHandle = std::unique_ptr<SSL, SslFree>;

enum class Io : std::uint8_t { done, want_read, want_write, ended, failed };
struct IoResult {
    Io io{Io::failed};
    std::size_t bytes{};
};

// OpenSSL works on the socket itself rather than through Asio's ssl::stream, which keeps 70 KB of buffers a connection
// also when nothing moves; so both kinds of connection wait and act alike.
class Channel {
public:
    Channel(int descriptor, SslHandle ssl);  // without `ssl`: plain

    bool is_secure() const { return ssl_ != nullptr; }
    IoResult shake_hands();
    IoResult read(std::span<char> room);
    IoResult write(std::string_view first, std::string_view second);  // second: what follows when first is all written
    IoResult discard(std::span<char> room);                           // the raw bytes, after `end_sending`
    void end_sending();

private:
    IoResult outcome(int returned);

    int descriptor_;
    SslHandle ssl_;
};

}  // namespace tiaojie::http
