// Small pieces that every handler is made of: reading the body, what lies outside the area, the answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api/http/problem.hpp"
#include "api/service/call.hpp"
#include "api/service/clock.hpp"
#include "api/wire/field_reader.hpp"
#include "api/wire/json_writer.hpp"
#include "storage/access/audit.hpp"

namespace tiaojie::service {

template <class T>
http::Response* refusal_in(Or<T>& value) {
    return std::get_if<http::Response>(&value);
}
template <class T>
const http::Response* refusal_in(const Or<T>& value) {
    return std::get_if<http::Response>(&value);
}

inline http::Response ok(const Json& json, unsigned status = 200) {
    return http::json_response(status, write_json(json));
}

// The body as JSON: 415, 422. Read once.
const Or<Json>& json_body(Call& call, std::size_t most_bytes = max_json_bytes);
Or<Json> read_json_body(const http::Request& request, std::size_t most_bytes);

template <HasFields T>
Or<T> body_of(Call& call) {
    const auto& json = json_body(call);
    if (const auto* problem = refusal_in(json)) return *problem;
    Problems problems;
    FieldReader reader{problems};
    T out{};
    const auto& object = std::get<Json>(json);
    if (object.kind != Json::Kind::object) return http::problem_of(refuse("bad_json", {}, "须是一个JSON对象"));
    reader.members(object, out, nullptr);
    if (!problems.none()) return http::problem_of(problems.all());
    return out;
}

// The answer when a parameter of the query cannot be read or is unknown. Ask after the last read.
std::optional<http::Response> query_problem(const Call& call);

// The division asked for, or the account's whole area; what the area does not hold is not found.
Or<Division> division_in_area(Call& call, std::string_view parameter = "division");

// The line in the audit journal for what this call does.
storage::AuditEntry audit_entry(const Call& call, AuditAction action, std::string object,
                                storage::AuditEntry entry = {});

}  // namespace tiaojie::service
