#include "api/http/server.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <mutex>
#include <thread>
#include <vector>

#include "api/http/loop.hpp"
#include "api/http/outgoing.hpp"
#include "api/http/request_reader.hpp"

namespace tiaojie::http {
namespace {

namespace asio = boost::asio;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Error = boost::system::error_code;

constexpr int most_accepts = 64;  // in one go, so that a flood of connections leaves time for those inside
constexpr std::chrono::milliseconds accept_pause{50};
constexpr std::size_t most_drained = 64 * 1024;

// Without waiting: who is refused must not cost anything.
void send_refusal(int descriptor, std::string_view date) {
    Outgoing out = outgoing(refusal(Refused::too_many_connections), {date, KeepAlive::no, false});
    const std::string_view bytes = out.first();
    if (::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0) return;
    ::shutdown(descriptor, SHUT_WR);
    // What is unread at the close makes the kernel send a reset, and the client might miss the answer.
    std::array<char, 4096> room{};
    std::size_t drained = 0;
    while (drained < most_drained) {
        const ssize_t got = ::recv(descriptor, room.data(), room.size(), MSG_DONTWAIT);
        if (got <= 0) return;
        drained += static_cast<std::size_t>(got);
    }
}

}  // namespace

// One acceptor deals the connections out to the threads, to the one that has the fewest. (SO_REUSEPORT would spare the
// hand-over, but would let a second server take the same port unnoticed, and spreads few connections badly.)
struct Server::Inside {
    Inside(ServerOptions options, Handler handler);

    void listen();
    void wait_for_arrivals();
    void accept_all();
    bool accept_one();
    void pause();
    void stop(std::chrono::milliseconds grace);
    void begin_stop();

    Shared shared;
    std::vector<std::unique_ptr<Loop>> loops{};
    std::optional<Acceptor> acceptor{};
    std::optional<Timer> pause_timer{};
    std::uint16_t port{0};
    std::vector<std::thread> threads{};
    std::mutex stop_mutex{};
    bool is_stopped{false};
};

Server::Inside::Inside(ServerOptions options, Handler handler)
    : shared{options, std::move(handler), Gate{options.limits.connections, options.limits.connections_per_address}} {
    if (options.tls) shared.tls.emplace(*options.tls);
    const unsigned count = std::max(1U, options.threads);
    for (unsigned i = 0; i < count; ++i) loops.push_back(std::make_unique<Loop>(shared));
    acceptor.emplace(loops.front()->context());
    pause_timer.emplace(loops.front()->context());
    listen();
}

void Server::Inside::listen() {
    const std::string place = shared.options.address + " 端口 " + std::to_string(shared.options.port);
    Error error;
    const auto address = asio::ip::make_address(shared.options.address, error);
    if (error) throw ServerFault{"不是 IP 地址：" + shared.options.address};
    const asio::ip::tcp::endpoint endpoint{address, shared.options.port};
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(asio::socket_base::reuse_address{true}, error);
    if (!error && address.is_v6()) acceptor->set_option(asio::ip::v6_only{false}, error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(4096, error);
    if (!error) acceptor->native_non_blocking(true, error);
    if (error == asio::error::address_in_use) throw ServerFault{"已有程序在监听 " + place};
    if (error == asio::error::access_denied) throw ServerFault{"没有权限监听 " + place};
    if (!error) port = acceptor->local_endpoint(error).port();
    if (error) throw ServerFault{"不能监听 " + place + "：" + error.message()};
}

void Server::Inside::wait_for_arrivals() {
    acceptor->async_wait(asio::socket_base::wait_read, [this](const Error& error) {
        if (error || !acceptor->is_open()) return;
        accept_all();
    });
}

void Server::Inside::accept_all() {
    for (int i = 0; i < most_accepts; ++i) {
        try {
            if (!accept_one()) break;
        } catch (...) {  // out of memory for this one
            return pause();
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) return pause();
    }
    wait_for_arrivals();
}

// False: there is none. `errno` tells when resources are short.
bool Server::Inside::accept_one() {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    errno = 0;
    const int number = ::accept4(acceptor->native_handle(), reinterpret_cast<sockaddr*>(&address), &length,
                                 SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (number < 0) return errno != EAGAIN && errno != EWOULDBLOCK;  // others: that connection failed, try the next
    Descriptor descriptor{number};
    Peer peer = peer_of(address);
    auto place = shared.gate.enter(peer.key);
    if (!place) {
        shared.refused.fetch_add(1, std::memory_order_relaxed);
        if (!shared.tls) send_refusal(number, loops.front()->date());
        errno = 0;
        return true;
    }
    const int on = 1;
    ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    Loop& loop = **std::min_element(loops.begin(), loops.end(),
                                    [](const auto& left, const auto& right) { return left->load() < right->load(); });
    loop.adopt({std::move(descriptor), address.ss_family, std::move(peer), std::move(*place)});
    errno = 0;
    return true;
}

// Without descriptors every accept fails at once; wait until some connections have ended.
void Server::Inside::pause() {
    pause_timer->expires_after(accept_pause);
    pause_timer->async_wait([this](const Error& error) {
        if (!error && acceptor->is_open()) accept_all();
    });
}

void Server::Inside::begin_stop() {
    asio::post(loops.front()->context(), [this] {
        Error ignored;
        acceptor->close(ignored);
        pause_timer->cancel();
    });
    for (const auto& loop : loops) loop->begin_stop();
}

void Server::Inside::stop(std::chrono::milliseconds grace) {
    const std::lock_guard lock{stop_mutex};
    if (is_stopped) return;
    is_stopped = true;
    if (!threads.empty()) {
        begin_stop();
        shared.gate.wait_until_empty(grace);
        for (const auto& loop : loops) loop->finish();
        for (std::thread& each : threads) each.join();
        threads.clear();
    }
    Error ignored;
    acceptor->close(ignored);
}

Server::Server(ServerOptions options, Handler handler)
    : inside_{std::make_unique<Inside>(std::move(options), std::move(handler))} {}

Server::~Server() { inside_->stop(std::chrono::milliseconds{0}); }

std::uint16_t Server::port() const { return inside_->port; }

void Server::start() {
    const std::lock_guard lock{inside_->stop_mutex};
    if (inside_->is_stopped || !inside_->threads.empty()) return;
    inside_->wait_for_arrivals();
    for (const auto& loop : inside_->loops) {
        inside_->threads.emplace_back([&held = *loop] { held.run(); });
    }
}

void Server::stop(std::chrono::milliseconds grace) {
    // A thread of the server cannot wait for its own end; whoever destroys the server does.
    if (Loop::is_this_thread()) return inside_->begin_stop();
    inside_->stop(grace);
}

ServerCounts Server::counts() const {
    const Shared& shared = inside_->shared;
    return {static_cast<std::int64_t>(shared.gate.inside()), shared.streams.load(), shared.requests.load(),
            shared.refused.load()};
}

}  // namespace tiaojie::http
