// A request and its answer as plain data: what the handlers see. Nothing of Boost is seen outside `server.cpp`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiaojie::http {

enum class Method : std::uint8_t { get, head, post, put, delete_, options, other };
std::string_view name(Method method);

struct Header {
    std::string name{};
    std::string value{};
};

struct Request {
    Method method{Method::get};
    std::string path{};   // as sent, without the query; still percent-encoded
    std::string query{};  // without the question mark; still percent-encoded
    std::vector<Header> headers{};
    std::string body{};
    std::string peer{};     // the client's address; behind a proxy the one it names
    bool is_secure{false};  // came by TLS, here or at the proxy

    // The value of the header, whatever its case; empty when there is none.
    std::string_view header(std::string_view name) const;
};

// An answer that goes on: server-sent events. The server pulls what is to be sent; `wake` may be called by any thread.
class EventStream {
public:
    virtual ~EventStream() = default;
    // The bytes to send now (whole events); empty: nothing yet. Called by the connection's thread only.
    virtual std::string take() = 0;
    // Set once by the connection: called, by any thread, when `take` may have something.
    virtual void on_ready(std::function<void()> wake) = 0;
    // False: the stream has ended, the connection is to be closed (signed out, too slow, the server stops).
    virtual bool is_open() = 0;
};

struct Response {
    unsigned status{200};
    std::string content_type{"application/json"};
    std::vector<Header> headers{};
    std::shared_ptr<const std::string> body{};  // shared: a cached answer is not copied
    std::shared_ptr<EventStream> stream{};      // instead of a body
};

Response text_response(unsigned status, std::string content_type, std::string body);
Response json_response(unsigned status, std::string body);
Response empty_response(unsigned status);  // 204, 304

// Called once, by any thread.
using Answer = std::function<void(Response)>;
// Called on a connection's thread; must not block: what takes long answers later.
using Handler = std::function<void(Request, Answer)>;

}  // namespace tiaojie::http
