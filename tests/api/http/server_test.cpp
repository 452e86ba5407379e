// What a well-behaved client sees.
#include <zlib.h>

#include <array>

#include "tests/api/http/test_server.hpp"
#include "tests/catch.hpp"

namespace tiaojie {
namespace {

std::string unpacked(const std::string& packed) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return "no zlib";
    std::string input = packed;
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool is_whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(out.size() - stream.avail_out);
    inflateEnd(&stream);
    return is_whole ? out : "not whole";
}

}  // namespace

TEST_CASE("a request reaches the handler and its answer comes back", "[http]") {
    TestServer server;
    RawClient client = server.client();
    const RawReply reply = client.exchange("GET /a/b?c=1&d=%20 HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(reply.status == 200);
    CHECK(reply.body == "GET /a/b?c=1&d=%20 [] from 127.0.0.1");
    CHECK(reply.header("Server") == "tiaojie");
    CHECK(reply.header("Date").ends_with(" GMT"));
    CHECK(reply.header("Content-Type") == "text/plain");
    CHECK(reply.header("Connection").empty());
    CHECK(comes_true([&] { return server->counts().requests == 1; }));
    CHECK(server->counts().connections == 1);
}

TEST_CASE("a connection serves one request after the other", "[http]") {
    TestServer server;
    RawClient client = server.client();
    for (int i = 0; i < 20; ++i) {
        const std::string body(static_cast<std::size_t>(i) * 100, 'b');
        const RawReply reply = client.exchange(
            "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        CHECK(reply.body == "POST /p [" + body + "] from 127.0.0.1");
    }
    CHECK(server->counts().connections == 1);
}

TEST_CASE("pipelined requests are answered in their order", "[http]") {
    HeldAnswers held;
    TestServer server{held.handler()};
    RawClient client = server.client();
    std::string all;
    for (int i = 0; i < 3; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(all + "POST /last HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nlast");
    for (const char* text : {"first", "second", "third", "fourth"}) {
        REQUIRE(held.has(1));
        auto answers = held.take();
        CHECK(answers.size() == 1);  // the next request waits for this answer
        answers.front()(http::text_response(200, "text/plain", text));
        CHECK(client.reply().body == text);
    }
}

TEST_CASE("a thousand pipelined requests answered at once need no deep stack", "[http]") {
    TestServer server;
    RawClient client = server.client();
    std::string all;
    for (int i = 0; i < 1000; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    client.send(all);
    bool is_in_order = true;
    for (int i = 0; i < 1000; ++i) {
        is_in_order = client.reply().body == "GET /" + std::to_string(i) + " [] from 127.0.0.1" && is_in_order;
    }
    CHECK(is_in_order);
}

TEST_CASE("a request may come byte by byte", "[http]") {
    TestServer server;
    RawClient client = server.client();
    const std::string plain = "PUT /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
    const std::string chunked =
        "POST /chunked HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3;note=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: "
        "t\r\n\r\n";
    const std::string empty = "POST /empty HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    for (const auto& [request, answer] :
         {std::pair{plain, "PUT /slow [abc]"}, {chunked, "POST /chunked [abcde]"}, {empty, "POST /empty []"}}) {
        for (const char c : request) {
            client.send({&c, 1});
            std::this_thread::sleep_for(1ms);
        }
        CHECK(client.reply().body == answer + std::string(" from 127.0.0.1"));
    }
}

TEST_CASE("HEAD has the header of GET and no body", "[http]") {
    TestServer server;
    RawClient client = server.client();
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
    const RawReply reply = client.reply(false);
    CHECK(reply.status == 200);
    CHECK(reply.header("Content-Length") == std::to_string(std::string{"HEAD /a [] from 127.0.0.1"}.size()));
    CHECK(client.exchange("GET /b HTTP/1.1\r\nHost: x\r\n\r\n").body == "GET /b [] from 127.0.0.1");
}

TEST_CASE("every method comes to the handler", "[http]") {
    TestServer server;
    RawClient client = server.client();
    const auto body = [&](const std::string& line) {
        return client.exchange(line + " HTTP/1.1\r\nHost: x\r\n\r\n").body;
    };
    CHECK(body("OPTIONS *") == "OPTIONS * [] from 127.0.0.1");
    CHECK(body("OPTIONS /a") == "OPTIONS /a [] from 127.0.0.1");
    CHECK(body("DELETE /a") == "DELETE /a [] from 127.0.0.1");
    CHECK(body("PATCH /a") == "OTHER /a [] from 127.0.0.1");
    CHECK(body("BREW /a") == "OTHER /a [] from 127.0.0.1");
    CHECK(body("GET http://elsewhere:80/a?b") == "GET /a?b [] from 127.0.0.1");
    CHECK(body("GET http://elsewhere") == "GET / [] from 127.0.0.1");
}

TEST_CASE("HTTP/1.0 is answered and closed, unless it asks to be kept", "[http]") {
    TestServer server;
    RawClient once = server.client();
    const RawReply reply = once.exchange("GET /a HTTP/1.0\r\n\r\n");
    CHECK(reply.body == "GET /a [] from 127.0.0.1");
    CHECK(reply.header("Connection") == "close");
    CHECK(once.is_ended());
    RawClient kept = server.client();
    CHECK(kept.exchange("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("Connection") == "keep-alive");
    CHECK(kept.exchange("GET /b HTTP/1.0\r\n\r\n").body == "GET /b [] from 127.0.0.1");
    RawClient closing = server.client();
    CHECK(closing.exchange("GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").header("Connection") == "close");
    CHECK(closing.is_ended());
}

TEST_CASE("who expects 100-continue gets it before the body, and not when the body is there or refused", "[http]") {
    TestServer server;
    RawClient client = server.client();
    const std::string head = "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ";
    client.send(head + "3\r\n\r\n");
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abc");
    CHECK(client.reply().body == "POST /a [abc] from 127.0.0.1");
    CHECK(client.exchange(head + "3\r\n\r\nabc").status == 200);
    const RawReply refused = client.exchange(head + "100001\r\n\r\n");
    CHECK(refused.status == 413);
    CHECK(client.is_ended());
}

TEST_CASE("a half-closed client is answered, then closed", "[http]") {
    HeldAnswers held;
    TestServer server{held.handler()};
    RawClient client = server.client();
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    client.end_sending();
    REQUIRE(held.has(1));
    held.take().front()(http::json_response(201, "{}"));
    CHECK(client.reply().status == 201);
    CHECK(client.is_ended());
    CHECK(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_CASE("text is compressed for who accepts it", "[http]") {
    const std::string text(5000, 'a');
    TestServer server{[&text](const http::Request& request, const http::Answer& answer) {
        http::Response response = http::json_response(200, request.path == "/short" ? "short" : text);
        if (request.path == "/image") response.content_type = "image/png";
        if (request.path == "/packed") response.headers.push_back({"Content-Encoding", "br"});
        if (request.path == "/cookie") response.headers.push_back({"Vary", "Cookie"});
        response.headers.push_back({"ETag", "\"7\""});
        answer(std::move(response));
    }};
    RawClient client = server.client();
    const auto get = [&](const std::string& path, const std::string& accepted) {
        return client.exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + accepted + "\r\n\r\n");
    };
    const RawReply packed = get("/", "deflate, gzip;q=0.5, br");
    CHECK(packed.header("Content-Encoding") == "gzip");
    CHECK(packed.header("Vary") == "Accept-Encoding");
    CHECK(packed.header("ETag") == "W/\"7\"");
    CHECK(packed.body.size() < 200);
    CHECK(unpacked(packed.body) == text);
    CHECK(unpacked(get("/", "gzip").body) == text);  // the state is used again
    CHECK(get("/cookie", "gzip").header("Vary") == "Cookie, Accept-Encoding");
    for (const char* not_accepted : {"identity", "gzip;q=0", "gzip; q=0.000", "gzippy"}) {
        const RawReply plain = get("/", not_accepted);
        CHECK(plain.header("Content-Encoding").empty());
        CHECK(plain.header("Vary") == "Accept-Encoding");
        CHECK(plain.header("ETag") == "\"7\"");
        CHECK(plain.body == text);
    }
    CHECK(get("/short", "gzip").header("Content-Encoding").empty());
    CHECK(get("/image", "gzip").header("Content-Encoding").empty());
    CHECK(get("/packed", "gzip").header("Content-Encoding") == "br");
    CHECK(get("/packed", "gzip").body == text);
}

TEST_CASE("large answers arrive whole, also when the client reads late", "[http]") {
    const auto large = std::make_shared<const std::string>(20'000'000, 'l');
    TestServer server{[&large](const http::Request&, const http::Answer& answer) {
        http::Response response;
        response.content_type = "application/octet-stream";
        response.body = large;
        answer(std::move(response));
    }};
    RawClient client = server.client();
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
    std::this_thread::sleep_for(100ms);
    CHECK(client.reply().body == *large);
    CHECK(client.reply().body == *large);
}

TEST_CASE("204 and 304 have neither body nor type nor length", "[http]") {
    TestServer server{[](const http::Request& request, const http::Answer& answer) {
        answer(http::empty_response(request.path == "/304" ? 304 : 204));
    }};
    RawClient client = server.client();
    for (const std::string status : {"204", "304"}) {
        const RawReply reply = client.exchange("GET /" + status + " HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(std::to_string(reply.status) == status);
        CHECK(reply.header("Content-Length").empty());
        CHECK(reply.header("Content-Type").empty());
    }
}

TEST_CASE("a header value cannot smuggle in another header", "[http]") {
    TestServer server{[](const http::Request&, const http::Answer& answer) {
        http::Response response = http::json_response(200, "{}");
        response.headers = {{"X-Name", "a\r\nX-Other: b"}, {"Content-Length", "99"}, {"X-Fine", "c"}};
        answer(std::move(response));
    }};
    const RawReply reply = server.client().exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(reply.header("X-Name") == "a  X-Other: b");
    CHECK(reply.header("X-Other").empty());
    CHECK(reply.header("X-Fine") == "c");
    CHECK(reply.header("Content-Length") == "2");
}

TEST_CASE("behind a proxy the client's address is the last one the proxy names", "[http]") {
    const std::string request =
        "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: 8.8.8.8, 203.0.113.7\r\n"
        "X-Forwarded-Proto: https\r\n\r\n";
    TestServer plain;
    CHECK(plain.client().exchange(request).body == "GET / [] from 127.0.0.1");
    http::ServerOptions options = test_options();
    options.is_behind_proxy = true;
    TestServer behind{describe, options};
    RawClient client = behind.client();
    CHECK(client.exchange(request).body == "GET / [] from 203.0.113.7 secure");
    const auto from = [&](const std::string& forwarded) {
        return client.exchange("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + forwarded + "\r\n\r\n").body;
    };
    CHECK(from("1.2.3.4, 2001:db8::1") == "GET / [] from 2001:db8::1");
    CHECK(from("[2001:db8::1]:443") == "GET / [] from 2001:db8::1");
    CHECK(from("1.2.3.4:80") == "GET / [] from 1.2.3.4");
    CHECK(from("<script>") == "GET / [] from 127.0.0.1");
    CHECK(from("") == "GET / [] from 127.0.0.1");
}

TEST_CASE("the access log gets a line for each answer, without the query", "[http]") {
    std::mutex mutex;
    std::vector<std::string> lines;
    http::ServerOptions options = test_options();
    options.on_access = [&](const http::Access& access) {
        const std::lock_guard lock{mutex};
        lines.push_back(access.peer + " " + std::string(access.method) + " " + access.path + " " +
                        std::to_string(access.status) + " " + std::to_string(access.bytes));
        throw std::runtime_error("the disk is full");
    };
    TestServer server{describe, options};
    RawClient client = server.client();
    client.exchange("GET /a?name=secret HTTP/1.1\r\nHost: x\r\n\r\n");
    client.exchange("BAD\r\n\r\n");
    REQUIRE(comes_true([&] {
        const std::lock_guard lock{mutex};
        return lines.size() == 2;
    }));
    CHECK(lines[0] == "127.0.0.1 GET /a 200 36");
    CHECK(lines[1].starts_with("127.0.0.1 GET  400 "));
}

TEST_CASE("tags are compared by their value", "[http]") {
    CHECK(http::lists_tag("\"5\"", "\"5\""));
    CHECK(http::lists_tag("W/\"5\"", "\"5\""));
    CHECK(http::lists_tag("\"4\", W/\"5\" , \"6\"", "\"5\""));
    CHECK(http::lists_tag("*", "\"5\""));
    CHECK_FALSE(http::lists_tag("\"55\"", "\"5\""));
    CHECK_FALSE(http::lists_tag("", "\"5\""));
    CHECK_FALSE(http::lists_tag(",,", "\"5\""));
}

}  // namespace tiaojie
