#include "api/service/service.hpp"

#include <chrono>
#include <utility>

#include "api/http/problem.hpp"
#include "api/http/security_headers.hpp"
#include "api/routes/handlers.hpp"
#include "api/service/access_log.hpp"
#include "api/service/answering.hpp"
#include "api/service/identify.hpp"
#include "api/service/web_pages.hpp"
#include "api/tasks/supervising.hpp"
#include "core/words/text.hpp"

namespace tiaojie::service {
namespace {

constexpr std::size_t most_passwords_waiting = 64;
constexpr std::size_t most_slow_waiting = 64;
constexpr auto keeper_rhythm = std::chrono::milliseconds{200};
constexpr int ticks_between_looks = 5;        // for what other programs wrote: once a second
constexpr int ticks_between_checks = 10;      // of the sessions behind event streams: every two seconds
constexpr int ticks_between_sweeps = 18'000;  // of sessions that have ended, for supervision: every hour

std::atomic<std::uint64_t> services_made{0};

std::string cache_key(const http::Route& route, const storage::Session& session, const http::Request& request) {
    std::string key{name(session.account.role)};
    key.append("|").append(session.account.area.text()).append("|");
    key.append(route.name).append("|").append(request.path).append("?").append(request.query);
    return key;
}

}  // namespace

http::Response failure_response(const std::exception& error) {
    const auto* fault = dynamic_cast<const storage::StoreFault*>(&error);
    log_event("failure", error.what());
    if (fault == nullptr) return http::problem("internal");
    switch (fault->kind()) {
        case storage::FaultKind::full:
        case storage::FaultKind::unwritable:
            return http::problem("store_full", "磁盘已满或无法写入，未作任何改动，请通知管理员");
        case storage::FaultKind::locked:
            return http::problem("store_locked", "数据库正忙，未作任何改动，请稍后重试");
        case storage::FaultKind::missing:
        case storage::FaultKind::exists:
        case storage::FaultKind::damaged:
        case storage::FaultKind::newer:
        case storage::FaultKind::no_key:
            return http::problem("store_unavailable", "数据库暂不可用，请通知管理员");
    }
    return http::problem("internal");
}

Service::Service(ServiceOptions options) : options_(std::move(options)), number_(++services_made) {
    const auto announce = [this](storage::Store& store, std::int64_t, std::int64_t) {
        try {
            hub_.announce(store);
        } catch (const std::exception&) {  // the keeper tries again
        }
    };
    writer_ = std::make_unique<Writer>(options_.file, options_.clock, announce, failure_response);
    audit_ = std::make_unique<AuditTrail>(*writer_);
    seen_ = std::make_unique<SeenTrail>(*writer_);
    slow_ = std::make_unique<Workers>(options_.file, options_.slow_threads, most_slow_waiting);
    password_ = std::make_unique<Workers>(options_.file, options_.password_threads, most_passwords_waiting);
    notifier_ = std::make_unique<Notifier>(*writer_, options_.clock, NotifierOptions{options_.file, options_.base_url});
    keeper_ = std::thread{[this] { look_after(); }};
}

Service::~Service() { stop(); }

void Service::stop() {
    {
        const std::lock_guard lock{stop_mutex_};
        stopped_ = true;
    }
    stopping_.notify_all();
    if (keeper_.joinable()) keeper_.join();
    hub_.end_all();
    notifier_->stop();
    slow_->stop();
    password_->stop();
    audit_->flush();
    writer_->stop();
}

Reader& Service::reader_of_this_thread() {
    thread_local std::uint64_t owner = 0;
    thread_local std::unique_ptr<Reader> reader;
    if (owner != number_) {
        reader = std::make_unique<Reader>(options_.file);
        owner = number_;
    }
    return *reader;
}

void Service::handle(http::Request request, http::Answer answer) {
    const bool is_secure = request.is_secure;
    const http::Answer dressed = [this, is_secure, answer = std::move(answer)](http::Response response) {
        http::add_security_headers(response, is_secure);
        ++counts_.by_class[response.status / 100 % 6];
        answer(std::move(response));
    };
    try {
        auto found = http::match(request.method, request.path);
        if (const auto* unmatched = std::get_if<http::Unmatched>(&found)) {
            auto page = web_page(request);
            dressed(page ? *std::move(page) : http::no_route(*unmatched));
            return;
        }
        auto& matched = std::get<http::Matched>(found);
        dispatch(*matched.route, std::move(matched.values), std::make_shared<http::Request>(std::move(request)),
                 dressed);
    } catch (const std::exception& error) {
        dressed(failure_response(error));
    }
}

void Service::dispatch(const http::Route& route, http::PathValues path, const Shared& request,
                       const http::Answer& answer) {
    auto& reader = reader_of_this_thread();
    reader.refresh(clock().today());
    auto identified = identify(route, *request, reader, clock().seconds(), options_.session_rules);
    if (!identified.session && identified.problem) {
        answer(*std::move(identified.problem));
        return;
    }
    auto& session = identified.session;
    if (session) seen_->note(*session, clock().seconds());
    switch (route.lane) {
        case http::Lane::quick:
            return run_here(route, std::move(path), *request, session, reader, answer);
        case http::Lane::slow:
            return run_on(*slow_, route, std::move(path), request, std::move(session), answer);
        case http::Lane::password:
            return run_on(*password_, route, std::move(path), request, std::move(session), answer);
        case http::Lane::write:
            return run_in_writer(route, std::move(path), request, std::move(session), answer);
        case http::Lane::stream:
            return open_stream(*request, *session, answer);
    }
}

// Reads of a case's content are audited; what is exported or revealed says so itself.
void Service::note_reading(const http::Route& route, const Call& call) {
    const auto id = call.path.find("case");
    if (route.method != http::Method::get || !route.is_audited || id == call.path.end()) return;
    audit_->read(audit_entry(call, AuditAction::case_read, id->second), clock().seconds());
}

// From what this thread has answered before, if nothing has changed since.
http::Response Service::read(const http::Route& route, Call& call, Reader& reader) {
    const bool is_kept = route.is_cacheable && call.session;
    auto key = is_kept ? cache_key(route, *call.session, call.request) : std::string{};
    if (is_kept)
        if (const auto* known = reader.cached(key)) {
            note_reading(route, call);
            return *known;
        }
    const storage::ReadTransaction reading{reader.store().db()};
    auto response = route.handler(call);
    if (response.status >= 400) return response;
    note_reading(route, call);
    if (is_kept) reader.keep(std::move(key), response);
    return response;
}

void Service::run_here(const http::Route& route, http::PathValues path, const http::Request& request,
                       const std::optional<storage::Session>& session, Reader& reader, const http::Answer& answer) {
    Call call{*this,   request,         std::move(path), http::Parameters{request.query}, session, reader.store(),
              nullptr, clock().today(), clock().now()};
    answer(read(route, call, reader));
}

void Service::run_on(Workers& workers, const http::Route& route, http::PathValues path, const Shared& request,
                     std::optional<storage::Session> session, const http::Answer& answer) {
    const bool taken = workers.submit(
        [this, &route, path = std::move(path), request, session = std::move(session), answer](Reader& reader) mutable {
            try {
                reader.refresh(clock().today());
                Call call{*this,
                          *request,
                          std::move(path),
                          http::Parameters{request->query},
                          std::move(session),
                          reader.store(),
                          nullptr,
                          clock().today(),
                          clock().now()};
                // What writes from here must not hold a state of the store meanwhile.
                answer(route.method == http::Method::get && route.is_cacheable ? read(route, call, reader)
                                                                               : route.handler(call));
            } catch (const std::exception& error) {
                answer(failure_response(error));
            }
        });
    if (!taken) answer(http::problem("too_many_requests"));
}

void Service::run_in_writer(const http::Route& route, http::PathValues path, const Shared& request,
                            std::optional<storage::Session> session, const http::Answer& answer) {
    // What can be done before the writer's turn is: it writes for all. A longer body may be one for which more is
    // allowed.
    std::shared_ptr<const Or<Json>> body;
    if (!request->body.empty() && request->body.size() <= max_json_bytes)
        body = std::make_shared<const Or<Json>>(read_json_body(*request, max_json_bytes));
    auto job = [this, &route, path = std::move(path), request, session = std::move(session), body = std::move(body)](
                   storage::Ledger& ledger, storage::Store& store) {
        Call call{*this,           *request,      path, http::Parameters{request->query}, session, store, &ledger,
                  clock().today(), clock().now(), body};
        return route.handler(call);
    };
    writer_->submit(std::move(job), answer);
}

void Service::open_stream(const http::Request& request, const storage::Session& session, const http::Answer& answer) {
    std::optional<std::int64_t> after;
    const auto last = request.header("Last-Event-ID");
    if (last.size() <= 18 && is_digits(last)) after = std::stoll(std::string{last});
    http::Response response;
    response.content_type = "text/event-stream";
    response.headers.push_back({"Cache-Control", "no-store"});
    response.headers.push_back({"X-Accel-Buffering", "no"});  // a proxy must not hold events back
    response.stream = hub_.open(reader_of_this_thread().store(), session, secret_of(request), after);
    answer(std::move(response));
}

// The notices that the policy's rule issues: every morning, and every hour for a policy that is new.
void Service::supervise(Reader& reader, Date day) {
    auto notices =
        std::make_shared<const std::vector<tasks::PolicyNotice>>(tasks::notices_by_policy(reader.store(), day));
    if (notices->empty()) return;
    writer_->submit(
        [this, notices](storage::Ledger& ledger, storage::Store&) {
            issue(ledger, *notices, clock().now());
            return http::empty_response(204);
        },
        [](const http::Response&) {});  // lost on a full disk: the next look finds them again
}

// Once in a while: hands over what was read, tells what other programs have written, ends what has expired.
void Service::look_after() {
    std::optional<Reader> reader;
    Date supervised = far_past;
    for (int tick = 1;; ++tick) {
        {
            std::unique_lock lock{stop_mutex_};
            if (stopping_.wait_for(lock, keeper_rhythm, [this] { return stopped_; })) return;
        }
        try {
            audit_->flush();
            seen_->flush();
            if (tick % ticks_between_looks != 0) continue;
            if (!reader) reader.emplace(options_.file);
            reader->refresh(clock().today());
            hub_.announce(reader->store());
            if (tick % ticks_between_checks == 0)
                hub_.end_dead([&](const std::string& secret) {
                    return storage::find_session(reader->store(), secret, clock().seconds(), options_.session_rules);
                });
            if (tick % ticks_between_sweeps == ticks_between_looks || clock().today() != supervised)
                supervise(*reader, supervised = clock().today());
            if (tick % ticks_between_sweeps == 0)
                writer_->submit(
                    [this](storage::Ledger&, storage::Store& store) {
                        storage::write_sweep_sessions(store, clock().seconds(), options_.session_rules);
                        return http::empty_response(204);
                    },
                    [](const http::Response&) {});
        } catch (const std::exception&) {  // locked or full for a while: the next tick tries again
        }
    }
}

}  // namespace tiaojie::service
