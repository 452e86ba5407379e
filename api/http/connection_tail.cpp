// What a connection does when it has nothing more to answer: event streams, and its last words.
#include "api/http/connection.hpp"

namespace tiaojie::http {
namespace {

// An ordinary client sends all of its body before it reads the answer: what it has left is read on, so that it does not
// find the connection broken instead. A photograph or a scan is at most some tens of megabytes.
constexpr std::chrono::milliseconds body_linger_time{10'000};
constexpr std::chrono::milliseconds linger_time{3'000};
constexpr unsigned too_large = 413;
constexpr std::size_t most_lingered = 64 * 1024 * 1024;
constexpr int most_takes = 16;   // of a stream in one go, so that a busy one leaves time for the others
constexpr int most_drains = 64;  // of what is thrown away, likewise

}  // namespace

void Connection::begin_stream() {
    state_ = State::streaming;
    last_sent_ = Clock::now();
    input_ = {};
    loop_.shared().streams.fetch_add(1, std::memory_order_relaxed);
    stream_->on_ready([mailbox = loop_.mailbox(), self = weak_from_this(), number = number_] {
        mailbox->send({self, number, std::nullopt});
    });
    wait_to_read();
    pump();
}

void Connection::pump() {
    if (loop_.is_stopping()) return close();
    for (int i = 0; i < most_takes; ++i) {
        if (out_.is_empty()) {
            std::string bytes = stream_->take();
            if (bytes.empty()) {
                if (!stream_->is_open()) {
                    channel_.end_sending();
                    return close();
                }
                deadline_ = last_sent_ + limits().heartbeat_time;
                return;
            }
            current_.bytes += bytes.size();
            out_ = Outgoing{std::move(bytes)};
            set_deadline(limits().write_time);
        }
        if (flush() != Flushed::all) return;
        last_sent_ = Clock::now();
    }
    loop_.mailbox()->send({weak_from_this(), number_, std::nullopt});
}

void Connection::linger() {
    state_ = State::lingering;
    set_deadline(current_.status == too_large ? body_linger_time : linger_time);
    channel_.end_sending();
    drain();
}

void Connection::drain() {
    for (int i = 0; i < most_drains; ++i) {
        const IoResult got = channel_.discard(loop_.scratch());
        lingered_ += got.bytes;
        if (got.io == Io::want_read) break;
        if (got.io != Io::done || lingered_ > most_lingered) return close();
    }
    wait_to_read();
}

}  // namespace tiaojie::http
