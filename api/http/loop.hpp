// One thread with its io_context and its connections: they need no locks, as nothing of theirs runs anywhere else.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/http/channel.hpp"
#include "api/http/gate.hpp"
#include "api/http/mailbox.hpp"
#include "api/http/server.hpp"
#include "api/http/tls.hpp"

namespace tiaojie::http {

using Clock = std::chrono::steady_clock;
using Executor = boost::asio::io_context::executor_type;  // not the type-erased one: that costs memory and time
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;

// What all threads of a server share.
struct Shared {
    ServerOptions options;
    Handler handler;
    Gate gate;
    std::optional<TlsContext> tls{};
    std::atomic<std::int64_t> body_bytes{0};  // held by requests that are not yet complete
    std::atomic<std::int64_t> streams{0};
    std::atomic<std::int64_t> requests{0};
    std::atomic<std::int64_t> refused{0};
};

// A connection that was accepted; closes what is not taken.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();
    int get() const { return number_; }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};
struct Arrival {
    Descriptor descriptor;
    int family;  // AF_INET or AF_INET6
    Peer peer;
    Gate::Place place;
};

class Loop {
public:
    explicit Loop(Shared& shared);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    static bool is_this_thread();  // whether this is the thread of any loop
    boost::asio::io_context& context() { return context_; }
    void run();                // until `finish`
    void adopt(Arrival item);  // by any thread
    std::size_t load() const { return load_.load(std::memory_order_relaxed); }
    void begin_stop();  // by any thread: ends what is idle, and the rest after its answer
    void finish();      // by any thread: closes all, `run` returns

    // For the connections, on the thread.
    Shared& shared() { return shared_; }
    const std::shared_ptr<Mailbox>& mailbox() const { return mailbox_; }
    std::span<char> scratch() { return scratch_; }  // what is read lands here first, so idle connections hold nothing
    std::string_view date();
    bool is_stopping() const { return is_stopping_; }
    void forget(Connection& connection, std::size_t place);

private:
    void welcome(Arrival item);
    void deliver();
    void sweep_later();
    void sweep();

    Shared& shared_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<Executor> work_;
    Timer sweeper_;
    bool is_sweeping_{false};
    bool is_stopping_{false};
    std::atomic<std::size_t> load_{0};  // connections, from the hand-over on
    std::shared_ptr<Mailbox> mailbox_;
    std::vector<char> scratch_;
    std::vector<std::shared_ptr<Connection>> connections_{};
    std::int64_t date_seconds_{-1};
    std::string date_{};
};

}  // namespace tiaojie::http
