#include "api/http/channel.hpp"

#include <openssl/err.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <utility>

namespace tiaojie::http {
namespace {

bool is_wait(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

int clamped(std::size_t size) { return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max())); }

}  // namespace

Channel::Channel(int descriptor, SslHandle ssl) : descriptor_{descriptor}, ssl_{std::move(ssl)} {
    if (!ssl_) return;
    SSL_set_fd(ssl_.get(), descriptor_);
    SSL_set_accept_state(ssl_.get());
}

IoResult Channel::outcome(int returned) {
    switch (SSL_get_error(ssl_.get(), returned)) {
        case SSL_ERROR_WANT_READ:
            return {Io::want_read, 0};
        case SSL_ERROR_WANT_WRITE:
            return {Io::want_write, 0};
        case SSL_ERROR_ZERO_RETURN:
            return {Io::ended, 0};
        default:
            return {Io::failed, 0};  // all else ends the connection
    }
}

IoResult Channel::shake_hands() {
    if (!ssl_) return {Io::done, 0};
    ERR_clear_error();
    const int returned = SSL_do_handshake(ssl_.get());
    return returned == 1 ? IoResult{Io::done, 0} : outcome(returned);
}

IoResult Channel::read(std::span<char> room) {
    if (ssl_) {
        ERR_clear_error();
        const int got = SSL_read(ssl_.get(), room.data(), clamped(room.size()));
        return got > 0 ? IoResult{Io::done, static_cast<std::size_t>(got)} : outcome(got);
    }
    return discard(room);
}

IoResult Channel::discard(std::span<char> room) {
    for (;;) {
        const ssize_t got = ::recv(descriptor_, room.data(), room.size(), 0);
        if (got > 0) return {Io::done, static_cast<std::size_t>(got)};
        if (got == 0) return {Io::ended, 0};
        if (is_wait(errno)) return {Io::want_read, 0};
        if (errno != EINTR) return {Io::failed, 0};
    }
}

IoResult Channel::write(std::string_view first, std::string_view second) {
    if (ssl_) {
        const std::string_view bytes = first.empty() ? second : first;
        ERR_clear_error();
        const int sent = SSL_write(ssl_.get(), bytes.data(), clamped(bytes.size()));
        return sent > 0 ? IoResult{Io::done, static_cast<std::size_t>(sent)} : outcome(sent);
    }
    // sendmsg only reads, but its struct knows no const.
    std::array<iovec, 2> parts{
        {{const_cast<char*>(first.data()), first.size()}, {const_cast<char*>(second.data()), second.size()}}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    for (;;) {
        const ssize_t sent = second.empty() ? ::send(descriptor_, first.data(), first.size(), MSG_NOSIGNAL)
                                            : ::sendmsg(descriptor_, &message, MSG_NOSIGNAL);
        if (sent >= 0) return {Io::done, static_cast<std::size_t>(sent)};
        if (is_wait(errno)) return {Io::want_write, 0};
        if (errno != EINTR) return {Io::failed, 0};
    }
}

void Channel::end_sending() {
    if (ssl_ && SSL_is_init_finished(ssl_.get())) {
        ERR_clear_error();
        SSL_shutdown(ssl_.get());
    }
    ::shutdown(descriptor_, SHUT_WR);
}

}  // namespace tiaojie::http
