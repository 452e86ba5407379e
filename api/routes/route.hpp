// The table of routes: everything about a route that is no code. The router, the OpenAPI document, the checks of rights
// and the matrix test are made from it; `api/service/handlers.cpp` binds each operation to its code.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/parameters.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie::http {

// One name an operation; `name(Operation)` is its operationId.
enum class Operation : std::uint8_t {
    sign_in,
    session_show,
    sign_out,
    change_password,
    second_factor_check,
    second_factor_start,
    second_factor_confirm,
    second_factor_remove,

    give_command,
    give_commands,

    case_list,
    case_export,
    case_show,
    case_history,
    case_deadlines,
    case_actions,
    case_reveal,
    case_file_add,
    case_file_show,

    campaign_list,
    campaign_board,
    campaign_cases,
    consultation_list,
    consultation_agenda,
    supervision_list,
    todo,

    stats,
    stats_cases,
    report_list,
    report_show,
    report_freeze,
    edition_show,
    edition_diff,

    organisation_list,
    mediator_list,
    elder_list,
    division_list,
    calendar_show,
    policy_show,
    vocabulary,

    events,

    account_list,
    account_make,
    account_approve,
    account_rights,
    account_disable,
    account_unlock,
    account_password_reset,
    account_second_factor_remove,
    second_factor_roles_show,
    second_factor_roles_set,

    token_list,
    token_make,
    token_revoke,

    audit_list,
    audit_verify,

    webhook_list,
    webhook_make,
    webhook_remove,
    webhook_test,
    webhook_deliveries,

    feed_make,
    feed_revoke,
    feed_read,

    openapi,
    docs_page,
    docs_style,
    docs_script,

    health,
    metrics
};

// Where the handler runs. quick: on the connection's thread, within milliseconds. slow: a worker with its own read
// connection. password: a bounded pool, for Argon2. write: the writer, in a group with others, answered after the
// commit. stream: answered by an event stream.
enum class Lane : std::uint8_t { quick, slow, password, write, stream };

// Who may use the route at all. What lies outside the area is "not found" whoever asks.
enum class Who : std::uint8_t {
    anyone,        // without an account
    signed_in,     // any account, also one whose password must be changed first
    any_role,      // any account in order
    case_readers,  // mediator, village_lead, clerk, supervisor
    registrars,    // clerk, supervisor
    system,        // admin
    security,      // security
    accounts,      // admin, security
    auditor,       // auditor
};
bool may_use(Who who, Role role);
// With the password alone, where a second factor is still to come, nothing else is open: not even the change of the
// password, or a stolen one could throw its owner out.
bool may_use_before_code(Operation operation);

enum class ParameterKind : std::uint8_t { text, date, division, number, flag, term };

struct ParameterRow {
    std::string_view name;
    ParameterKind kind;
    bool required;
    std::string_view terms;  // for `term`: the name of the list of words, see term_lists.hpp
    std::string_view help;   // in Chinese
};

struct Route {
    Operation operation;
    Method method;
    std::string_view path;  // "/api/v1/cases/{case}"
    Who who;
    Lane lane;
    std::string_view tag;      // "cases"
    std::string_view summary;  // one line, in Chinese
    std::span<const ParameterRow> query;
    std::string_view body;    // the name of the body's schema; empty: none
    std::string_view answer;  // the name of the answer's schema; empty: none or no JSON
    unsigned success;         // the status of a good answer
    bool is_audited;          // leaves a line in the audit journal: reads case content, or changes rights or settings
    bool is_cacheable;        // the answer depends only on store, day, role, area and target
    std::string_view content{"application/json"};  // of a good answer; several with ", " between them
};

std::span<const Route> routes();  // in the order of Operation
const Route& route_of(Operation operation);
std::string_view name(Operation operation);

struct Matched {
    const Route* route{};
    PathValues values{};
};
enum class NoRoute : std::uint8_t { not_found, method_not_allowed, bad_path };
struct Unmatched {
    NoRoute why{};
    std::string allow{};  // of 405: "GET, HEAD"
};
// HEAD is answered as GET. Paths are matched segment by segment, before decoding; "." and ".." and empty ones never
// match.
std::variant<Matched, Unmatched> match(Method method, std::string_view path);

}  // namespace tiaojie::http
