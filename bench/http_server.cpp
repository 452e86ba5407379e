// Our HTTP server with a handler that does nothing, to be measured beside tiaojie_hello.
// Usage: tiaojie_http_bench [port [threads [certificate key]]]
//   /hello a short answer · /big 1 MiB · /later from another thread · /stream a silent event stream · /stop ends
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <mutex>
#include <thread>

#include "api/http/server.hpp"

namespace {

namespace http = tiaojie::http;

class Silence : public http::EventStream {
public:
    std::string take() override { return {}; }
    void on_ready(std::function<void()>) override {}
    bool is_open() override { return true; }
};

// Stands for the writer: one other thread that answers.
class Worker {
public:
    Worker() : thread_{[this] { run(); }} {}
    ~Worker() {
        {
            const std::lock_guard lock{mutex_};
            is_ended_ = true;
        }
        ready_.notify_one();
        thread_.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void add(http::Answer answer) {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(answer));
        if (waiting_.size() == 1) ready_.notify_one();
    }

private:
    void run() {
        std::unique_lock lock{mutex_};
        for (;;) {
            ready_.wait(lock, [this] { return is_ended_ || !waiting_.empty(); });
            if (is_ended_) return;
            auto taken = std::exchange(waiting_, {});
            lock.unlock();
            for (const auto& answer : taken) answer(http::json_response(200, R"({"hello":"later"})"));
            lock.lock();
        }
    }

    std::mutex mutex_{};
    std::condition_variable ready_{};
    std::deque<http::Answer> waiting_{};
    bool is_ended_{false};
    std::thread thread_;
};

}  // namespace

int main(int count, char** words) {
    http::ServerOptions options;
    options.port = static_cast<std::uint16_t>(count > 1 ? std::atoi(words[1]) : 8091);
    options.threads = static_cast<unsigned>(count > 2 ? std::atoi(words[2]) : 2);
    if (count > 4) {
        options.tls = {words[3], words[4]};
        http::make_self_signed(*options.tls, "localhost");
    }
    options.limits.connections_per_address = 0;
    const auto hello = std::make_shared<const std::string>(R"({"hello":"world"})");
    const auto big = std::make_shared<const std::string>(1 << 20, 'x');
    std::atomic<bool> is_ended{false};
    Worker worker;
    const auto handler = [&](const http::Request& request, const http::Answer& answer) {
        if (request.path == "/later") return worker.add(answer);
        http::Response response;
        response.body = request.path == "/big" ? big : hello;
        if (request.path == "/stream") {
            response.content_type = "text/event-stream";
            response.stream = std::make_shared<Silence>();
        }
        if (request.path == "/stop") is_ended = true;
        answer(std::move(response));
    };
    try {
        http::Server server{options, handler};
        server.start();
        while (!is_ended) std::this_thread::sleep_for(std::chrono::milliseconds{50});
        server.stop(std::chrono::seconds{1});
    } catch (const http::ServerFault& fault) {
        std::cerr << fault.sentence << '\n';
        return 1;
    }
    return 0;
}
