// A small blocking client that sends any bytes at all, also wrong ones. It waits at most ten seconds, then throws.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiaojie {

struct RawReply {
    unsigned status{0};  // 0: the connection ended before an answer
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};

    std::string header(std::string_view name) const;  // whatever its case; empty when there is none
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port, const std::string& host = "127.0.0.1");
    ~RawClient();
    RawClient(RawClient&& other) noexcept
        : descriptor_{std::exchange(other.descriptor_, -1)}, seen_{std::move(other.seen_)} {}
    RawClient& operator=(RawClient&&) = delete;

    bool send(std::string_view bytes);  // false: the server has closed
    void end_sending();                 // half-close
    void reset();                       // closes rudely, what is unread is lost

    // One answer by its Content-Length; without one, until the end. `has_body`: false for the answer to HEAD.
    RawReply reply(bool has_body = true);
    RawReply exchange(std::string_view request) {
        send(request);
        return reply();
    }
    std::string read_until(std::string_view mark);  // all up to the mark and with it; throws when it does not come
    std::string read_all();                         // until the server closes
    bool is_ended();                                // waits: true when the server closes without another byte

private:
    bool fill();  // reads what is there or comes; false at the end
    int descriptor_{-1};
    std::string seen_{};  // read, not yet given out
};

}  // namespace tiaojie
