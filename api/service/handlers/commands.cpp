// Commands, one or a phone's queue of them.
#include <charconv>

#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/command_access.hpp"
#include "api/wire/command_reader.hpp"
#include "core/case/command.hpp"

namespace tiaojie::service {
namespace {

constexpr std::size_t most_in_a_batch = 500;
constexpr std::size_t most_batch_bytes = 8 * 1024 * 1024;

Json outcome_view(const storage::Applied& applied) {
    auto event = json_object();
    put(event, "event", applied.event);
    auto events = json_list();
    add(events, std::move(event));
    auto json = json_object();
    put(json, "case", applied.case_id);
    put(json, "version", applied.case_id ? to_json(applied.version) : json_null());
    put(json, "events", std::move(events));
    if (applied.made && applied.made->kind != "case") put(json, applied.made->kind, applied.made->id);
    return json;
}

// Changes of the rules for all are told to the auditor; what happens to cases is in the journal itself.
void log_rules(const Call& call, const Command& command) {
    if (const auto* set = std::get_if<SetPolicy>(&command))
        storage::write_audit(call.store, audit_entry(call, AuditAction::policy_set, set->from.text()));
    if (std::holds_alternative<LoadCalendar>(command))
        storage::write_audit(call.store, audit_entry(call, AuditAction::calendar_loaded, "calendar"));
}

// "12" or 12; nothing: the client does not care which version it is.
std::optional<http::Response> stale(const Call& call, const Command& command) {
    auto wanted = call.request.header("If-Match");
    if (wanted.empty() || wanted == "*") return std::nullopt;
    if (wanted.starts_with("W/")) wanted.remove_prefix(2);
    if (wanted.size() >= 2 && wanted.front() == '"' && wanted.back() == '"')
        wanted = wanted.substr(1, wanted.size() - 2);
    const auto id = case_of(command);
    if (!id) return std::nullopt;
    const auto state = call.ledger->case_state(*id);
    std::int64_t version = -1;
    const auto read = std::from_chars(wanted.data(), wanted.data() + wanted.size(), version);
    const bool is_number = read.ec == std::errc{} && read.ptr == wanted.data() + wanted.size();
    if (state && is_number && state->version == version) return std::nullopt;
    return http::problem("stale", "案件在您查看之后又有变动，请重新查看后再办理");
}

// Whether the account may see what was done: the case where it lies now, a thing of the office where it was recorded.
bool may_see_again(const Call& call, const storage::Earlier& before) {
    const auto& account = call.account();
    const auto& case_id = before.applied.case_id;
    if (!case_id) return may_see(account, before.division == Division{} ? call.store.area() : before.division);
    const auto state = call.ledger->case_state(*case_id);
    return state && may_see_cases(account.role) && may_see(account, state->division);
}

// What was given before under the same id: the first answer again, to whoever gave it or may see what it did.
std::optional<http::Response> repeated(Call& call, const Json& object) {
    const auto id = command_id(object);
    if (!id) return std::nullopt;
    const auto before = call.ledger->applied_before(Id{*id});
    if (!before) return std::nullopt;
    if (before->by != call.account().name && !may_see_again(call, *before)) return http::problem("id_taken");
    return ok(outcome_view(before->applied), 200);
}

enum class Precondition { none, if_match };

http::Response give(Call& call, const Json& object, Precondition precondition) {
    if (auto before = repeated(call, object)) return *std::move(before);
    const auto at = At::parse(call.now);
    const ReadOptions options{&call.account().name, &*at};
    const auto read = read_command(object, options);
    if (!read) return http::problem_of(command_problems(object, options));
    if (auto no = denied(*call.ledger, call.store.area(), call.account(), read->command, read->envelope.at.day))
        return *std::move(no);
    if (precondition == Precondition::if_match)
        if (auto problem = stale(call, read->command)) return *std::move(problem);
    const auto applied = call.ledger->execute(read->command, read->envelope);
    if (!applied) return http::problem_of(applied.refusal());
    log_rules(call, read->command);
    return ok(outcome_view(*applied), applied->repeated ? 200 : 201);
}

// The answer to one item: its status, and the members of what it would have been alone.
Json item_view(const Json& item, const http::Response& response) {
    auto json = json_object();
    const auto id = command_id(item);
    put(json, "id", id);
    put(json, "status", static_cast<int>(response.status));
    if (const auto body = parse_json(*response.body))
        for (const auto& member : body->members)
            if (member.key != "status") put(json, member.key, Json{member.value});
    return json;
}

}  // namespace

http::Response give_command(Call& call) {
    const auto& json = json_body(call);
    if (const auto* problem = refusal_in(json)) return *problem;
    return give(call, std::get<Json>(json), Precondition::if_match);
}

http::Response give_commands(Call& call) {
    const auto& json = json_body(call, most_batch_bytes);
    if (const auto* problem = refusal_in(json)) return *problem;
    const auto& list = std::get<Json>(json);
    if (list.kind != Json::Kind::array) return http::problem_of(refuse("bad_json", {}, "须是命令的列表"));
    if (list.items.size() > most_in_a_batch)
        return http::problem_of(refuse("bad_value", {}, "一次至多" + std::to_string(most_in_a_batch) + "条"));
    auto answers = json_list();
    for (const auto& item : list.items) add(answers, item_view(item, give(call, item, Precondition::none)));
    return ok(answers);
}

}  // namespace tiaojie::service
