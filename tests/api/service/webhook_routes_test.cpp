// The routes of webhooks and calendar feeds, asked of the whole service without a socket.
#include <future>

#include "api/service/service.hpp"
#include "api/wire/json_reader.hpp"
#include "core/case/command.hpp"
#include "storage/access/accounts.hpp"
#include "storage/access/audit.hpp"
#include "storage/access/sessions.hpp"
#include "storage/files/webhooks.hpp"
#include "tests/api/service/receiver.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::service;
using namespace tiaojie::test;

struct Town {
    TemporaryStore files{2};
    std::unique_ptr<Service> service{};

    Town() {
        files.found_office();
        auto first = case_in(the_village, "c1", "张三与李四因宅基地争执");
        files.apply(first, "2021-11-10");
        files.apply(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, "2021-11-11");
        files.apply(case_in(the_village, "c2"), "2021-11-12");
        add("sys", "admin", the_town);
        add("village-sys", "admin", next_village);
        add("lin", "mediator", the_village, "m1");
        add("chen", "supervisor", the_town);
        add("next", "village_lead", next_village);
        ServiceOptions options;
        options.file = files.file();
        options.clock = Clock{date("2021-11-15")};
        service = std::make_unique<Service>(options);
    }
    void add(const std::string& account, const std::string& role, Division area,
             std::optional<std::string> mediator = {}) {
        storage::Query{files.db(),
                       "INSERT INTO accounts (account, role, area, mediator, password, must_change, approved, created)"
                       " VALUES (?, ?, ?, ?, 'x', 0, 1, '2021-10-14')",
                       account,
                       role,
                       area.code,
                       mediator}
            .run();
    }
    http::Response send(http::Request request) {
        std::promise<http::Response> promise;
        auto future = promise.get_future();
        service->handle(std::move(request), [&](http::Response response) { promise.set_value(std::move(response)); });
        return future.get();
    }
    http::Response ask(http::Method method, const std::string& path, const std::string& account = {},
                       const std::string& body = {}) {
        http::Request request;
        request.method = method;
        request.path = path.substr(0, path.find('?'));
        if (path.find('?') != std::string::npos) request.query = path.substr(path.find('?') + 1);
        request.headers.push_back({"Host", "town.example:8443"});
        request.is_secure = true;
        request.body = body;
        if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
        if (!account.empty()) {
            const auto session = session_of(account);
            request.headers.push_back({"Cookie", "__Host-tiaojie=" + session.secret});
            request.headers.push_back({"X-CSRF-Token", session.session.csrf});
        }
        return send(std::move(request));
    }
    storage::NewSession session_of(const std::string& account) {
        const auto row = storage::find_account(files.store(), account);
        REQUIRE(row);
        storage::Transaction transaction{files.db()};
        auto out = storage::write_session(files.store(), row->account, false, Clock{}.seconds(), {});
        transaction.commit();
        return out;
    }
    std::string feed_of(const std::string& account) {
        const auto made = ask(http::Method::post, "/api/v1/feed", account);
        REQUIRE(made.status == 201);
        const auto url = parse_json(*made.body)->find("url")->text;
        const std::string base = "https://town.example:8443";
        REQUIRE(url.starts_with(base + "/api/v1/feeds/"));
        return url.substr(base.size());
    }
    std::size_t audited(AuditAction action) {
        storage::AuditFilter filter;
        filter.action = action;
        return storage::read_audit(files.store(), filter).size();
    }
};

std::string text_of(const http::Response& response) { return response.body ? *response.body : std::string{}; }

// Folded lines put together again.
std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
    return text;
}

std::string header_of(const http::Response& response, std::string_view name) {
    for (const auto& header : response.headers)
        if (header.name == name) return header.value;
    return {};
}

std::size_t count_of(const std::string& text, std::string_view what) {
    std::size_t out = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
    return out;
}

using http::Method;

}  // namespace

