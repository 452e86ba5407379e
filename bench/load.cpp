#include "bench/load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace tiaojie::bench {
namespace {

using Clock = std::chrono::steady_clock;

sockaddr_in loopback(int last, std::uint16_t port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(port);
    out.sin_addr.s_addr = htonl((127U << 24) | static_cast<std::uint32_t>(last));
    return out;
}

struct Connection {
    int socket{-1};
    std::string in{};
    std::size_t whole{0};  // bytes of the answer; 0: its head is not complete
    Clock::time_point sent{};
};

// How many bytes the answer has in all; 0: its head is not complete.
std::size_t size_of_answer(std::string_view in) {
    const auto end = in.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    static constexpr std::string_view name = "Content-Length: ";
    const auto at = in.substr(0, end).find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos) std::from_chars(in.data() + at + name.size(), in.data() + end, length);
    return end + 4 + length;
}

class Run {
public:
    explicit Run(const Load& load) : load_{load}, epoll_{::epoll_create1(EPOLL_CLOEXEC)} {
        connections_.resize(static_cast<std::size_t>(load.connections));
        for (std::size_t i = 0; i < connections_.size(); ++i) {
            connections_[i].socket = connected(load.port, 1 + static_cast<int>(i / 150));
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[i].socket, &event);
        }
        out_.times_ms.reserve(200'000);
    }
    ~Run() {
        for (const auto& each : connections_) ::close(each.socket);
        ::close(epoll_);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    Loaded go() {
        const auto start = Clock::now();
        const auto end =
            start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(load_.seconds));
        for (std::size_t i = 0; i < connections_.size(); ++i) ask(i);
        std::array<epoll_event, 128> events{};
        while (Clock::now() < end) {
            const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 20);
            for (int i = 0; i < ready; ++i) take(events[static_cast<std::size_t>(i)].data.u64);
        }
        out_.seconds = std::chrono::duration<double>(Clock::now() - start).count();
        std::sort(out_.times_ms.begin(), out_.times_ms.end());
        return std::move(out_);
    }

private:
    void ask(std::size_t i) {
        request_.clear();
        load_.next(static_cast<int>(i), request_);
        connections_[i].sent = Clock::now();
        send_all(connections_[i].socket, request_);
    }
    void take(std::size_t i) {
        auto& each = connections_[i];
        const auto got = ::recv(each.socket, room_.data(), room_.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (got <= 0) throw std::runtime_error{"the server has ended a connection"};
        each.in.append(room_.data(), static_cast<std::size_t>(got));
        if (each.whole == 0) each.whole = size_of_answer(each.in);
        if (each.whole == 0 || each.in.size() < each.whole) return;
        ++out_.answers;
        out_.bytes += static_cast<std::int64_t>(each.whole);
        if (each.in.size() < 10 || each.in[9] != '2') ++out_.refused;
        out_.times_ms.push_back(std::chrono::duration<float, std::milli>(Clock::now() - each.sent).count());
        each.in.clear();
        each.whole = 0;
        ask(i);
    }

    const Load& load_;
    int epoll_;
    std::vector<Connection> connections_{};
    std::string request_{};
    std::array<char, 64 * 1024> room_{};
    Loaded out_{};
};

}  // namespace

double Loaded::percentile_ms(double part) const {
    if (times_ms.empty()) return 0;
    const auto at = static_cast<std::size_t>(part * static_cast<double>(times_ms.size()));
    return static_cast<double>(times_ms[std::min(at, times_ms.size() - 1)]);
}

Loaded put_load(const Load& load) {
    const auto run = std::make_unique<Run>(load);
    return run->go();
}

int connected(std::uint16_t port, int from) {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto here = loopback(from, 0);
    const auto there = loopback(1, port);
    if (made < 0 || ::bind(made, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 ||
        ::connect(made, reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0) {
        ::close(made);
        throw std::runtime_error{"cannot connect to port " + std::to_string(port)};
    }
    const int on = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

void send_all(int socket, const std::string& bytes) {
    std::string_view rest{bytes};
    while (!rest.empty()) {
        const auto sent = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) throw std::runtime_error{"the server does not take what is sent"};
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string receive_until(int socket, const std::string& mark) {
    std::string out;
    std::array<char, 16 * 1024> room{};
    while (out.find(mark) == std::string::npos) {
        const auto got = ::recv(socket, room.data(), room.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw std::runtime_error{"the server has ended a connection: " + out.substr(0, 200)};
        out.append(room.data(), static_cast<std::size_t>(got));
    }
    return out;
}

}  // namespace tiaojie::bench
