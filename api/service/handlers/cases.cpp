// Cases: the list, one case and what hangs on it, what may be done with it now.
#include <algorithm>

#include "api/routes/handlers.hpp"
#include "api/routes/term_lists.hpp"
#include "api/service/answering.hpp"
#include "api/service/bodies.hpp"
#include "api/service/case_actions.hpp"
#include "api/service/giving_out.hpp"
#include "api/service/service.hpp"
#include "api/tasks/case_ledger.hpp"
#include "api/wire/views.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr int reveal_seconds = 300;  // the client hides it again after that
constexpr std::int64_t rows_on_a_page = 50;
constexpr std::int64_t most_rows_on_a_page = 500;

// A cursor is the last case of the page before: it stays right whatever is registered meanwhile.
constexpr std::string_view cursor_prefix = "after:";

std::optional<Id> case_after(Call& call) {
    const auto cursor = call.query.text("cursor");
    if (!cursor) return std::nullopt;
    if (!cursor->starts_with(cursor_prefix) || cursor->size() == cursor_prefix.size()) {
        call.query.add_problem("cursor", "须是上一页答复中的next");
        return std::nullopt;
    }
    return Id{cursor->substr(cursor_prefix.size())};
}

Or<storage::CaseFilter> filter_of(Call& call) {
    storage::CaseFilter filter;
    auto& query = call.query;
    filter.status = query.term<Status>("status");
    filter.stage = query.term<Stage>("stage");
    filter.level = query.term<Level>("level");
    filter.type = query.term<DisputeType>("type");
    filter.source = query.term<Source>("source");
    filter.overdue = query.flag("overdue");
    filter.due_before = query.date("due_before");
    if (auto org = query.text("org")) filter.org = Id{*std::move(org)};
    filter.q = query.text("q");
    const auto sort = query.text("sort").value_or("newest");
    if (sort == "oldest")
        filter.order = storage::CaseOrder::oldest;
    else if (sort != "newest")
        query.add_problem("sort", "须为newest或oldest");
    auto division = division_in_area(call);
    if (auto* problem = refusal_in(division)) return std::move(*problem);
    filter.division = std::get<Division>(division);
    return filter;
}

// The case as of today, when the account may see it; not found otherwise, for whatever reason.
Or<storage::CaseView> visible_case(Call& call) {
    auto view = storage::CaseReader{call.store, call.today}.find(Id{call.path.at("case")}, Explain::yes);
    if (!view || !may_see(call.account(), view->state.division)) return http::not_found();
    return *std::move(view);
}

http::Response with_version(http::Response response, const CaseState& state) {
    response.headers.push_back({"ETag", "\"" + std::to_string(state.version) + "\""});
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    return response;
}

void set_null(Json& object, std::string_view key) {
    for (auto& member : object.members)
        if (member.key == key) member.value = json_null();
}

// What a case was merged into may have gone to another area since, or have lain there: that it exists is not told.
bool is_merged_outside(Call& call, const CaseState& state) {
    if (!state.merged_into) return false;
    const auto into = storage::CaseReader{call.store, call.today}.find(*state.merged_into, Explain::no);
    return !into || !may_see(call.account(), into->state.division);
}

Json history_of(Call& call, const storage::CaseView& view) {
    auto json = history_view(view.events, call.today, Personal::masked);
    if (is_merged_outside(call, view.state))
        for (auto& entry : json.items) set_null(entry, "into");
    return json;
}

Json view_of(Call& call, const storage::CaseView& view, Personal personal) {
    auto json = case_view(view.state, view.events, view.docket, view.deadlines, call.today, personal);
    if (!is_merged_outside(call, view.state)) return json;
    set_null(json, "merged_into");
    for (auto& member : json.members)
        if (member.key == "history")
            for (auto& entry : member.value.items) set_null(entry, "into");
    return json;
}

}  // namespace

http::Response case_list(Call& call) {
    auto filter = filter_of(call);
    if (auto* problem = refusal_in(filter)) return std::move(*problem);
    auto& asked = std::get<storage::CaseFilter>(filter);
    const auto limit = call.query.limit(most_rows_on_a_page, rows_on_a_page);
    asked.after = case_after(call);
    if (auto problem = query_problem(call)) return *std::move(problem);
    asked.limit = static_cast<std::size_t>(limit) + 1;  // one more tells whether there is another page
    storage::CaseReader reader{call.store, call.today};
    if (asked.after) {  // a cursor from another area, or made up, opens nothing
        const auto last = reader.find(*asked.after, Explain::no);
        if (!last || !may_see(call.account(), last->state.division)) return http::not_found();
    }
    auto rows = reader.list(asked);
    const bool has_more = rows.size() > static_cast<std::size_t>(limit);
    if (has_more) rows.pop_back();
    auto items = json_list();
    for (const auto& row : rows) add(items, case_row_view(row));
    auto json = json_object();
    put(json, "items", std::move(items));
    put(json, "next", has_more ? to_json(std::string{cursor_prefix} + rows.back().id.text) : json_null());
    const auto total = reader.count(asked);
    put(json, "total", total.count);
    put(json, "total_is_exact", total.is_exact);
    return ok(json);
}

http::Response case_show(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_case(call);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& view = std::get<storage::CaseView>(found);
    return with_version(ok(view_of(call, view, Personal::masked)), view.state);
}

http::Response case_history(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_case(call);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& view = std::get<storage::CaseView>(found);
    return with_version(ok(history_of(call, view)), view.state);
}

http::Response case_deadlines(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_case(call);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& view = std::get<storage::CaseView>(found);
    auto json = deadlines_view(view.deadlines);
    scrubber_of(view.events, call.today).scrub(json);  // a decision's text is its clock's label
    return with_version(ok(json), view.state);
}

http::Response case_actions(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto found = visible_case(call);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& view = std::get<storage::CaseView>(found);
    return with_version(ok(actions_view(call, view)), view.state);
}

// In the writer: what cannot be logged is not shown.
http::Response case_reveal(Call& call) {
    auto body = body_of<RevealBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    auto found = visible_case(call);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& view = std::get<storage::CaseView>(found);
    storage::AuditEntry entry;
    entry.detail = storage::audit_detail({{"reason", std::get<RevealBody>(body).reason}});
    storage::write_audit(call.store, audit_entry(call, AuditAction::case_revealed, view.state.id.text, entry));
    auto json = view_of(call, view, Personal::revealed);
    put(json, "hide_after_seconds", reveal_seconds);
    return with_version(ok(json), view.state);
}

http::Response case_export(Call& call) {
    auto filter = filter_of(call);
    if (auto* problem = refusal_in(filter)) return std::move(*problem);
    const auto ending = call.query.text("format").value_or("csv");
    if (ending != "csv" && ending != "xlsx") call.query.add_problem("format", "须为csv或xlsx");
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto format = ending == "xlsx" ? tasks::LedgerFormat::xlsx : tasks::LedgerFormat::csv;
    auto response = http::text_response(
        200, format == tasks::LedgerFormat::xlsx ? std::string{xlsx_type} : "text/csv; charset=utf-8",
        tasks::ledger_of(call.store, call.today, std::get<storage::CaseFilter>(filter), format));
    response.headers.push_back(
        {"Content-Disposition", "attachment; filename=\"ledger-" + call.today.text() + "." + ending + "\""});
    return given_out(call, "ledger", ending, std::move(response));
}

}  // namespace tiaojie::service
