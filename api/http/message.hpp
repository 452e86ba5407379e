// A request and its answer as plain data: what the handlers see. Nothing of Boost is seen here.
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

// An answer that goes on: server-sent events. The server pulls what is to be sent; `wake` may be called by any thread,
// also inside `take` and after the connection and the server have gone. When the connection ends, by whatever side, the
// server lets go of the stream.
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

// The server adds Server, Date, Content-Length and Connection, and compresses text for who accepts it. It then makes a
// strong ETag weak, as the bytes differ: compare with `lists_tag`.
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

// Whether an If-Match or If-None-Match header lists the tag (with its quotes), or is `*`. Weak and strong tags are
// equal.
bool lists_tag(std::string_view header, std::string_view tag);

// Names and tokens of HTTP are equal whatever their case.
bool is_same_token(std::string_view left, std::string_view right);

// Called once, by any thread, also after the server has gone; more calls do nothing. A request whose answer is dropped
// without a call is answered with 500.
using Answer = std::function<void(Response)>;
// Called on a connection's thread; must not block: what takes long answers later.
using Handler = std::function<void(Request, Answer)>;

}  // namespace tiaojie::http
