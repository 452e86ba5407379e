// A receiver of webhooks on a free port of 127.0.0.1 that keeps what it got and answers as it is told.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/http/server.hpp"

namespace tiaojie::test {

inline bool comes_true(const std::function<bool()>& condition,
                       std::chrono::milliseconds longest = std::chrono::seconds{10}) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return true;
}

class Receiver {
public:
    using Reply = std::function<http::Response(const http::Request&)>;
    // Without a reply it keeps every caller waiting.
    explicit Receiver(Reply reply)
        : reply_(std::move(reply)), server_(any_port(), [this](http::Request request, http::Answer answer) {
              const std::lock_guard lock{mutex_};
              got_.push_back(request);
              if (reply_)
                  answer(reply_(request));
              else
                  kept_waiting_.push_back(std::move(answer));
          }) {
        server_.start();
    }
    explicit Receiver(unsigned status = 200, const std::string& body = R"({"errcode":0,"errmsg":"ok"})")
        : Receiver([status, body](const http::Request&) { return http::json_response(status, body); }) {}

    std::string url(const std::string& target = "/hook") const {
        return "http://127.0.0.1:" + std::to_string(server_.port()) + target;
    }
    std::vector<http::Request> got() const {
        const std::lock_guard lock{mutex_};
        return got_;
    }
    bool gets(std::size_t count) const {
        return comes_true([&] { return got().size() >= count; });
    }
    void reply_from_now_on(unsigned status, const std::string& body) {
        const std::lock_guard lock{mutex_};
        reply_ = [status, body](const http::Request&) { return http::json_response(status, body); };
    }

private:
    static http::ServerOptions any_port() {
        http::ServerOptions out;
        out.port = 0;
        return out;
    }
    mutable std::mutex mutex_{};
    Reply reply_{};
    std::vector<http::Request> got_{};
    std::vector<http::Answer> kept_waiting_{};
    http::Server server_;  // last: it uses all of the above
};

}  // namespace tiaojie::test
