#include "api/http/connection.hpp"

#include <algorithm>

#include "api/http/gzip.hpp"
#include "api/http/proxy.hpp"

namespace tiaojie::http {
Connection::Connection(Loop& loop, Socket socket, SslHandle ssl, std::string peer, Gate::Place gate, std::size_t place)
    : loop_{loop},
      socket_{std::move(socket)},
      channel_{socket_.native_handle(), std::move(ssl)},
      gate_{std::move(gate)},
      place_{place},
      peer_{std::move(peer)} {}

// The edge: nothing that goes wrong in one connection may reach the others.
template <class Step>
void Connection::step(Step what) noexcept {
    try {
        what();
    } catch (...) {
        close();
    }
}

void Connection::start() {
    step([this] {
        set_deadline(limits().header_time);
        if (!channel_.is_secure()) state_ = State::receiving;
        wait_to_read();
    });
}

void Connection::wait_to_read() {
    if (is_reading_) return;
    is_reading_ = true;
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
        self->is_reading_ = false;
        if (error) return self->close();
        self->step([&self] { self->on_readable(); });
    });
}

void Connection::wait_to_write() {
    if (is_writing_) return;
    is_writing_ = true;
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const boost::system::error_code& error) {
        self->is_writing_ = false;
        if (error) return self->close();
        self->step([&self] { self->on_writable(); });
    });
}

void Connection::on_readable() {
    switch (state_) {
        case State::handshake:
            return shake_hands();
        case State::receiving:
            return receive();
        case State::sending:
            return proceed({});  // TLS may have to read before it can write
        case State::streaming: {
            // Nothing is expected; what comes is thrown away, the end of it ends the stream.
            const IoResult got = channel_.read(loop_.scratch());
            if (got.io == Io::ended || got.io == Io::failed) return close();
            return wait_to_read();
        }
        case State::lingering:
            return drain();
        case State::handling:
        case State::closed:
            return;
    }
}

void Connection::on_writable() {
    switch (state_) {
        case State::handshake:
            return shake_hands();
        case State::receiving:
            return receive();
        case State::sending:
            return proceed({});
        case State::streaming:
            return pump();
        case State::handling:
        case State::lingering:
        case State::closed:
            return;
    }
}

void Connection::shake_hands() {
    switch (channel_.shake_hands().io) {
        case Io::done:
            state_ = State::receiving;
            set_deadline(limits().header_time);
            return receive();  // the first bytes may have come with the handshake
        case Io::want_read:
            return wait_to_read();
        case Io::want_write:
            return wait_to_write();
        case Io::ended:
        case Io::failed:
            return close();
    }
}

void Connection::receive() {
    const IoResult got = channel_.read(loop_.scratch());
    switch (got.io) {
        case Io::done:
            return proceed({loop_.scratch().data(), got.bytes});
        case Io::want_read:
            return wait_to_read();
        case Io::want_write:
            return wait_to_write();
        case Io::ended:
            if (!reader_) return close();
            refuse(Refused::bad_request);
            return proceed({});
        case Io::failed:
            return close();
    }
}

// Goes on until there is something to wait for. Pipelined requests are answered one after the other.
void Connection::proceed(std::string_view bytes) {
    std::string joined = std::exchange(input_, {});
    if (!joined.empty()) {
        joined += bytes;
        bytes = joined;
    }
    bool is_going_on = true;
    while (is_going_on) {
        if (state_ == State::receiving) {
            const auto progress = take_in(bytes);
            if (progress == RequestReader::Progress::more && (!reader_ || has_room_for_body())) {
                await_more();
                break;
            }
            if (progress == RequestReader::Progress::done) {
                dispatch();
            } else {
                bytes = {};
                refuse(progress == RequestReader::Progress::refused ? reader_->why() : Refused::busy);
            }
        }
        is_going_on = state_ == State::sending && flush() == Flushed::all;
        if (is_going_on) after_response();
    }
    if (!bytes.empty()) input_ = bytes;
}

void Connection::drop_reader() {
    reader_.reset();
    loop_.shared().body_bytes.fetch_sub(std::exchange(counted_body_, 0), std::memory_order_relaxed);
}

// Many bodies of the allowed size, sent by whoever, must not fill the memory.
bool Connection::has_room_for_body() {
    const auto size = static_cast<std::int64_t>(reader_->request().body.size());
    const std::int64_t more = size - std::exchange(counted_body_, size);
    const std::int64_t in_all = loop_.shared().body_bytes.fetch_add(more, std::memory_order_relaxed) + more;
    return more <= 0 || in_all <= static_cast<std::int64_t>(limits().all_bodies_bytes);
}

RequestReader::Progress Connection::take_in(std::string_view& bytes) {
    if (!reader_) {
        while (bytes.starts_with("\r\n")) bytes.remove_prefix(2);  // RFC 9112, 2.2: to be overlooked before a request
        if (bytes.empty() || bytes == "\r") return RequestReader::Progress::more;
        reader_ = std::make_unique<RequestReader>(limits().header_bytes, limits().body_bytes);
        has_body_deadline_ = false;
        set_deadline(limits().header_time);
    }
    return reader_->read(bytes);
}

void Connection::await_more() {
    if (!reader_ && loop_.is_stopping()) return close();
    if (reader_ && reader_->is_header_done() && !has_body_deadline_) {
        has_body_deadline_ = true;
        set_deadline(limits().body_time);
    }
    if (reader_ && reader_->take_expectation()) {
        // Nothing else is on its way, so these few bytes always find room; if not, the client is not worth it.
        const std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        const IoResult sent = channel_.write(line, {});
        if (sent.io != Io::done || sent.bytes != line.size()) return close();
    }
    wait_to_read();
}

