#include "tests/api/http/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace tiaojie {
namespace {

constexpr int longest_wait_ms = 10'000;

std::string lower(std::string_view text) {
    std::string made{text};
    for (char& c : made) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

RawReply parse_head(std::string_view head) {
    RawReply made;
    const std::size_t end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    if (line.size() >= 12) std::from_chars(line.data() + 9, line.data() + 12, made.status);
    head.remove_prefix(end + 2);
    while (!head.empty() && !head.starts_with("\r\n")) {
        const std::size_t stop = head.find("\r\n");
        const std::string_view field = head.substr(0, stop);
        const std::size_t colon = field.find(": ");
        if (colon != std::string_view::npos) {
            made.headers.emplace_back(field.substr(0, colon), field.substr(colon + 2));
        }
        head.remove_prefix(stop + 2);
    }
    return made;
}

}  // namespace

std::string RawReply::header(std::string_view name) const {
    for (const auto& [each, value] : headers) {
        if (lower(each) == lower(name)) return value;
    }
    return {};
}

RawClient::RawClient(std::uint16_t port, const std::string& host)
    : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor_);
        throw std::runtime_error("cannot connect");
    }
    const int on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawClient::~RawClient() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::end_sending() { ::shutdown(descriptor_, SHUT_WR); }

void RawClient::reset() {
    const linger at_once{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(descriptor_, -1));
}

bool RawClient::fill() {
    pollfd waiting{descriptor_, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, longest_wait_ms);
    if (ready == 0) throw std::runtime_error("no answer in time; so far: " + seen_.substr(0, 200));
    std::array<char, 16384> room{};
    const ssize_t got = ::recv(descriptor_, room.data(), room.size(), 0);
    if (got <= 0) return false;
    seen_.append(room.data(), static_cast<std::size_t>(got));
    return true;
}

std::string RawClient::read_until(std::string_view mark) {
    for (;;) {
        const std::size_t at = seen_.find(mark);
        if (at != std::string::npos) {
            std::string found = seen_.substr(0, at + mark.size());
            seen_.erase(0, at + mark.size());
            return found;
        }
        if (!fill()) throw std::runtime_error("the connection ended; so far: " + seen_.substr(0, 200));
    }
}

std::string RawClient::read_all() {
    while (fill()) {
    }
    return std::exchange(seen_, {});
}

bool RawClient::is_ended() { return seen_.empty() && !fill(); }

RawReply RawClient::reply(bool has_body) {
    while (seen_.find("\r\n\r\n") == std::string::npos) {
        if (!fill()) return {};
    }
    RawReply made = parse_head(read_until("\r\n\r\n"));
    const bool is_bodiless = !has_body || made.status < 200 || made.status == 204 || made.status == 304;
    if (is_bodiless) return made;
    const std::string length = made.header("Content-Length");
    if (length.empty()) {
        made.body = read_all();
        return made;
    }
    const auto size = static_cast<std::size_t>(std::stoul(length));
    while (seen_.size() < size && fill()) {
    }
    made.body = seen_.substr(0, size);
    seen_.erase(0, made.body.size());
    return made;
}

}  // namespace tiaojie
