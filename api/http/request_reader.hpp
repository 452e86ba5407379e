// One request out of the bytes of a connection, strictly and within limits; Beast's parser is inside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "api/http/message.hpp"

namespace tiaojie::http {

// What the server itself refuses.
enum class Refused : std::uint8_t {
    bad_request,
    headers_too_large,
    body_too_large,
    timeout,
    too_many_connections,
    busy
};
// As application/problem+json; the detail in Chinese. `failed_response` is for a handler that gave no answer.
Response refusal(Refused why);
Response failed_response();

class RequestReader {
public:
    RequestReader(std::size_t header_bytes, std::size_t body_bytes);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    enum class Progress : std::uint8_t { more, done, refused };
    // Takes from the front of the bytes what it has used; what is left is to be given again, with more behind it.
    Progress read(std::string_view& bytes);

    bool is_header_done() const;
    // Once true, when the header is there, the body is not, and the client waits for "100 Continue".
    bool take_expectation();
    Refused why() const;         // after `refused`
    bool is_keep_alive() const;  // after `done`
    bool is_version_1_0() const;
    const Request& request() const;  // as far as it is known
    Request take();                  // after `done`

private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace tiaojie::http
