#include "api/service/reader.hpp"

#include <utility>

namespace tiaojie::service {
namespace {

constexpr std::size_t most_sessions = 4096;
constexpr std::size_t most_answer_bytes = 4 * 1024 * 1024;

}  // namespace

Reader::Reader(const std::filesystem::path& file) : store_(file) {
    store_.db().run("PRAGMA query_only = ON; PRAGMA cache_size = -4096");  // the system keeps the file in memory, too
}

std::int64_t Reader::data_version() {
    storage::Query query{store_.db(), "PRAGMA data_version"};
    return query.step() ? query.integer(0) : -1;
}

void Reader::refresh(Date today) {
    const auto version = data_version();
    if (version == data_version_ && today == today_) return;
    data_version_ = version;
    sessions_.clear();
    const auto head = store_.head().position;
    if (head == head_ && today == today_) return;  // only accounts, sessions, the audit journal
    head_ = head;
    today_ = today;
    answers_.clear();
    answer_bytes_ = 0;
    store_.refresh_rules();
}

std::optional<storage::Session> Reader::session(const std::string& secret, std::int64_t now_seconds,
                                                const storage::SessionRules& rules) {
    if (const auto known = sessions_.find(secret); known != sessions_.end()) {
        const auto& kept = known->second;
        const bool has_ended = !kept || kept->expires <= now_seconds ||
                               (!kept->is_token && kept->seen + rules.idle_seconds <= now_seconds);
        if (!has_ended) return kept;
    }
    auto found = storage::find_session(store_, secret, now_seconds, rules);
    if (sessions_.size() >= most_sessions) sessions_.clear();
    if (found)
        sessions_[secret] = found;  // what opens nothing is not kept: it would let strangers fill the memory
    else
        sessions_.erase(secret);
    return found;
}

const http::Response* Reader::cached(const std::string& key) const {
    const auto found = answers_.find(key);
    return found == answers_.end() ? nullptr : &found->second;
}

void Reader::keep(std::string key, const http::Response& response) {
    const auto bytes = key.size() + (response.body ? response.body->size() : 0) + 512;
    if (bytes > most_answer_bytes / 16) return;
    if (answer_bytes_ + bytes > most_answer_bytes) {
        answers_.clear();
        answer_bytes_ = 0;
    }
    answer_bytes_ += bytes;
    answers_[std::move(key)] = response;
}

}  // namespace tiaojie::service
