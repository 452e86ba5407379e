// The register as a service: takes requests, finds the route, asks who it is and whether he or she may, and hands the
// request to the lane that it runs in.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "api/routes/route.hpp"
#include "api/service/audit_trail.hpp"
#include "api/service/call.hpp"
#include "api/service/clock.hpp"
#include "api/service/event_hub.hpp"
#include "api/service/notifier.hpp"
#include "api/service/reader.hpp"
#include "api/service/seen_trail.hpp"
#include "api/service/workers.hpp"
#include "api/service/writer.hpp"
#include "storage/engine/fault.hpp"

namespace tiaojie::service {

struct ServiceOptions {
    std::filesystem::path file{};
    Clock clock{};
    storage::SessionRules session_rules{};
    unsigned slow_threads{1};
    unsigned password_threads{1};  // each takes 64 MiB while it computes
    std::string base_url{};        // as clients see it, for links in feeds and messages; empty: from the request
    bool is_secure{false};         // cookies only by TLS
};

struct ServiceCounts {
    std::atomic<std::int64_t> by_class[6]{};  // answers by the first digit of their status
};

class Service {
public:
    explicit Service(ServiceOptions options);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    // The handler of the HTTP server: called on a connection's thread.
    void handle(http::Request request, http::Answer answer);
    // Ends streams, finishes what is being written. After the HTTP server has stopped.
    void stop();

    const ServiceOptions& options() const { return options_; }
    const Clock& clock() const { return options_.clock; }
    Writer& writer() { return *writer_; }
    EventHub& hub() { return hub_; }
    AuditTrail& audit() { return *audit_; }
    const Notifier& notifier() const { return *notifier_; }
    const ServiceCounts& counts() const { return counts_; }
    std::function<std::string()> more_metrics{};  // of the HTTP server, set by whoever made it

private:
    using Shared = std::shared_ptr<http::Request>;

    Reader& reader_of_this_thread();
    void dispatch(const http::Route& route, http::PathValues path, const Shared& request, const http::Answer& answer);
    void run_here(const http::Route& route, http::PathValues path, const http::Request& request,
                  const std::optional<storage::Session>& session, Reader& reader, const http::Answer& answer);
    void run_on(Workers& workers, const http::Route& route, http::PathValues path, const Shared& request,
                std::optional<storage::Session> session, const http::Answer& answer);
    void run_in_writer(const http::Route& route, http::PathValues path, const Shared& request,
                       std::optional<storage::Session> session, const http::Answer& answer);
    void open_stream(const http::Request& request, const storage::Session& session, const http::Answer& answer);
    http::Response read(const http::Route& route, Call& call, Reader& reader);
    void note_reading(const http::Route& route, const Call& call);
    void supervise(Reader& reader, Date day);
    void look_after();

    ServiceOptions options_;
    EventHub hub_{};
    ServiceCounts counts_{};
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<AuditTrail> audit_;
    std::unique_ptr<SeenTrail> seen_;
    std::unique_ptr<Notifier> notifier_;
    std::unique_ptr<Workers> slow_;
    std::unique_ptr<Workers> password_;
    std::mutex stop_mutex_{};
    std::condition_variable stopping_{};
    bool stopped_{false};
    std::uint64_t number_;  // tells this service from others in the same process
    std::thread keeper_{};  // last: it uses all of the above
};

// What a failure means to the client: 507 when there is no room, 503 when others hold the store, 500 otherwise.
http::Response failure_response(const std::exception& error);

}  // namespace tiaojie::service
