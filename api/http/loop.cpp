#include "api/http/loop.hpp"

#include <signal.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <ctime>

#include "api/http/connection.hpp"
#include "api/http/outgoing.hpp"

namespace tiaojie::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t scratch_bytes = 64 * 1024;
// All limits of time are looked at this often, by one timer a thread: a timer a connection would cost each request.
constexpr std::chrono::milliseconds sweep_period{100};

thread_local bool is_loop_thread = false;

// Signals are for the main thread; and OpenSSL writes without MSG_NOSIGNAL.
void block_signals() {
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

Loop::Loop(Shared& shared)
    : shared_{shared},
      work_{asio::make_work_guard(context_)},
      sweeper_{context_},
      mailbox_{std::make_shared<Mailbox>([this] { asio::post(context_, [this] { deliver(); }); })},
      scratch_(scratch_bytes) {}

Loop::~Loop() {
    mailbox_->close();
    const auto rest = std::exchange(connections_, {});
    for (const auto& each : rest) each->close();
}

bool Loop::is_this_thread() { return is_loop_thread; }

void Loop::run() {
    block_signals();
    is_loop_thread = true;
    for (;;) {
        try {
            context_.run();
            return;
        } catch (...) {  // out of memory outside of any connection: go on with the others
        }
    }
}

void Loop::adopt(Arrival item) {
    load_.fetch_add(1, std::memory_order_relaxed);
    asio::post(context_, [this, held = std::move(item)]() mutable { welcome(std::move(held)); });
}

void Loop::welcome(Arrival item) {
    load_.fetch_sub(1, std::memory_order_relaxed);  // unless it is taken
    if (is_stopping_) return;
    Socket socket{context_};
    const auto protocol = item.family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4();
    boost::system::error_code error;
    socket.assign(protocol, item.descriptor.get(), error);
    if (error) return;
    item.descriptor.release();
    SslHandle ssl = shared_.tls ? shared_.tls->make() : nullptr;
    if (shared_.tls && !ssl) return;
    connections_.push_back(std::make_shared<Connection>(*this, std::move(socket), std::move(ssl),
                                                        std::move(item.peer.text), std::move(item.place),
                                                        connections_.size()));
    load_.fetch_add(1, std::memory_order_relaxed);
    const auto made = connections_.back();
    made->start();
    sweep_later();
}

void Loop::forget(Connection& connection, std::size_t place) {
    if (place >= connections_.size() || connections_[place].get() != &connection) return;
    // Kept until the end of the block: it may be the last hold on the connection that is calling.
    const std::shared_ptr<Connection> gone = std::move(connections_[place]);
    if (place + 1 < connections_.size()) {
        connections_[place] = std::move(connections_.back());
        connections_[place]->set_place(place);
    }
    connections_.pop_back();
    load_.fetch_sub(1, std::memory_order_relaxed);
}

void Loop::deliver() {
    for (Letter& each : mailbox_->take()) {
        const auto connection = each.to.lock();
        if (connection) connection->receive_letter(each);
    }
}

void Loop::sweep_later() {
    if (is_sweeping_ || connections_.empty()) return;
    is_sweeping_ = true;
    sweeper_.expires_after(sweep_period);
    sweeper_.async_wait([this](const boost::system::error_code& error) {
        is_sweeping_ = false;
        if (!error) sweep();
    });
}

void Loop::sweep() {
    const Clock::time_point now = Clock::now();
    // Backwards: a connection that closes is replaced by one from behind, which was looked at already.
    for (std::size_t i = connections_.size(); i-- > 0;) {
        if (i >= connections_.size() || connections_[i]->deadline() > now) continue;
        const auto held = connections_[i];
        held->be_late();
    }
    sweep_later();
}

void Loop::begin_stop() {
    asio::post(context_, [this] {
        is_stopping_ = true;
        const auto all = connections_;
        for (const auto& each : all) each->begin_stop();
    });
}

void Loop::finish() {
    asio::post(context_, [this] {
        is_stopping_ = true;
        const auto all = connections_;
        for (const auto& each : all) each->close();
        sweeper_.cancel();
        work_.reset();
        context_.stop();
    });
}

std::string_view Loop::date() {
    const std::int64_t now = std::time(nullptr);
    if (now != date_seconds_) {
        date_ = http_date(now);
        date_seconds_ = now;
    }
    return date_;
}

}  // namespace tiaojie::http
