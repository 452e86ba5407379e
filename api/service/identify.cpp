#include "api/service/identify.hpp"

#include <sodium.h>

#include "api/http/problem.hpp"

namespace tiaojie::service {
namespace {

constexpr std::string_view bearer = "Bearer ";

std::string cookie_of(const http::Request& request, std::string_view wanted) {
    for (const auto& header : request.headers) {
        if (header.name.size() != 6 || (header.name != "Cookie" && header.name != "cookie")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            auto pair = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            while (pair.starts_with(' ')) pair.remove_prefix(1);
            if (pair.size() > wanted.size() && pair.starts_with(wanted) && pair[wanted.size()] == '=')
                return std::string{pair.substr(wanted.size() + 1)};
        }
    }
    return {};
}

bool changes_something(http::Method method) {
    return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Why a session in order may still not use the route; nothing when it may.
std::optional<http::Response> hindrance(const http::Route& route, const http::Request& request,
                                        const storage::Session& session) {
    const bool changes = changes_something(request.method);
    if (changes && !session.is_token && !equal_in_constant_time(request.header("X-CSRF-Token"), session.csrf))
        return http::problem("csrf_missing");
    if (changes && session.is_read_only) return http::problem("read_only");
    if (session.awaits_code && !route.is_open_before_code) return http::problem("code_needed");
    if (route.who == http::Who::signed_in) return std::nullopt;
    // A token was given by the operator, or by somebody who had changed it: no first password has opened it.
    if (session.must_change && !session.is_token) return http::problem("password_change_needed");
    if (session.needs_second_factor) return http::problem("second_factor_needed");
    if (!http::may_use(route.who, session.account.role)) return http::problem("forbidden");
    return std::nullopt;
}

}  // namespace

std::string cookie_name(bool is_secure) { return is_secure ? "__Host-tiaojie" : "tiaojie"; }

std::string secret_of(const http::Request& request) {
    const auto authorization = request.header("Authorization");
    if (authorization.starts_with(bearer)) return std::string{authorization.substr(bearer.size())};
    return cookie_of(request, cookie_name(request.is_secure));
}

std::string set_cookie(const std::string& secret, bool is_secure) {
    return cookie_name(is_secure) + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict" +
           (is_secure ? "; Secure" : "");
}

std::string clear_cookie(bool is_secure) { return set_cookie("", is_secure) + "; Max-Age=0"; }

Identified identify(const http::Route& route, const http::Request& request, Reader& reader, std::int64_t now_seconds,
                    const storage::SessionRules& rules) {
    if (route.who == http::Who::anyone) return {};
    const auto secret = secret_of(request);
    if (secret.empty()) return {{}, http::problem("unauthenticated")};
    auto session = reader.session(secret, now_seconds, rules);
    if (!session) return {{}, http::problem("unauthenticated")};
    if (auto problem = hindrance(route, request, *session)) return {{}, std::move(problem)};
    return {std::move(session), {}};
}

}  // namespace tiaojie::service
