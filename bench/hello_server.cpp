// The limit that the HTTP server is measured against: Beast alone, with one io_context a thread, no limits, no routes,
// one fixed answer. Usage: tiaojie_hello [port [threads]]
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Request = beast::http::request<beast::http::empty_body>;
using Response = beast::http::response<beast::http::string_body>;

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(Socket socket) : socket_{std::move(socket)} {}

    void read() {
        request_ = {};
        beast::http::async_read(socket_, buffer_, request_,
                                [self = shared_from_this()](beast::error_code error, std::size_t) {
                                    if (!error) self->write();
                                });
    }

private:
    void write() {
        response_ = {beast::http::status::ok, request_.version()};
        response_.set(beast::http::field::server, "hello");
        response_.set(beast::http::field::content_type, "application/json");
        response_.body() = R"({"hello":"world"})";
        response_.keep_alive(request_.keep_alive());
        response_.prepare_payload();
        beast::http::async_write(socket_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error && self->response_.keep_alive()) self->read();
        });
    }

    Socket socket_;
    beast::flat_buffer buffer_{};
    Request request_{};
    Response response_{};
};

class Acceptor {
public:
    Acceptor(std::vector<std::unique_ptr<asio::io_context>>& contexts, std::uint16_t port)
        : contexts_{contexts}, acceptor_{*contexts.front(), {asio::ip::address_v4::loopback(), port}} {}

    void accept() {
        asio::io_context& context = *contexts_[next_++ % contexts_.size()];
        acceptor_.async_accept(context, [this, &context](beast::error_code error, asio::ip::tcp::socket given) {
            if (!error) {
                given.set_option(asio::ip::tcp::no_delay{true}, error);
                Socket socket{context, asio::ip::tcp::v4(), given.release(error)};
                const auto made = std::make_shared<Session>(std::move(socket));
                asio::post(context, [made] { made->read(); });
            }
            accept();
        });
    }

private:
    std::vector<std::unique_ptr<asio::io_context>>& contexts_;
    asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor_;
    std::size_t next_{0};
};

}  // namespace

int main(int count, char** words) {
    const auto port = static_cast<std::uint16_t>(count > 1 ? std::atoi(words[1]) : 8090);
    const int threads = count > 2 ? std::atoi(words[2]) : 2;
    std::vector<std::unique_ptr<asio::io_context>> contexts;
    for (int i = 0; i < threads; ++i) contexts.push_back(std::make_unique<asio::io_context>(1));
    try {
        Acceptor acceptor{contexts, port};
        acceptor.accept();
        std::vector<std::thread> running;
        for (const auto& each : contexts) {
            running.emplace_back([&context = *each] {
                const auto work = asio::make_work_guard(context);
                context.run();
            });
        }
        for (std::thread& each : running) each.join();
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
