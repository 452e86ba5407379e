// What a careless, slow or hostile client sees, and that the others do not notice it.
#include <sys/resource.h>
#include <unistd.h>

#include "tests/api/http/test_server.hpp"
#include "tests/catch.hpp"

namespace tiaojie {
namespace {

const std::string fine = "GET /fine HTTP/1.1\r\nHost: x\r\n\r\n";

// Sends the bytes, and tells the status and the code of the answer, which must end the connection.
std::string refusal_of(const TestServer& server, const std::string& bytes) {
    RawClient client = server.client();
    client.send(bytes);
    const RawReply reply = client.reply();
    if (reply.header("Content-Type") != "application/problem+json") return "no problem: " + reply.body;
    if (reply.header("Connection") != "close" || !client.is_ended()) return "not closed";
    const std::size_t at = reply.body.find("\"code\":\"") + 8;
    return std::to_string(reply.status) + " " + reply.body.substr(at, reply.body.find('"', at) - at);
}

}  // namespace

TEST_CASE("malformed requests are refused with 400", "[http]") {
    TestServer server;
    for (const std::string request : {
             "nonsense\r\n\r\n",
             "GET\r\n\r\n",
             "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
             "GET / HTTP/1.1\nHost: x\n\n",
             "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
             "GET a HTTP/1.1\r\nHost: x\r\n\r\n",
             "CONNECT host:80 HTTP/1.1\r\nHost: x\r\n\r\n",
             "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
             "GET / HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
             "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: x\r\nName: a\x01z\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\nContent-Length: 1\r\n\r\na",
             "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
         }) {
        INFO(request);
        CHECK(refusal_of(server, request) == "400 bad_request");
    }
    CHECK(refusal_of(server, std::string("\x16\x03\x01\x00\xa5\x01\x00\x00", 8)) == "400 bad_request");  // TLS
    CHECK(refusal_of(server, fine.substr(0, 4) + std::string("\0", 1) + " HTTP/1.1\r\n\r\n") == "400 bad_request");
    CHECK(server.client().exchange(fine).status == 200);
}

TEST_CASE("what follows a refused request is not taken for a request", "[http]") {
    TestServer server;
    RawClient client = server.client();
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                fine);
    CHECK(client.reply().status == 400);
    CHECK(client.is_ended());
}

TEST_CASE("empty lines before a request are overlooked", "[http]") {
    TestServer server;
    RawClient client = server.client();
    CHECK(client.exchange("\r\n\r\n" + fine).status == 200);
    CHECK(client.exchange("\r\n" + fine).status == 200);
}

