// A response as bytes on their way out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace tiaojie::http {

class Outgoing {
public:
    Outgoing() = default;
    explicit Outgoing(std::string bytes) : head_{std::move(bytes)} {}
    Outgoing(std::string head, std::shared_ptr<const std::string> body);

    bool is_empty() const { return sent_ == size(); }
    std::size_t left() const { return size() - sent_; }
    std::string_view first() const;   // what is left of the head
    std::string_view second() const;  // what is left of the body
    void advance(std::size_t bytes) { sent_ += bytes; }

private:
    std::size_t size() const { return head_.size() + (body_ ? body_->size() : 0); }

    std::string head_{};
    std::shared_ptr<const std::string> body_{};
    std::size_t sent_{0};
};

enum class KeepAlive : std::uint8_t { no, yes, said };  // said: HTTP/1.0 wants to hear it
struct Frame {
    std::string_view date{};
    KeepAlive keep_alive{KeepAlive::yes};
    bool is_head{false};  // an answer to HEAD: no body
};
// A stream has no length: it ends with the connection.
Outgoing outgoing(const Response& response, const Frame& frame);

// "Mon, 02 Jan 2006 15:04:05 GMT"
std::string http_date(std::int64_t unix_seconds);

}  // namespace tiaojie::http
