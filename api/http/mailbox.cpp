#include "api/http/mailbox.hpp"

#include <limits>

#include "api/http/gzip.hpp"
#include "api/http/request_reader.hpp"

namespace tiaojie::http {
namespace {

// Compressing more would hold up the other connections of the thread for more than some milliseconds.
constexpr std::size_t largest_on_connection_thread = 256 * 1024;

thread_local Ticket::Direct* direct = nullptr;
thread_local RingsHeld* rings_held = nullptr;

}  // namespace

void Mailbox::send(Letter letter) {
    {
        const std::lock_guard lock{mutex_};
        if (is_closed_) return;  // the letter goes after the lock: what it holds may come back here
        letters_.push_back(std::move(letter));
        if (letters_.size() > 1) return;  // who put the first rings
    }
    if (rings_held)
        rings_held->to_ring_.push_back(shared_from_this());
    else
        ring();
}

void Mailbox::ring() {
    const std::lock_guard lock{ringing_};
    if (ring_) ring_();
}

RingsHeld::RingsHeld() : outer_{rings_held} { rings_held = this; }
RingsHeld::~RingsHeld() {
    rings_held = outer_;
    for (const auto& each : to_ring_) each->ring();
}

std::vector<Letter> Mailbox::take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(letters_, {});
}

void Mailbox::close() {
    {
        const std::lock_guard lock{ringing_};
        ring_ = nullptr;
    }
    std::vector<Letter> unread;
    const std::lock_guard lock{mutex_};
    is_closed_ = true;
    unread.swap(letters_);
}

Ticket::Direct::Direct(const Ticket& ticket) : ticket_{&ticket}, outer_{direct} { direct = this; }
Ticket::Direct::~Direct() { direct = outer_; }

void Ticket::answer(Response response) {
    if (is_answered_.exchange(true)) return;
    const bool is_direct = direct && direct->ticket_ == this;
    compress(response, accepts_gzip_,
             is_direct ? largest_on_connection_thread : std::numeric_limits<std::size_t>::max());
    if (is_direct) {
        direct->answer = std::move(response);
    } else {
        mailbox_->send({connection_, request_, std::move(response)});
    }
}

Ticket::~Ticket() {
    try {
        answer(failed_response());
    } catch (...) {  // out of memory: the connection stays unanswered and is closed with the server
    }
}

}  // namespace tiaojie::http
