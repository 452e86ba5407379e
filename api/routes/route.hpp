// What a route is. The table of them (table.cpp) has a row for each, its handler included: the router, the OpenAPI
// document, the checks of rights and the matrix test are made from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/problem.hpp"
#include "api/routes/parameters.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie::service {
struct Call;
}

namespace tiaojie::http {

// Runs on the thread of its lane. What it returns in the write lane is sent after the commit; a response that refuses
// (status >= 400) has changed nothing.
using CallHandler = Response (*)(service::Call&);

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
enum class ParameterKind : std::uint8_t { text, date, division, number, flag, term };

struct ParameterRow {
    std::string_view name;
    ParameterKind kind;
    bool required;
    std::string_view terms;  // for `term`: the name of the list of words, see term_lists.hpp
    std::string_view help;   // in Chinese
};

// A good answer with another status than the usual one.
struct OtherAnswer {
    unsigned status;
    std::string_view help;  // in Chinese
    bool has_body;          // of the usual schema
};

struct Route {
    std::string_view name;  // the operationId: "case_list"
    Method method;
    std::string_view path;  // "/api/v1/cases/{case}"
    Who who;
    Lane lane;
    std::string_view tag;      // "cases"
    std::string_view summary;  // one line, in Chinese
    std::span<const ParameterRow> query{};
    std::span<const ParameterRow> headers{};
    std::string_view body{};                     // the name of the body's schema (shapes.cpp); empty: none of JSON
    std::string_view takes{"application/json"};  // of the body; several with ", " between them
    bool is_body_optional{false};
    std::string_view answer{};                     // the name of the answer's schema; empty: none or no JSON
    unsigned success{200};                         // the status of a good answer
    std::string_view content{"application/json"};  // of a good answer; several with ", " between them
    bool has_version{false};                       // answers with the case's version as its ETag
    std::span<const OtherAnswer> also{};
    bool is_audited{false};    // leaves a line in the audit journal: reads case content, or changes rights or settings
    bool is_cacheable{false};  // the answer depends only on store, day, role, area and target
    // With the password alone, where a second factor is still to come, nothing but these is open: not even the change
    // of the password, or a stolen one could throw its owner out.
    bool is_open_before_code{false};
    std::span<const std::string_view> refuses{};  // codes of problems, besides those that its other members bring about
    CallHandler handler{nullptr};                 // none in the lane of streams

    bool has_body() const { return !body.empty() || takes != "application/json"; }
};

std::span<const Route> routes();

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

// 404, or 405 with Allow.
Response no_route(const Unmatched& unmatched);

}  // namespace tiaojie::http
