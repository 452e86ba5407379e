// How an answer made on any thread reaches its connection. It outlives the server, so that a late answer harms nobody.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "api/http/message.hpp"

namespace tiaojie::http {

class Connection;

struct Letter {
    std::weak_ptr<Connection> to{};
    std::uint64_t request{};           // the number of the request on that connection
    std::optional<Response> answer{};  // none: the event stream may have something
};

class Mailbox : public std::enable_shared_from_this<Mailbox> {
public:
    // `ring` is called, by any thread, when there is mail and was none.
    explicit Mailbox(std::function<void()> ring) : ring_{std::move(ring)} {}
    void send(Letter letter);
    std::vector<Letter> take();
    void close();  // from here on letters are thrown away

private:
    friend class RingsHeld;
    void ring();

    // Two locks: whoever is woken by the ring must not have to wait for who rings.
    std::mutex ringing_{};
    std::function<void()> ring_;  // empty: closed
    std::mutex mutex_{};
    std::vector<Letter> letters_{};
    bool is_closed_{false};
};

// While it lives, letters that this thread sends lie unannounced; at its end each mailbox is rung once. For who answers
// many at a time: a ring wakes a thread.
class RingsHeld {
public:
    RingsHeld();
    ~RingsHeld();
    RingsHeld(const RingsHeld&) = delete;
    RingsHeld& operator=(const RingsHeld&) = delete;

private:
    friend class Mailbox;
    std::vector<std::shared_ptr<Mailbox>> to_ring_{};
    RingsHeld* outer_;
};

// The one answer to one request; made by the connection, called through `Answer`. Answers by itself, with 500, when it
// is dropped.
class Ticket {
public:
    Ticket(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Connection> connection, std::uint64_t request,
           bool accepts_gzip)
        : mailbox_{std::move(mailbox)},
          connection_{std::move(connection)},
          request_{request},
          accepts_gzip_{accepts_gzip} {}
    ~Ticket();
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    void answer(Response response);

    // While the handler runs on the connection's thread, the answer is put here instead of being sent by mail.
    class Direct {
    public:
        explicit Direct(const Ticket& ticket);
        ~Direct();
        Direct(const Direct&) = delete;
        Direct& operator=(const Direct&) = delete;
        std::optional<Response> answer{};

    private:
        friend class Ticket;
        const Ticket* ticket_;
        Direct* outer_;
    };

private:
    std::shared_ptr<Mailbox> mailbox_;
    std::weak_ptr<Connection> connection_;
    std::uint64_t request_;
    bool accepts_gzip_;
    std::atomic<bool> is_answered_{false};
};

}  // namespace tiaojie::http
