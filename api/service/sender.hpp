// Sends messages by HTTP to addresses that people entered: several at once, each within its time, nothing followed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/service/webhook_formats.hpp"

namespace tiaojie::service {

struct SendLimits {
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds whole{15'000};
    std::size_t answer_bytes{64 * 1024};  // what comes behind them is not read
};

// What became of one message.
struct Sent {
    std::int64_t number{};
    std::optional<unsigned> status{};  // none: no answer came
    std::string body{};                // of the answer, as far as it was read
    std::string error{};               // in Chinese; empty when the answer came whole. Never holds the address
};

// Machines that give keys to whoever asks from inside (cloud metadata) sit at these addresses, and no receiver does.
// Private addresses are allowed: a receiver on the office's own network is what many have.
bool is_forbidden_address(std::string_view numeric);

// Used by one thread, but for `wake`.
class Sender {
public:
    explicit Sender(SendLimits limits = {});
    ~Sender();  // gives up what is under way
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    void start(std::int64_t number, const http::WebhookMessage& message);
    std::size_t under_way() const;
    // What has ended; waits for it at most so long, or until something ended or somebody called `wake`.
    std::vector<Sent> wait(std::chrono::milliseconds at_most);
    void wake();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace tiaojie::service
