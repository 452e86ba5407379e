#include "api/service/web_pages.hpp"

#include <string>

#include "api/http/gzip.hpp"
#include "api/http/web_files.hpp"

namespace tiaojie::service {
namespace {

// The app may load and ask for what comes from here and nothing else; pictures may come from the camera (blob:), and
// the one style that the page holds is known by its digest.
std::string policy() {
    return "default-src 'self'; style-src 'self' " + std::string{http::own_style()} +
           "; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
           "frame-ancestors 'none'";
}
constexpr const char* a_year = "public, max-age=31536000, immutable";
constexpr std::string_view assets = "/assets/";  // their names change with their content

bool is_for_programs(std::string_view path) {
    return path.starts_with("/api/") || path == "/healthz" || path == "/metrics";
}

// "/cases/123" is a page of the app, "/robots.txt" a file that there is not.
bool looks_like_a_file(std::string_view path) {
    return path.starts_with(assets) || path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

// A path that tries to get out, or is written so that it means another, is no page.
bool is_plain(std::string_view path) {
    return path.find("..") == std::string_view::npos && path.find("//") == std::string_view::npos &&
           path.find_first_of("%\\") == std::string_view::npos;
}

// Only who wants a page gets it under another address: a program that errs in the path is told so by a 404.
const http::WebFile* file_for(const http::Request& request) {
    const std::string_view path = request.path;
    if (const auto* found = http::find_web_file(path)) return found;
    const bool wants_page = path == "/" || request.header("Accept").find("text/html") != std::string_view::npos;
    const bool is_page = wants_page && (!looks_like_a_file(path) || path.starts_with("/cases/"));
    return is_page ? http::find_web_file("/index.html") : nullptr;
}

struct Packed {
    std::string_view bytes{};
    std::string_view coding{};  // empty: as it is
};

// The smallest that is accepted. Browsers take brotli only where nobody in between can spoil it: by TLS, or from the
// same machine.
Packed packed_for(const http::WebFile& file, std::string_view accepted) {
    if (!file.brotli.empty() && http::accepts(accepted, "br")) return {file.brotli, "br"};
    if (!file.gzip.empty() && http::accepts(accepted, "gzip")) return {file.gzip, "gzip"};
    return {file.plain, {}};
}

}  // namespace

std::optional<http::Response> web_page(const http::Request& request) {
    if (request.method != http::Method::get && request.method != http::Method::head) return std::nullopt;
    if (is_for_programs(request.path) || !is_plain(request.path)) return std::nullopt;
    const auto* file = file_for(request);
    if (file == nullptr) return std::nullopt;
    const bool is_known = http::lists_tag(request.header("If-None-Match"), file->tag);
    http::Response response;
    if (is_known) {
        response = http::empty_response(304);
    } else {
        const auto [bytes, coding] = packed_for(*file, request.header("Accept-Encoding"));
        response = http::text_response(200, std::string{file->content_type}, std::string{bytes});
        if (!coding.empty()) response.headers.push_back({"Content-Encoding", std::string{coding}});
    }
    response.headers.push_back({"ETag", std::string{file->tag}});
    response.headers.push_back({"Vary", "Accept, Accept-Encoding"});
    response.headers.push_back({"Cache-Control", file->path.starts_with(assets) ? a_year : "no-cache"});
    response.headers.push_back({"Content-Security-Policy", policy()});
    response.headers.push_back({"Permissions-Policy", "camera=(self), geolocation=(), microphone=()"});
    return response;
}

}  // namespace tiaojie::service
