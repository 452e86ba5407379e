// The web app in the program: its page under its addresses for browsers, its files for good, nothing else.
#include "api/http/web_files.hpp"
#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

const std::vector<http::Header> browser{{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};

Answered page(WebClient& client, std::string_view path, std::vector<http::Header> headers = {}) {
    return client.ask({http::Method::get, std::string{path}, {}, std::move(headers)});
}

bool says(const Answered& answered, std::string_view header, std::string_view text) {
    return answered.header(header).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("the web app is one page under every address of its own, for browsers") {
    if (http::web_files().empty()) return;  // built without the web app
    auto client = shared_world().unwatched();
    for (const auto* path : {"/", "/desk", "/cases/w-a", "/cases/a.b", "/sign-in?reason=idle"}) {
        INFO(path);
        const auto answered = page(client, path, browser);
        CHECK(answered.status == 200);
        CHECK(says(answered, "Content-Type", "text/html"));
        CHECK(says(answered, "Content-Security-Policy", "default-src 'self'"));
        CHECK(says(answered, "Cache-Control", "no-cache"));
    }
    CHECK(page(client, "/").status == 200);
    for (const auto* path : {"/desk", "/API/v1/cases", "/etc/passwd"}) {
        INFO(path);
        CHECK(page(client, path).status == 404);
    }
    for (const auto* path :
         {"/robots.txt", "/assets/none.js", "/../etc/passwd", "/%2e%2e/desk", "/api/v1/none", "//desk"}) {
        INFO(path);
        CHECK(page(client, path, browser).status == 404);
    }
    CHECK(client.ask({http::Method::post, "/desk", "{}", browser}).status == 404);
}

TEST_CASE("files whose names change with their content are kept for a year, packed where the browser takes it") {
    if (http::web_files().empty()) return;
    auto client = shared_world().unwatched();
    for (const auto& file : http::web_files()) {
        INFO(file.path);
        const auto plain = page(client, file.path);
        CHECK(plain.status == 200);
        CHECK(plain.body == file.plain);
        CHECK(says(plain, "Cache-Control", file.path.starts_with("/assets/") ? "immutable" : "no-cache"));
        const auto packed = page(client, file.path, {{"Accept-Encoding", "gzip"}});
        CHECK(says(packed, "Content-Encoding", "gzip") == !file.gzip.empty());
        CHECK(packed.body.size() <= plain.body.size());
        const auto smallest = page(client, file.path, {{"Accept-Encoding", "gzip, deflate, br"}});
        CHECK(says(smallest, "Content-Encoding", "br") == !file.brotli.empty());
        CHECK(smallest.body.size() <= packed.body.size());
        CHECK(page(client, file.path, {{"Accept-Encoding", "gzip, br;q=0"}}).body == packed.body);
        const auto known = page(client, file.path, {{"If-None-Match", std::string{file.tag}}});
        CHECK(known.status == 304);
        CHECK(known.body.empty());
    }
}
