// What one thread keeps for reading: its own connection, the sessions it has seen, the answers it has given. All of it
// holds only while the store stays as it is, whoever writes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/http/message.hpp"
#include "storage/access/sessions.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::service {

class Reader {
public:
    explicit Reader(const std::filesystem::path& file);

    // Brings what is kept up to the store and the day. Call once a request, before anything else.
    void refresh(Date today);
    storage::Store& store() { return store_; }

    std::optional<storage::Session> session(const std::string& secret, std::int64_t now_seconds,
                                            const storage::SessionRules& rules);

    const http::Response* cached(const std::string& key) const;
    void keep(std::string key, const http::Response& response);

private:
    std::int64_t data_version();

    storage::Store store_;
    std::int64_t data_version_{-1};  // SQLite's count of what others have committed
    std::int64_t head_{-1};          // of the journal: all that is shown follows from it
    Date today_{};
    std::unordered_map<std::string, std::optional<storage::Session>> sessions_{};
    std::unordered_map<std::string, http::Response> answers_{};
    std::size_t answer_bytes_{0};
};

}  // namespace tiaojie::service
