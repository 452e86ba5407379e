// One connection from its accept to its end. Everything runs on the thread of its loop.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/channel.hpp"
#include "api/http/gate.hpp"
#include "api/http/loop.hpp"
#include "api/http/mailbox.hpp"
#include "api/http/outgoing.hpp"
#include "api/http/request_reader.hpp"

namespace tiaojie::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Loop& loop, Socket socket, SslHandle ssl, std::string peer, Gate::Place gate, std::size_t place);

    void start();
    void receive_letter(Letter& letter);
    void be_late();  // the deadline is over
    void begin_stop();
    void close() noexcept;

    Clock::time_point deadline() const { return deadline_; }
    void set_place(std::size_t place) { place_ = place; }

private:
    enum class State : std::uint8_t {
        handshake,
        receiving,  // also idle, while there is no reader
        handling,
        sending,
        streaming,
        lingering,  // sent all, reads what still comes, so that the client gets to see the answer
        closed,
    };
    struct Current {  // what is known of the request being answered
        Clock::time_point start{};
        Method method{Method::get};
        bool is_version_1_0{false};
        unsigned status{0};
        std::size_t bytes{0};
        std::string peer{};
        std::string path{};
    };

    template <class Step>
    void step(Step what) noexcept;
    void wait_to_read();
    void wait_to_write();
    void on_readable();
    void on_writable();

    void shake_hands();
    void receive();
    void proceed(std::string_view bytes);
    RequestReader::Progress take_in(std::string_view& bytes);
    void await_more();
    void drop_reader();
    bool has_room_for_body();
    void dispatch();
    void refuse(Refused why);
    void respond(Response response);
    enum class Flushed : std::uint8_t { all, blocked, lost };
    Flushed flush();
    void after_response();
    void report() noexcept;
    void begin_stream();
    void pump();
    void linger();
    void drain();
    void set_deadline(std::chrono::milliseconds from_now) { deadline_ = Clock::now() + from_now; }
    const Limits& limits() const { return loop_.shared().options.limits; }

    Loop& loop_;
    Socket socket_;
    Channel channel_;
    Gate::Place gate_;
    std::size_t place_;  // in the list of the loop
    std::string peer_;
    State state_{State::handshake};
    bool is_reading_{false};
    bool is_writing_{false};
    bool is_keep_alive_{true};
    bool is_refused_{false};
    bool has_body_deadline_{false};
    Clock::time_point deadline_{};
    std::uint64_t number_{0};  // of the request
    std::unique_ptr<RequestReader> reader_{};
    std::int64_t counted_body_{0};  // of the reader, as counted for all
    std::string input_{};           // what has come and is not yet taken
    Outgoing out_{};
    Current current_{};
    std::shared_ptr<EventStream> stream_{};
    Clock::time_point last_sent_{};  // of the event stream
    std::size_t lingered_{0};
};

}  // namespace tiaojie::http