TEST_CASE("headers have a limit, however they come", "[http]") {
    TestServer server;
    const std::string start = "GET / HTTP/1.1\r\nHost: x\r\n";
    CHECK(refusal_of(server, start + "Long: " + std::string(3'000, 'a')) == "431 headers_too_large");
    CHECK(refusal_of(server, start + "Long: " + std::string(3'000, 'a') + "\r\n\r\n") == "431 headers_too_large");
    CHECK(refusal_of(server, "GET /" + std::string(3'000, 'a')) == "431 headers_too_large");
    std::string many = start;
    for (int i = 0; i < 150; ++i) many += "A: b\r\n";
    CHECK(refusal_of(server, many + "\r\n") == "431 headers_too_large");

    RawClient client = server.client();  // line by line, so that each piece is small
    bool is_open = client.send(start);
    for (int i = 0; i < 100 && is_open; ++i) {
        is_open = client.send("Name: " + std::string(30, 'a') + "\r\n");
        std::this_thread::sleep_for(1ms);
    }
    CHECK(client.reply().status == 431);
    CHECK(client.is_ended());
}

TEST_CASE("bodies have a limit, announced or not", "[http]") {
    TestServer server;
    const std::string start = "POST / HTTP/1.1\r\nHost: x\r\n";
    const std::string most(100'000, 'b');
    CHECK(server.client().exchange(start + "Content-Length: 100000\r\n\r\n" + most).status == 200);
    CHECK(refusal_of(server, start + "Content-Length: 100001\r\n\r\n") == "413 body_too_large");
    CHECK(refusal_of(server, start + "Content-Length: 100001\r\n\r\n" + most + "b") == "413 body_too_large");
    const std::string chunked = start + "Transfer-Encoding: chunked\r\n\r\n186A0\r\n" + most + "\r\n";
    CHECK(server.client().exchange(chunked + "0\r\n\r\n").status == 200);
    CHECK(refusal_of(server, chunked + "1\r\nb\r\n0\r\n\r\n") == "413 body_too_large");
    // What stands between the chunks and behind them is no way round the limits.
    CHECK(refusal_of(server, chunked + "1;" + std::string(10'000, 'e')) == "400 bad_request");
    CHECK(refusal_of(server, chunked + "0\r\nTrailer: " + std::string(10'000, 'e')) == "400 bad_request");
}

TEST_CASE("all bodies on their way together have a limit", "[http]") {
    http::ServerOptions options = test_options();
    options.limits.all_bodies_bytes = 150'000;
    TestServer server{describe, options};
    const std::string start = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";
    RawClient first = server.client();
    first.send(start + std::string(90'000, 'b'));
    std::this_thread::sleep_for(100ms);  // for it to be read
    CHECK(refusal_of(server, start + std::string(90'000, 'b')) == "503 busy");
    first.send(std::string(10'000, 'b'));
    CHECK(first.reply().status == 200);
    RawClient gone = server.client();
    gone.send(start + std::string(90'000, 'b'));
    std::this_thread::sleep_for(100ms);
    gone.reset();
    CHECK(comes_true([&] { return server->counts().connections == 1; }));
    RawClient next = server.client();
    next.send(start + std::string(90'000, 'b'));
    std::this_thread::sleep_for(100ms);
    next.send(std::string(10'000, 'b'));
    CHECK(next.reply().status == 200);
}

TEST_CASE("who is still sending a huge body gets to see that it is refused", "[http]") {
    TestServer server;
    for (const std::size_t size : {8'000'000, 20'000'000, 50'000'000}) {
        RawClient client = server.client();
        client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
        CHECK(client.send(std::string(size, 'b')));
        CHECK(client.reply().status == 413);
    }
}

TEST_CASE("a slow header or body ends with 408, a silent connection without a word", "[http]") {
    http::ServerOptions options = test_options();
    options.limits.header_time = 400ms;
    options.limits.body_time = 400ms;
    options.limits.idle_time = 400ms;
    TestServer server{describe, options};

    CHECK(refusal_of(server, "GET / HT") == "408 timeout");
    CHECK(refusal_of(server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc") == "408 timeout");
    RawClient silent = server.client();
    CHECK(silent.is_ended());
    RawClient idle = server.client();
    CHECK(idle.exchange(fine).status == 200);
    CHECK(idle.is_ended());

    RawClient dribbler = server.client();  // each byte is in time, the header is not
    bool is_open = true;
    for (int i = 0; i < 200 && is_open; ++i) {
        is_open = dribbler.send("G");
        std::this_thread::sleep_for(20ms);
    }
    CHECK_FALSE(is_open);
    CHECK(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_CASE("a client that does not read its answer is closed", "[http]") {
    http::ServerOptions options = test_options();
    options.limits.write_time = 300ms;
    options.limits.write_rate = 1'000'000'000;
    const std::string large(30'000'000, 'l');  // more than the buffers of the system take
    TestServer server{[&large](const http::Request&, const http::Answer& answer) {
                          answer(http::text_response(200, "application/octet-stream", large));
                      },
                      options};
    RawClient client = server.client();
    client.send(fine);
    CHECK(comes_true([&] { return server->counts().connections == 1; }));
    CHECK(comes_true([&] { return server->counts().connections == 0; }));
    CHECK(client.read_all().size() < large.size());
    CHECK(server->counts().requests == 0);
}

TEST_CASE("a request cut short is refused, an unused connection just closed", "[http]") {
    TestServer server;
    RawClient cut = server.client();
    cut.send("GET / HTTP/1.1\r\nHo");
    cut.end_sending();
    CHECK(cut.reply().status == 400);
    CHECK(cut.is_ended());
    RawClient unused = server.client();
    unused.end_sending();
    CHECK(unused.is_ended());
    RawClient rude = server.client();
    rude.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc");
    rude.reset();
    CHECK(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_CASE("an address may have so many connections, and all together so many", "[http]") {
    http::ServerOptions options = test_options();
    options.limits.connections_per_address = 2;
    options.limits.connections = 3;
    TestServer server{describe, options};
    RawClient first = server.client();
    RawClient second = server.client();
    CHECK(first.exchange(fine).status == 200);
    CHECK(second.exchange(fine).status == 200);
    CHECK(refusal_of(server, fine) == "503 too_many_connections");
    CHECK(server->counts().refused == 1);
    first.reset();
    CHECK(comes_true([&] { return server->counts().connections == 1; }));
    CHECK(server.client().exchange(fine).status == 200);

    http::ServerOptions all = test_options();
    all.limits.connections_per_address = 0;
    all.limits.connections = 3;
    TestServer small{describe, all};
    std::vector<RawClient> inside;
    for (int i = 0; i < 3; ++i) inside.push_back(small.client());
    for (RawClient& each : inside) CHECK(each.exchange(fine).status == 200);
    CHECK(refusal_of(small, fine) == "503 too_many_connections");
}

TEST_CASE("when descriptors run out, who comes waits and is served later", "[http]") {
    TestServer server;
    CHECK(server.client().exchange(fine).status == 200);
    CHECK(comes_true([&] { return server->counts().connections == 0; }));
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    const int lowest = ::dup(0);
    REQUIRE(lowest >= 0);
    ::close(lowest);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(lowest) + 1;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &tight) == 0);
    RawClient client = server.client();  // takes the last one
    client.send(fine);
    std::this_thread::sleep_for(200ms);
    const auto inside = server->counts().connections;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(inside == 0);
    CHECK(client.reply().status == 200);
}

TEST_CASE("five hundred idle connections, and dawdlers among them, harm nobody", "[http]") {
    http::ServerOptions options = test_options();
    options.limits.connections_per_address = 0;
    TestServer server{describe, options};
    std::vector<RawClient> idle;
    for (int i = 0; i < 500; ++i) {
        idle.push_back(server.client());
        if (i % 10 == 0) idle.back().send("GET /dawdling HTTP/1.1\r\nHo");
    }
    RawClient busy = server.client();
    for (int i = 0; i < 200; ++i) CHECK(busy.exchange(fine).status == 200);
    CHECK(comes_true([&] { return server->counts().connections == 501; }));
    for (int i = 0; i < 500; i += 10) {
        CHECK(idle[static_cast<std::size_t>(i)].exchange("st: x\r\n\r\n").body == "GET /dawdling [] from 127.0.0.1");
    }
    idle.clear();
    CHECK(comes_true([&] { return server->counts().connections == 1; }));
}

}  // namespace tiaojie
