// Who gives a request, and whether he or she may use the route at all: the one place where this is asked.
#pragma once

#include <optional>
#include <string>

#include "api/routes/route.hpp"
#include "api/service/reader.hpp"

namespace tiaojie::service {

// The cookie's name. By TLS with the prefix that ties it to the host (RFC 6265bis).
std::string cookie_name(bool is_secure);
// What opens the session: the cookie or the bearer token; empty: none.
std::string secret_of(const http::Request& request);
std::string set_cookie(const std::string& secret, bool is_secure);
std::string clear_cookie(bool is_secure);

struct Identified {
    std::optional<storage::Session> session{};  // none: a route for anyone
    std::optional<http::Response> problem{};    // 401, 403; then nothing else counts
};
Identified identify(const http::Route& route, const http::Request& request, Reader& reader, std::int64_t now_seconds,
                    const storage::SessionRules& rules);

}  // namespace tiaojie::service
