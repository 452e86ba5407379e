// The audit journal, the server's own state, and what the interface says of itself.
#include <charconv>

#include "api/routes/docs_page.hpp"
#include "api/routes/handlers.hpp"
#include "api/routes/openapi.hpp"
#include "api/service/answering.hpp"
#include "api/service/service.hpp"
#include "storage/access/audit.hpp"

namespace tiaojie::service {
namespace {

constexpr std::int64_t entries_on_a_page = 50;
constexpr std::int64_t most_entries_on_a_page = 500;

Json entry_view(const storage::AuditEntry& entry) {
    const auto or_null = [](const std::string& text) { return text.empty() ? json_null() : to_json(text); };
    auto json = json_object();
    put(json, "position", entry.position);
    put(json, "at", entry.at);
    put(json, "actor", entry.actor);
    put(json, "session", or_null(entry.session));
    put(json, "peer", or_null(entry.peer));
    put(json, "action", entry.action);
    put(json, "object", or_null(entry.object));
    auto detail = parse_json(entry.detail);
    put(json, "detail", detail ? *std::move(detail) : json_object());
    put(json, "outcome", entry.outcome);
    return json;
}

std::optional<std::int64_t> position_in(Call& call, std::string_view name) {
    const auto text = call.query.text(name);
    if (!text) return std::nullopt;
    std::int64_t value = 0;
    const auto read = std::from_chars(text->data(), text->data() + text->size(), value);
    if (read.ec == std::errc{} && read.ptr == text->data() + text->size()) return value;
    call.query.add_problem(name, "须是上一页答复中的next");
    return std::nullopt;
}

// From this machine itself, not through a proxy.
bool is_local(const http::Request& request) {
    return (request.peer == "127.0.0.1" || request.peer == "::1") && request.header("X-Forwarded-For").empty();
}

}  // namespace

// The auditor sees the audit of the whole store: it is about accounts, not about cases.
http::Response audit_list(Call& call) {
    storage::AuditFilter filter;
    filter.from = call.query.date("from");
    filter.to = call.query.date("to");
    filter.actor = call.query.text("actor");
    filter.action = call.query.term<AuditAction>("action");
    filter.object = call.query.text("object");
    const auto limit = call.query.limit(most_entries_on_a_page, entries_on_a_page);
    filter.before_position = position_in(call, "cursor");
    if (auto problem = query_problem(call)) return *std::move(problem);
    filter.limit = static_cast<int>(limit) + 1;
    auto entries = storage::read_audit(call.store, filter);
    const bool has_more = entries.size() > static_cast<std::size_t>(limit);
    if (has_more) entries.pop_back();
    auto items = json_list();
    for (const auto& entry : entries) add(items, entry_view(entry));
    auto json = json_object();
    put(json, "items", std::move(items));
    put(json, "next", has_more ? to_json(std::to_string(entries.back().position)) : json_null());
    call.service.audit().read(audit_entry(call, AuditAction::audit_read, "audit"), call.service.clock().seconds());
    return ok(json);
}

http::Response audit_verify(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto found = storage::verify_audit(call.store);
    auto json = json_object();
    put(json, "ok", !found.fault.has_value());
    put(json, "entries", found.entries);
    put(json, "first", found.first_position);
    put(json, "head", found.head);
    if (found.fault) {
        auto fault = json_object();
        put(fault, "position", found.fault->position);
        put(fault, "what", found.fault->what);
        put(json, "fault", std::move(fault));
    }
    return ok(json);
}

http::Response openapi(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    http::Response response;
    response.body = http::openapi_text();
    return response;
}

namespace {

// Pages that a browser shows: they may load what comes from here, and nothing else.
http::Response page(std::string_view content_type, std::string_view text) {
    auto response = http::text_response(200, std::string{content_type}, std::string{text});
    response.headers.push_back(
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
         "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"});
    response.headers.push_back({"Cache-Control", "no-cache"});
    return response;
}

}  // namespace

http::Response docs_page(Call&) { return page("text/html; charset=utf-8", http::docs_html()); }
http::Response docs_style(Call&) { return page("text/css; charset=utf-8", http::docs_css()); }
http::Response docs_script(Call&) { return page("text/javascript; charset=utf-8", http::docs_js()); }

// Well when the store can be read; says nothing of what is in it.
http::Response health(Call& call) {
    call.store.head();
    auto json = json_object();
    put(json, "ok", true);
    return ok(json);
}

http::Response metrics(Call& call) {
    if (!is_local(call.request)) return http::not_found();
    std::string out;
    const auto& counts = call.service.counts();
    out += "# HELP tiaojie_responses_total Answers by class of status.\n# TYPE tiaojie_responses_total counter\n";
    for (std::size_t i = 1; i < 6; ++i)
        out += "tiaojie_responses_total{class=\"" + std::to_string(i) + "xx\"} " +
               std::to_string(counts.by_class[i].load()) + "\n";
    const auto gauge = [&](const std::string& name, const std::string& help, const std::string& type, std::int64_t n) {
        out += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n" + name + " " + std::to_string(n) +
               "\n";
    };
    gauge("tiaojie_commits_total", "Durable transactions of the writer.", "counter", call.service.writer().commits());
    gauge("tiaojie_writes_waiting", "Requests that wait for the writer.", "gauge", call.service.writer().waiting());
    gauge("tiaojie_journal_position", "Events in the journal.", "gauge", call.store.head().position);
    if (call.service.more_metrics) out += call.service.more_metrics();
    return http::text_response(200, "text/plain; version=0.0.4; charset=utf-8", std::move(out));
}

}  // namespace tiaojie::service
