#include "api/service/answering.hpp"

#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {

const Or<Json>& json_body(Call& call, std::size_t most_bytes) {
    if (!call.body) call.body = std::make_shared<const Or<Json>>(read_json_body(call.request, most_bytes));
    return *call.body;
}

Or<Json> read_json_body(const http::Request& request, std::size_t most_bytes) {
    const auto type = request.header("Content-Type");
    const auto essence = type.substr(0, type.find(';'));
    if (essence != "application/json") return http::problem("unsupported_media_type");
    if (request.body.size() > most_bytes) return http::problem("body_too_large");
    auto json = parse_json(request.body, most_bytes);
    if (!json) return http::problem_of(json.refusal());
    return *std::move(json);
}

std::optional<http::Response> query_problem(const Call& call) {
    const auto problems = call.query.problems();
    if (problems.empty()) return std::nullopt;
    return http::problem_of(problems);
}

Or<Division> division_in_area(Call& call, std::string_view parameter) {
    const auto asked = call.query.division(parameter);
    if (!asked) return call.area();
    if (!call.area().contains(*asked) || !storage::knows_division(call.store.db(), *asked)) return http::not_found();
    return *asked;
}

storage::AuditEntry audit_entry(const Call& call, AuditAction action, std::string object, storage::AuditEntry entry) {
    entry.at = call.now;
    if (call.session) {
        entry.actor = call.session->account.name;
        entry.session = call.session->id;
    }
    entry.peer = call.request.peer;
    entry.action = action;
    entry.object = std::move(object);
    return entry;
}

}  // namespace tiaojie::service
