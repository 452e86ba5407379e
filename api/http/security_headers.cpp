#include "api/http/security_headers.hpp"

#include <algorithm>
#include <string_view>

namespace tiaojie::http {
namespace {

constexpr std::size_t most_added = 8;

}  // namespace

void add_security_headers(Response& response, bool is_secure) {
    response.headers.reserve(response.headers.size() + most_added);
    const auto add = [&](std::string_view name, const char* value) {
        const bool is_there = std::any_of(response.headers.begin(), response.headers.end(),
                                          [&](const Header& each) { return each.name == name; });
        if (!is_there) response.headers.push_back({std::string{name}, value});
    };
    add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cache-Control", "no-store");
    if (is_secure) add("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace tiaojie::http
