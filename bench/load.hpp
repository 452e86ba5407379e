// Load on an HTTP server: one thread, many connections that stay open, each sending its next request as soon as the
// answer to the last is there. Every answer's time is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tiaojie::bench {

struct Load {
    std::uint16_t port{};
    int connections{64};
    double seconds{1};
    // The whole of the next request, into `out`; may be called for any of the connections.
    std::function<void(int connection, std::string& out)> next{};
};

struct Loaded {
    std::int64_t answers{};
    std::int64_t refused{};  // other than 2xx
    std::int64_t bytes{};
    double seconds{};
    std::vector<float> times_ms{};  // one an answer, sorted

    double rate() const { return seconds > 0 ? static_cast<double>(answers) / seconds : 0; }
    double percentile_ms(double part) const;
};

// Throws when the server cannot be reached or ends a connection.
Loaded put_load(const Load& load);

// A connection from 127.0.0.`from` (an address may have only so many), without Nagle's algorithm. Throws.
int connected(std::uint16_t port, int from = 1);
void send_all(int socket, const std::string& bytes);
// What has come when at least `mark` is there. Throws when the connection ends before.
std::string receive_until(int socket, const std::string& mark);

}  // namespace tiaojie::bench