TEST_CASE("an administrator makes, lists, tests and removes webhooks of the own area", "[serve][webhooks]") {
    Town town;
    Receiver receiver{204, ""};
    const std::string path = "/api/v1/webhooks";
    const auto body = [&](const std::string& more = {}) {
        return R"({"name":"综治平台","url":")" + receiver.url("/in?key=abc") + R"(","kind":"generic")" + more + "}";
    };
    const auto made = town.ask(Method::post, path, "sys", body());
    REQUIRE(made.status == 201);
    const auto json = *parse_json(*made.body);
    const auto id = json.find("webhook")->text;
    CHECK(json.find("secret")->text.size() == 43);  // made, as none was given
    CHECK(json.find("signed")->boolean);
    CHECK(json.find("events")->items.size() == 3);
    CHECK(json.find("area")->text == the_town.text());
    CHECK(json.find("url")->text.find("abc") == std::string::npos);
    CHECK(town.audited(AuditAction::webhook_changed) == 1);

    const auto given = town.ask(Method::post, path, "sys",
                                body(R"(,"secret":"k","events":["overdue"],"area":")" + the_village.text() + '"'));
    REQUIRE(given.status == 201);
    CHECK(parse_json(*given.body)->find("secret")->kind == Json::Kind::null);

    CHECK(parse_json(*town.ask(Method::get, path, "sys").body)->items.size() == 2);
    CHECK(parse_json(*town.ask(Method::get, path, "village-sys").body)->items.empty());
    CHECK(town.ask(Method::get, path, "chen").status == 403);

    const auto tested = town.ask(Method::post, path + "/" + id + "/test", "sys");
    REQUIRE(tested.status == 200);
    const auto delivery = *parse_json(*tested.body);
    CHECK(delivery.find("status")->text == "sent");
    CHECK(delivery.find("answer")->text == "204");
    CHECK(delivery.find("case")->kind == Json::Kind::null);
    CHECK(parse_json(receiver.got().front().body)->find("test")->boolean);
    CHECK(parse_json(*town.ask(Method::get, path + "/" + id + "/deliveries?limit=5", "sys").body)->items.size() == 1);

    for (const auto& [method, end] :
         {std::pair{Method::post, "/test"}, {Method::get, "/deliveries"}, {Method::delete_, ""}})
        CHECK(town.ask(method, path + "/" + id + end, "village-sys").status == 404);
    CHECK(town.ask(Method::delete_, path + "/" + id, "sys").status == 204);
    CHECK(town.ask(Method::delete_, path + "/" + id, "sys").status == 404);
    CHECK(parse_json(*town.ask(Method::get, path, "sys").body)->items.size() == 1);
}

TEST_CASE("a test that fails says why and is not tried again", "[serve][webhooks]") {
    Town town;
    Receiver receiver{200, R"({"errcode":310000,"errmsg":"keywords not in content"})"};
    const auto made = town.ask(Method::post, "/api/v1/webhooks", "sys",
                               R"({"name":"群","url":")" + receiver.url() + R"(","kind":"dingtalk"})");
    REQUIRE(made.status == 201);
    CHECK_FALSE(parse_json(*made.body)->find("signed")->boolean);
    const auto id = parse_json(*made.body)->find("webhook")->text;
    const auto tested = town.ask(Method::post, "/api/v1/webhooks/" + id + "/test", "sys");
    REQUIRE(tested.status == 200);
    const auto delivery = *parse_json(*tested.body);
    CHECK(delivery.find("status")->text == "failed");
    CHECK(delivery.find("error")->text == "机器人拒收：310000 keywords not in content");
    CHECK(delivery.find("next")->kind == Json::Kind::null);
}

TEST_CASE("webhooks outside the area or to forbidden addresses are refused", "[serve][webhooks]") {
    Town town;
    const auto status_of = [&](const std::string& url, const std::string& more = {}) {
        return town
            .ask(Method::post, "/api/v1/webhooks", "sys",
                 R"({"name":"n","url":")" + url + R"(","kind":"generic")" + more + "}")
            .status;
    };
    CHECK(status_of("http://169.254.169.254/latest") == 422);
    CHECK(status_of("http://[fe80::1]/") == 422);
    CHECK(status_of("https://user:pass@example.com/") == 422);
    CHECK(status_of("ftp://example.com/") == 422);
    CHECK(status_of("https://example.com/", R"(,"area":"350305102000")") == 404);
    CHECK(status_of("https://example.com/", R"(,"area":"350305000000")") == 404);
    CHECK(status_of("https://example.com/", R"(,"events":[])") == 422);
    CHECK(status_of("http://10.0.0.8:8080/hook") == 201);
    CHECK(town.audited(AuditAction::webhook_changed) == 1);
}

TEST_CASE("a calendar shows the clocks of the area without names, under addresses that end with .ics or not",
          "[serve][feeds]") {
    Town town;
    const auto feed = town.feed_of("chen");
    const auto read = town.ask(Method::get, feed);
    REQUIRE(read.status == 200);
    CHECK(read.content_type == "text/calendar; charset=utf-8");
    CHECK(header_of(read, "Cache-Control") == "private, no-cache");
    const auto text = unfolded(text_of(read));
    CHECK(count_of(text, "BEGIN:VEVENT") == 3);  // stage and overall of c1, acceptance of c2
    CHECK(text.find("SUMMARY:（2021）") != std::string::npos);
    CHECK(text.find("号 邻里纠纷：本级调解期限") != std::string::npos);
    CHECK(text.find("URL:https://town.example:8443/cases/c1") != std::string::npos);
    CHECK(text.find("UID:c1/stage/2021-11-11/1@") != std::string::npos);
    for (const auto* hidden : {"张三", "李四", "争执"}) CHECK(text.find(hidden) == std::string::npos);
    CHECK(text_of(town.ask(Method::get, feed + ".ics")).size() == text_of(read).size());
    CHECK(town.audited(AuditAction::feed_made) == 1);

    http::Request again;
    again.path = feed;
    again.is_secure = true;
    again.headers = {{"Host", "town.example:8443"}, {"If-None-Match", header_of(read, "ETag")}};
    CHECK(town.send(again).status == 304);
    town.files.apply(case_in(the_village, "c3"), "2021-11-15");
    CHECK(comes_true([&] { return town.send(again).status == 200; }));
}

TEST_CASE("a mediator's calendar holds the own cases only, a village's only its own", "[serve][feeds]") {
    Town town;
    const auto own = unfolded(text_of(town.ask(Method::get, town.feed_of("lin"))));
    CHECK(count_of(own, "BEGIN:VEVENT") == 2);
    CHECK(own.find("/cases/c2") == std::string::npos);
    const auto next = town.ask(Method::get, town.feed_of("next"));
    CHECK(next.status == 200);
    CHECK(count_of(text_of(next), "BEGIN:VEVENT") == 0);
    CHECK(town.ask(Method::post, "/api/v1/feed", "sys").status == 403);
}

TEST_CASE("a calendar address ends when it is replaced or revoked, or its account is disabled", "[serve][feeds]") {
    Town town;
    const auto first = town.feed_of("chen");
    const auto second = town.feed_of("chen");
    CHECK(town.ask(Method::get, first).status == 404);
    CHECK(town.ask(Method::get, second).status == 200);
    CHECK(town.ask(Method::delete_, "/api/v1/feed", "chen").status == 204);
    CHECK(town.ask(Method::get, second).status == 404);
    CHECK(town.ask(Method::delete_, "/api/v1/feed", "chen").status == 404);
    CHECK(town.audited(AuditAction::feed_revoked) == 1);

    const auto third = town.feed_of("chen");
    storage::Query{town.files.db(), "UPDATE accounts SET disabled = 1 WHERE account = 'chen'"}.run();
    CHECK(town.ask(Method::get, third).status == 404);
    CHECK(town.ask(Method::get, "/api/v1/feeds/none").status == 404);
    CHECK(town.ask(Method::get, "/api/v1/feeds/.ics").status == 404);
}

TEST_CASE("a token makes no calendar address: it would show more than the token may", "[serve][feeds]") {
    Town town;
    storage::Transaction transaction{town.files.db()};
    const auto token = storage::write_token(
        town.files.store(), {"chen", "导出", Clock{}.seconds() + 3600, false, the_village}, Clock{}.seconds());
    REQUIRE(token);
    transaction.commit();
    http::Request request;
    request.method = Method::post;
    request.path = "/api/v1/feed";
    request.headers = {{"Host", "town.example"}, {"Authorization", "Bearer " + token->secret}};
    CHECK(town.send(request).status == 403);
}
