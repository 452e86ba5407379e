// Live updates: what was committed goes out to every open event stream whose account may see it. A client that lost its
// connection says the last event it has seen (Last-Event-ID) and gets what it missed from the journal.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "api/http/message.hpp"
#include "storage/access/sessions.hpp"
#include "storage/work/changes.hpp"

namespace tiaojie::service {

class EventHub {
public:
    // `after`: the position of the last event that the client has; nothing: only what is new.
    std::shared_ptr<http::EventStream> open(storage::Store& store, const storage::Session& session, std::string secret,
                                            std::optional<std::int64_t> after);
    // Sends what lies behind the last position announced. By any thread, with its own connection.
    void announce(storage::Store& store);
    // Ends the streams whose session is no longer known, or has other rights than when they began.
    using FindSession = std::function<std::optional<storage::Session>(const std::string& secret)>;
    void end_dead(const FindSession& find);
    void end_session(const std::string& session_id);  // signed out
    void end_all();

private:
    class Stream;
    std::vector<std::shared_ptr<Stream>> streams();

    std::mutex mutex_{};
    std::vector<std::weak_ptr<Stream>> streams_{};
    std::int64_t announced_{-1};  // up to this position; -1: not known yet
};

}  // namespace tiaojie::service
