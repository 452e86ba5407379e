// That sessions are in use, on its way to the store: now and then, and together, so that a hundred requests of one page
// are not a hundred writes.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/service/writer.hpp"
#include "storage/access/sessions.hpp"

namespace tiaojie::service {

class SeenTrail {
public:
    explicit SeenTrail(Writer& writer) : writer_(writer) {}

    // Passed over while the last use that was written is not long ago. By any thread.
    void note(const storage::Session& session, std::int64_t now_seconds);
    // Hands over what has been gathered; called several times a second.
    void flush();

private:
    struct Use {
        storage::Session session{};
        std::int64_t at_seconds{};
    };
    Writer& writer_;
    std::mutex mutex_{};
    std::unordered_map<std::string, Use> waiting_{};  // by the session's id
};

}  // namespace tiaojie::service
