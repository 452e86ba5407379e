// The table of routes: everything about a route that is no code. The router, the OpenAPI document, the checks of rights
// and the matrix test are made from it; `cli/serve/handlers.cpp` binds each operation to its code.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/parameters.hpp"
#include "core/vocabulary.hpp"

namespace tiaojie::http {

// One name an operation; `name(Operation)` is its operationId.
enum class Operation : std::uint8_t;

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
    registrars,    // clerk, supervisor: statistics for all, reports
    system,        // admin
    security,      // security
    accounts,      // admin, security
    auditor,       // auditor
};
bool may_use(Who who, Role role);

enum class ParameterKind : std::uint8_t { text, date, division, number, flag, term };

struct ParameterRow {
    std::string_view name;
    ParameterKind kind;
    bool required;
    std::string_view terms;  // for `term`: the name of the vocabulary, e.g. "Status"
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
    bool is_audited;          // reads case content, or changes rights, policy, calendar
    bool is_cacheable;        // the answer depends only on store, day, role, area and target
};

std::span<const Route> routes();
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
