// A server on a free port of 127.0.0.1 with a handler that shows what it was asked.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/http/server.hpp"
#include "tests/api/http/raw_client.hpp"

namespace tiaojie {

using namespace std::chrono_literals;

inline bool comes_true(const std::function<bool()>& condition, std::chrono::milliseconds longest = 10'000ms) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

// "POST /a?b=1 [c] from 127.0.0.1"
inline std::string described(const http::Request& request) {
    std::string text{http::name(request.method)};
    text += ' ' + request.path;
    if (!request.query.empty()) text += '?' + request.query;
    text += " [" + request.body + "] from " + request.peer;
    if (request.is_secure) text += " secure";
    return text;
}

inline void describe(const http::Request& request, const http::Answer& answer) {
    answer(http::text_response(200, "text/plain", described(request)));
}

// Short times, so that a test of a limit ends soon; long enough for a busy machine to stay within where it should.
inline http::ServerOptions test_options() {
    http::ServerOptions options;
    options.port = 0;
    options.limits.header_bytes = 2'000;
    options.limits.body_bytes = 100'000;
    return options;
}

class TestServer {
public:
    explicit TestServer(http::Handler handler = describe, http::ServerOptions options = test_options())
        : server_{std::move(options), std::move(handler)} {
        server_.start();
    }
    RawClient client() const { return RawClient{server_.port()}; }
    http::Server* operator->() { return &server_; }

private:
    http::Server server_;
};

// Answers that a handler leaves for the test to give.
class HeldAnswers {
public:
    http::Handler handler() {
        return [this](const http::Request&, http::Answer answer) {
            const std::lock_guard lock{mutex_};
            held_.push_back(std::move(answer));
        };
    }
    bool has(std::size_t count) {
        return comes_true([this, count] {
            const std::lock_guard lock{mutex_};
            return held_.size() >= count;
        });
    }
    std::vector<http::Answer> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(held_, {});
    }

private:
    std::mutex mutex_{};
    std::vector<http::Answer> held_{};
};

}  // namespace tiaojie