void Connection::dispatch() {
    current_ = {};
    current_.start = Clock::now();
    current_.method = reader_->request().method;
    current_.is_version_1_0 = reader_->is_version_1_0();
    is_keep_alive_ = reader_->is_keep_alive();
    Request request = reader_->take();
    drop_reader();
    request.peer = peer_;
    request.is_secure = channel_.is_secure();
    if (loop_.shared().options.is_behind_proxy) believe_proxy(request);
    if (loop_.shared().options.on_access) {
        current_.path = request.path;
        current_.peer = request.peer;
    }
    state_ = State::handling;
    deadline_ = Clock::time_point::max();

    auto ticket = std::make_shared<Ticket>(loop_.mailbox(), weak_from_this(), ++number_,
                                           accepts(request.header("Accept-Encoding"), "gzip"));
    Ticket::Direct direct{*ticket};
    try {
        Answer answer = [held = std::move(ticket)](Response response) { held->answer(std::move(response)); };
        loop_.shared().handler(std::move(request), std::move(answer));
    } catch (...) {  // its ticket is dropped, which answers
    }
    if (direct.answer && state_ == State::handling) respond(std::move(*direct.answer));
}

void Connection::receive_letter(Letter& letter) {
    step([this, &letter] {
        if (letter.request != number_) return;
        if (letter.answer && state_ == State::handling) {
            respond(std::move(*letter.answer));
            proceed({});
        } else if (!letter.answer && state_ == State::streaming) {
            pump();
        }
    });
}

void Connection::refuse(Refused why) {
    current_ = {};
    current_.start = Clock::now();
    if (reader_) {
        current_.method = reader_->request().method;
        current_.path = reader_->request().path;
    }
    current_.peer = peer_;
    drop_reader();
    is_keep_alive_ = false;
    is_refused_ = true;
    ++number_;
    respond(refusal(why));
}

void Connection::respond(Response response) {
    const bool is_head = current_.method == Method::head;
    if (loop_.is_stopping()) is_keep_alive_ = false;
    Frame frame;
    frame.date = loop_.date();
    frame.is_head = is_head;
    if (!is_keep_alive_) {
        frame.keep_alive = KeepAlive::no;
    } else if (current_.is_version_1_0) {
        frame.keep_alive = KeepAlive::said;
    }
    out_ = outgoing(response, frame);
    current_.status = response.status;
    current_.bytes = response.body && !is_head ? response.body->size() : 0;
    if (response.stream) is_keep_alive_ = false;
    if (!is_head) stream_ = std::move(response.stream);
    state_ = State::sending;
    const std::chrono::milliseconds allowance{out_.left() * 1000 / std::max<std::size_t>(1, limits().write_rate)};
    set_deadline(limits().write_time + allowance);
}

Connection::Flushed Connection::flush() {
    while (!out_.is_empty()) {
        const IoResult sent = channel_.write(out_.first(), out_.second());
        switch (sent.io) {
            case Io::done:
                out_.advance(sent.bytes);
                break;
            case Io::want_write:
                wait_to_write();
                return Flushed::blocked;
            case Io::want_read:
                wait_to_read();
                return Flushed::blocked;
            case Io::ended:
            case Io::failed:
                close();
                return Flushed::lost;
        }
    }
    out_ = {};
    return Flushed::all;
}

void Connection::after_response() {
    loop_.shared().requests.fetch_add(1, std::memory_order_relaxed);
    if (stream_) return begin_stream();
    report();
    if (is_refused_) return linger();
    if (!is_keep_alive_) {
        channel_.end_sending();
        return close();
    }
    state_ = State::receiving;
    set_deadline(limits().idle_time);
}

void Connection::report() noexcept {
    const auto& on_access = loop_.shared().options.on_access;
    if (!on_access) return;
    try {
        on_access({std::move(current_.peer), name(current_.method), std::move(current_.path), current_.status,
                   current_.bytes,
                   std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - current_.start)});
    } catch (...) {  // a log that cannot be written must not end the connection
    }
}

void Connection::be_late() {
    step([this] {
        if (state_ == State::streaming && out_.is_empty()) {
            out_ = Outgoing{": \n\n"};
            set_deadline(limits().write_time);
            return pump();
        }
        // Who has begun a request is told; who has sent nothing, or does not read, is not.
        if (state_ != State::receiving || !reader_) return close();
        refuse(Refused::timeout);
        proceed({});
    });
}

void Connection::begin_stop() {
    step([this] {
        is_keep_alive_ = false;
        if (state_ == State::receiving && !reader_) receive();  // what has come already is answered; else it closes
        if (state_ == State::handshake || state_ == State::streaming || (state_ == State::receiving && !reader_)) {
            channel_.end_sending();
            close();
        }
    });
}

void Connection::close() noexcept {
    if (state_ == State::closed) return;
    const bool was_streaming = state_ == State::streaming;
    state_ = State::closed;
    if (was_streaming) {
        loop_.shared().streams.fetch_sub(1, std::memory_order_relaxed);
        report();
    }
    const auto kept = weak_from_this().lock();  // the list may have the last hold
    boost::system::error_code ignored;
    socket_.close(ignored);
    try {
        stream_.reset();
    } catch (...) {
    }
    drop_reader();
    input_ = {};
    out_ = {};
    gate_.leave();
    loop_.forget(*this, place_);
}

}  // namespace tiaojie::http
