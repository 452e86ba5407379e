// Answers from other threads, answers too late, and the end of the server.
#include "tests/api/http/test_server.hpp"
#include "tests/catch.hpp"

namespace tiaojie {
namespace {

const std::string request = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace

TEST_CASE("answers may come from any thread", "[http]") {
    std::vector<std::thread> threads;
    std::mutex mutex;
    {
        TestServer server{[&](const http::Request& given, http::Answer answer) {
            const std::lock_guard lock{mutex};
            threads.emplace_back([held = std::move(answer), text = described(given)] {
                held(http::text_response(200, "text/plain", text));
            });
        }};
        std::vector<RawClient> clients;
        for (int i = 0; i < 8; ++i) clients.push_back(server.client());
        for (int round = 0; round < 10; ++round) {
            for (RawClient& each : clients) each.send(request);
            for (RawClient& each : clients) CHECK(each.reply().body == "GET /a [] from 127.0.0.1");
        }
    }
    for (std::thread& each : threads) each.join();
}

TEST_CASE("only the first answer counts", "[http]") {
    TestServer server{[](const http::Request& given, const http::Answer& answer) {
        answer(http::text_response(200, "text/plain", given.path));
        answer(http::text_response(500, "text/plain", "again"));
    }};
    RawClient client = server.client();
    CHECK(client.exchange(request).body == "/a");
    CHECK(client.exchange("GET /b HTTP/1.1\r\nHost: x\r\n\r\n").body == "/b");
}

TEST_CASE("a handler that throws, or drops its answer, is answered for with 500", "[http]") {
    HeldAnswers held;
    TestServer server{[&held](const http::Request& given, http::Answer answer) {
        if (given.path == "/throw") throw std::runtime_error("in the handler");
        if (given.path == "/hold") held.handler()(given, std::move(answer));
    }};
    RawClient client = server.client();
    for (const char* path : {"/throw", "/drop"}) {
        const RawReply reply = client.exchange("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(reply.status == 500);
        CHECK(reply.body.find("\"code\":\"internal_error\"") != std::string::npos);
    }
    client.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
    REQUIRE(held.has(1));
    held.take();
    CHECK(client.reply().status == 500);
}

TEST_CASE("an answer after the client, or the server, has gone harms nobody", "[http]") {
    HeldAnswers held;
    std::vector<http::Answer> late;
    {
        TestServer server{held.handler()};
        RawClient gone = server.client();
        gone.send(request);
        REQUIRE(held.has(1));
        gone.reset();
        held.take().front()(http::json_response(200, "{}"));
        CHECK(comes_true([&] { return server->counts().connections == 0; }));
        RawClient left = server.client();
        left.send(request + request);
        REQUIRE(held.has(1));
        late = held.take();
        server->stop(0ms);
        CHECK(left.is_ended());
        late.front()(http::json_response(200, "{}"));
    }
    late.front()(http::json_response(200, "{}"));
    late.clear();
}

TEST_CASE("stopping answers what is under way and lets nobody in", "[http]") {
    HeldAnswers held;
    TestServer server{held.handler()};
    const std::uint16_t port = server->port();
    RawClient waiting = server.client();
    RawClient idle = server.client();
    RawClient half = server.client();
    waiting.send(request + request);  // the second one has not begun
    half.send("GET /half HTTP/1.1\r\n");
    REQUIRE(held.has(1));
    REQUIRE(comes_true([&] { return server->counts().connections == 3; }));
    std::this_thread::sleep_for(50ms);  // for the half request to be read

    std::thread stopping{[&] { server->stop(10s); }};
    CHECK(idle.is_ended());
    CHECK(comes_true([&] {
        try {
            RawClient{port};
            return false;
        } catch (const std::runtime_error&) {
            return true;
        }
    }));
    held.take().front()(http::text_response(200, "text/plain", "late but well"));
    const RawReply reply = waiting.reply();
    CHECK(reply.body == "late but well");
    CHECK(reply.header("Connection") == "close");
    CHECK(waiting.is_ended());
    half.send("Host: x\r\n\r\n");
    REQUIRE(held.has(1));
    held.take().front()(http::text_response(200, "text/plain", "half"));
    CHECK(half.reply().body == "half");
    stopping.join();
    CHECK(server->counts().connections == 0);
}

TEST_CASE("stopping waits no longer than it may", "[http]") {
    HeldAnswers held;
    TestServer server{held.handler()};
    RawClient client = server.client();
    client.send(request);
    REQUIRE(held.has(1));
    const auto start = std::chrono::steady_clock::now();
    std::thread other{[&] { server->stop(100ms); }};
    server->stop(100ms);
    other.join();
    CHECK(std::chrono::steady_clock::now() - start < 5s);
    CHECK(client.is_ended());
    server->stop(0ms);
}

TEST_CASE("a handler may ask for the stop", "[http]") {
    std::atomic<http::Server*> itself{nullptr};
    TestServer server{[&itself](const http::Request&, const http::Answer& answer) {
        itself.load()->stop(1s);
        answer(http::json_response(202, "{}"));
    }};
    itself = server.operator->();
    RawClient client = server.client();
    CHECK(client.exchange(request).status == 202);
    CHECK(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_CASE("a server that was not started can be stopped, and a taken port is told", "[http]") {
    http::ServerOptions options = test_options();
    http::Server quiet{options, describe};
    CHECK(quiet.port() != 0);
    options.port = quiet.port();
    CHECK_THROWS_AS(http::Server(options, describe), http::ServerFault);
    options.port = 0;
    options.address = "no address";
    CHECK_THROWS_AS(http::Server(options, describe), http::ServerFault);
    quiet.stop(1s);
    quiet.start();  // too late, does nothing
}

TEST_CASE("IPv6 and IPv4 come through one door", "[http]") {
    http::ServerOptions options = test_options();
    options.address = "::";
    try {
        TestServer server{describe, options};
        CHECK(server.client().exchange(request).body == "GET /a [] from 127.0.0.1");
    } catch (const http::ServerFault&) {
        WARN("no IPv6 here");
    }
}

}  // namespace tiaojie
