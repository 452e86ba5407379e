#include "api/service/access_log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string_view>

#include "api/wire/json_writer.hpp"

namespace tiaojie::service {
namespace {

constexpr std::string_view feed_prefix = "/api/v1/feeds/";

spdlog::logger& logger() {
    static const auto made = [] {
        auto out = spdlog::stderr_logger_mt("tiaojie");
        out->set_pattern("%v");
        out->flush_on(spdlog::level::info);
        return out;
    }();
    return *made;
}

// Local time with its offset, as everywhere.
std::string now_text() {
    std::string out(32, '\0');
    const auto now = std::chrono::system_clock::now();
    const auto seconds = std::chrono::system_clock::to_time_t(now + std::chrono::hours{8});
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    out.resize(std::strftime(out.data(), out.size(), "%Y-%m-%dT%H:%M:%S+08:00", &parts));
    return out;
}

}  // namespace

void log_access(const http::Access& access) {
    // The address of a calendar feed is its key.
    const bool is_feed = std::string_view{access.path}.starts_with(feed_prefix);
    auto json = json_object();
    put(json, "at", now_text());
    put(json, "peer", access.peer);
    put(json, "method", access.method);
    put(json, "path", is_feed ? std::string{feed_prefix} + "…" : access.path);
    put(json, "status", static_cast<int>(access.status));
    put(json, "bytes", static_cast<std::int64_t>(access.bytes));
    put(json, "microseconds", static_cast<std::int64_t>(access.time.count()));
    logger().info(write_json(json));
}

void log_event(const char* event, const std::string& detail) {
    auto json = json_object();
    put(json, "at", now_text());
    put(json, "event", event);
    if (!detail.empty()) put(json, "detail", detail);
    logger().info(write_json(json));
}

}  // namespace tiaojie::service
