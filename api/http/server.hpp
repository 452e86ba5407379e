// The HTTP/1.1 server: sockets, TLS, limits, keep-alive, compression, event streams. It knows no route and no account.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace tiaojie::http {

struct Limits {
    std::size_t header_bytes{16 * 1024};
    std::size_t body_bytes{8 * 1024 * 1024};
    std::size_t all_bodies_bytes{256 * 1024 * 1024};  // of all requests that are on their way in
    std::chrono::milliseconds header_time{10'000};    // from the first byte (or the accept) to the end of the header
    std::chrono::milliseconds body_time{60'000};
    std::chrono::milliseconds idle_time{75'000};   // between two requests of a connection
    std::chrono::milliseconds write_time{60'000};  // for an answer, and a second more for each `write_rate` bytes of it
    std::size_t write_rate{16 * 1024};             // slower than any line that is of use
    std::chrono::milliseconds heartbeat_time{15'000};  // of an event stream that has nothing to say
    std::size_t connections_per_address{200};          // 0: no limit (behind a proxy all come from one address)
    std::size_t connections{12'000};
};

struct TlsFiles {
    std::filesystem::path certificate{};  // PEM, the chain
    std::filesystem::path key{};          // PEM
};

// One line of the access log; no personal data, no query, no account.
struct Access {
    std::string peer{};
    std::string_view method{};
    std::string path{};
    unsigned status{};
    std::size_t bytes{};
    std::chrono::microseconds time{};
};

struct ServerOptions {
    std::string address{"127.0.0.1"};  // IPv4 or IPv6
    std::uint16_t port{8080};          // 0: any free one
    unsigned threads{2};
    std::optional<TlsFiles> tls{};
    bool is_behind_proxy{false};  // trusts X-Forwarded-For and X-Forwarded-Proto
    Limits limits{};
    std::function<void(const Access&)> on_access{};  // called by any of the threads
};

struct ServerFault {
    std::string sentence{};  // in Chinese
};

struct ServerCounts {
    std::int64_t connections{};  // open now
    std::int64_t streams{};      // event streams open now
    std::int64_t requests{};     // answered since the start
    std::int64_t refused{};      // connections refused for a limit
};

class Server {
public:
    // Listens from here on; throws ServerFault when the address cannot be had or the TLS files cannot be read.
    Server(ServerOptions options, Handler handler);
    ~Server();  // stops at once
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    void start();  // on its own threads; returns at once
    // Accepts nothing more, answers what is under way for at most `grace`, ends event streams, then closes all.
    // Safe to call from any thread; returns when all is closed. (On a thread of the server, so in a handler, it cannot
    // wait: it begins the stop and returns.)
    void stop(std::chrono::milliseconds grace);
    ServerCounts counts() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// A self-signed certificate for the host name or address and for localhost (EC P-256, ten years; the key's file 0600);
// what is there already is kept. Throws ServerFault.
void make_self_signed(const TlsFiles& files, const std::string& host);

}  // namespace tiaojie::http
