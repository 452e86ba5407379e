// Event streams: sent when there is something, held for long, noticed when they end.
#include <deque>

#include "tests/api/http/test_server.hpp"
#include "tests/catch.hpp"

namespace tiaojie {
namespace {

const std::string request = "GET /events HTTP/1.1\r\nHost: x\r\n\r\n";

class Queue : public http::EventStream {
public:
    std::string take() override {
        const std::lock_guard lock{mutex_};
        if (waiting_.empty()) return {};
        std::string first = std::move(waiting_.front());
        waiting_.pop_front();
        return first;
    }
    void on_ready(std::function<void()> wake) override {
        const std::lock_guard lock{mutex_};
        wake_ = std::move(wake);
    }
    bool is_open() override {
        const std::lock_guard lock{mutex_};
        return is_open_;
    }
    void put(std::string event) {
        change([&] { waiting_.push_back(std::move(event)); });
    }
    void end() {
        change([&] { is_open_ = false; });
    }
    void nudge() {
        change([] {});
    }

private:
    template <class Change>
    void change(Change what) {
        std::function<void()> wake;
        {
            const std::lock_guard lock{mutex_};
            what();
            wake = wake_;
        }
        if (wake) wake();
    }
    std::mutex mutex_{};
    std::deque<std::string> waiting_{};
    std::function<void()> wake_{};
    bool is_open_{true};
};

http::Handler streaming(const std::shared_ptr<Queue>& queue) {
    return [held = std::weak_ptr<Queue>{queue}](const http::Request&, const http::Answer& answer) {
        http::Response response;
        response.content_type = "text/event-stream";
        response.stream = held.lock();
        answer(std::move(response));
    };
}

std::string status_line(RawClient& client) {
    const std::string head = client.read_until("\r\n\r\n");
    return head.substr(0, head.find("\r\n"));
}

}  // namespace

TEST_CASE("events reach the client when another thread has them", "[http]") {
    auto queue = std::make_shared<Queue>();
    queue->put("data: before\n\n");
    TestServer server{streaming(queue)};
    RawClient client = server.client();
    client.send(request);
    const std::string head = client.read_until("\r\n\r\n");
    CHECK(head.find("Content-Type: text/event-stream\r\n") != std::string::npos);
    CHECK(head.find("Content-Length") == std::string::npos);
    CHECK(client.read_until("\n\n") == "data: before\n\n");
    CHECK(server->counts().streams == 1);
    for (int i = 0; i < 50; ++i) {
        const std::string event = "data: " + std::to_string(i) + "\n\n";
        std::thread{[&] { queue->put(event); }}.join();
        CHECK(client.read_until("\n\n") == event);
    }
    std::string all;
    for (int i = 0; i < 1000; ++i) {
        queue->put("data: " + std::to_string(i) + "\n\n");
        all += "data: " + std::to_string(i) + "\n\n";
    }
    queue->put("data: large " + std::string(3'000'000, 'l') + "\n\n");
    CHECK(client.read_until("999\n\n") == all);
    CHECK(client.read_until("\n\n").size() == 3'000'014);
    queue->put("data: last\n\n");
    queue->end();
    CHECK(client.read_all() == "data: last\n\n");
    CHECK(comes_true([&] { return server->counts().streams == 0 && server->counts().connections == 0; }));
    queue->nudge();  // after the end
}

TEST_CASE("the server lets go of a stream whose client has gone", "[http]") {
    auto queue = std::make_shared<Queue>();
    TestServer server{streaming(queue)};
    RawClient polite = server.client();
    RawClient rude = server.client();
    for (RawClient* each : {&polite, &rude}) {
        each->send(request);
        CHECK(status_line(*each) == "HTTP/1.1 200 OK");
    }
    CHECK(comes_true([&] { return server->counts().streams == 2; }));
    polite.end_sending();
    rude.reset();
    CHECK(comes_true([&] { return server->counts().streams == 0; }));
    const std::weak_ptr<Queue> watched = queue;
    queue->nudge();
    queue.reset();
    CHECK(comes_true([&] { return watched.expired(); }));
}

TEST_CASE("a silent stream is kept alive by a comment, also when it is woken for nothing", "[http]") {
    auto queue = std::make_shared<Queue>();
    http::ServerOptions options = test_options();
    options.limits.heartbeat_time = 300ms;
    TestServer server{streaming(queue), options};
    RawClient client = server.client();
    client.send(request);
    CHECK(status_line(client) == "HTTP/1.1 200 OK");
    std::atomic<bool> is_over{false};
    std::thread nudging{[&] {
        while (!is_over) {
            queue->nudge();
            std::this_thread::sleep_for(10ms);
        }
    }};
    for (int i = 0; i < 3; ++i) CHECK(client.read_until("\n\n") == ": \n\n");
    is_over = true;
    nudging.join();
}

TEST_CASE("a client that does not read its stream is closed", "[http]") {
    auto queue = std::make_shared<Queue>();
    http::ServerOptions options = test_options();
    options.limits.write_time = 300ms;
    TestServer server{streaming(queue), options};
    RawClient client = server.client();
    client.send(request);
    CHECK(status_line(client) == "HTTP/1.1 200 OK");
    queue->put(std::string(30'000'000, 'l'));
    CHECK(comes_true([&] { return server->counts().streams == 0; }));
}

TEST_CASE("HEAD of a stream has no stream", "[http]") {
    auto queue = std::make_shared<Queue>();
    TestServer server{streaming(queue)};
    RawClient client = server.client();
    client.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.reply(false).status == 200);
    CHECK(client.is_ended());
    CHECK(server->counts().streams == 0);
}

TEST_CASE("stopping ends streams at once", "[http]") {
    auto queue = std::make_shared<Queue>();
    TestServer server{streaming(queue)};
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(server.client());
        clients.back().send(request);
        CHECK(status_line(clients.back()) == "HTTP/1.1 200 OK");
    }
    const auto start = std::chrono::steady_clock::now();
    server->stop(60s);
    CHECK(std::chrono::steady_clock::now() - start < 10s);
    for (RawClient& each : clients) CHECK(each.is_ended());
    queue->nudge();
}

}  // namespace tiaojie
