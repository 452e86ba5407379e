// Requests that no client of good will sends: each is answered by the document, and nothing of it reaches the register.
#include "api/routes/route.hpp"
#include "tests/api/service/route_samples.hpp"
#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// Somebody who may use the route.
std::string account_for(const http::Route& route) {
    for (const auto role : {Role::clerk, Role::admin, Role::security, Role::auditor})
        if (http::may_use(route.who, role)) return World::account(role, "all");
    return "clerk.all";
}

bool is_session_of_mine(const http::Route& route) { return route.path.starts_with("/api/v1/session"); }

std::string path_of(const http::Route& route) { return filled(std::string{route.path}, names_of(Where::village)); }

}  // namespace

TEST_CASE("every route that takes a body refuses what is none") {
    auto& world = shared_world();
    for (const auto& route : http::routes()) {
        if (route.body.empty()) continue;
        INFO(route.name);
        auto client = route.who == http::Who::anyone ? world.client() : world.as(account_for(route)).copy();
        const auto send = [&](const std::string& body, const std::string& type) {
            return client.ask({route.method, path_of(route), body, {{"Content-Type", type}}}).status;
        };
        const std::string json = "application/json";
        CHECK(send("{}", "text/plain") == 415);
        CHECK(send("{}", "application/x-www-form-urlencoded") == 415);
        CHECK(send("a=b", "multipart/form-data; boundary=x") == 415);
        for (const std::string bad :
             {"{", "\"x\"", "{\"a\":1,\"a\":2}", "\xef\xbb\xbf{}", "{\"\xff\":1}", "{\"unknown\":1}"}) {
            INFO(bad);
            CHECK(send(bad, json) == 422);
        }
        const bool is_batch = route.name == "give_commands";
        CHECK(send(std::string(is_batch ? 33 : 40, '[') + std::string(is_batch ? 33 : 40, ']'), json) == 422);
        CHECK(send("\"" + std::string(1'200'000, 'x') + "\"", json) == (is_batch ? 422 : 413));
    }
}

TEST_CASE("every route refuses parameters that it does not know, and repeated ones") {
    auto& world = shared_world();
    for (const auto& route : http::routes()) {
        if (route.method != http::Method::get || route.name == "events") continue;
        if (route.who == http::Who::anyone || is_session_of_mine(route)) continue;
        INFO(route.name);
        auto& client = world.as(account_for(route));
        const auto status = [&](const std::string& query) {
            return client.ask({http::Method::get, path_of(route) + "?" + query, {}, {}}).status;
        };
        CHECK(status("colour=red") == 422);
        CHECK(status("%ff=1") == 422);
        for (const auto& row : route.query) {
            INFO(row.name);
            const std::string name{row.name};
            const unsigned repeated = status(name + "=1&" + name + "=1");
            CHECK(repeated == 422);
            if (row.kind != http::ParameterKind::text) CHECK(status(name + "=%20nonsense") == 422);
        }
    }
}

TEST_CASE("HEAD is answered as GET without a body, other methods with what is allowed") {
    auto& world = shared_world();
    for (const auto& route : http::routes()) {
        INFO(route.name);
        auto& client = world.as(account_for(route));
        if (route.method == http::Method::get && route.name != "events") {
            const auto* sample = sample_of(route.name);
            const auto query = sample->query.empty() ? "" : "?" + filled(sample->query, names_of(Where::village));
            const bool is_made_first = route.name == "webhook_deliveries" || route.name == "case_file_show";
            if (sample->lies != Lies::with_owner && !is_made_first)
                CHECK(client.ask({http::Method::head, path_of(route) + query, {}, {}}).status == 200);
        }
        CHECK(client.ask({http::Method::options, path_of(route), {}, {}}).status == 405);
    }
}

TEST_CASE("paths that try to get out lead nowhere") {
    auto& world = shared_world();
    auto& client = world.as("clerk.all");
    for (const auto* path : {"/api/v1/cases/..",
                             "/api/v1/cases/../accounts",
                             "/api/v1/cases/%2e%2e/accounts",
                             "/api/v1/cases/%2e%2e%2faccounts",
                             "/api/v1/cases/a%2fb",
                             "/api/v1/cases/a%5cb",
                             "/api/v1/cases/%00",
                             "/api/v1/cases/w-a%00",
                             "/api/v1/cases/%ff",
                             "/api/v1/cases/%zz",
                             "/api/v1//cases",
                             "/api/v1/cases/",
                             "/api/v1/cases/./w-a",
                             "/api/v1/",
                             "/etc/passwd",
                             "/api/v1/reports/editions/..%2f..%2fetc",
                             "/api/v1/reports/0000",
                             "/api/v1/reports/20211",
                             "/api/v1/calendar/abcd",
                             "/api/v2/cases",
                             "/API/v1/cases"}) {
        INFO(path);
        CHECK(client.ask({http::Method::get, path, {}, {}}).status == 404);
    }
}

TEST_CASE("bodies have a limit, and the next request is answered") {
    auto& world = shared_world();
    auto& client = world.as("clerk.all");
    const auto reply = client.post("/commands", "{\"do\":\"" + std::string(10'000'000, 'x') + "\"}");
    CHECK(reply.status == 413);
    CHECK(client.get("/session").status == 200);
}

TEST_CASE("strange cookies and tokens open nothing") {
    auto& world = shared_world();
    for (const auto* header :
         {"tiaojie=", "tiaojie=x", "tiaojie=;tiaojie=", "__Host-tiaojie=x", "other=1; tiaojie=a b"}) {
        auto client = world.client();
        CHECK(client.get("/cases", {{"Cookie", header}}).status == 401);
    }
    for (const auto* header : {"Bearer", "Bearer ", "Bearer tj_x", "Basic YTpi", "bearer x"}) {
        auto client = world.client();
        CHECK(client.get("/cases", {{"Authorization", header}}).status == 401);
    }
}
