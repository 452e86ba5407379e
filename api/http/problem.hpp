// Answers that refuse (RFC 9457, application/problem+json): the one table of codes and their words, for the server and
// for the handlers. What is not in it and no refusal of core/words/refusal.hpp cannot be sent, and the OpenAPI document
// publishes all of it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie::http {

struct ProblemTerm {
    std::string_view code;  // stable; the type is urn:tiaojie:problem:CODE
    unsigned status;
    std::string_view sentence;  // the detail, when there is nothing more exact to say
};

std::span<const ProblemTerm> problem_terms();
std::string_view problem_title(unsigned status);  // in Chinese

struct FieldProblem {
    std::string field{};
    std::string problem{};  // in Chinese
};

inline constexpr int usual_retry_seconds = 5;  // of 429 and 503: they say in Retry-After when to come back

// {"type","title","status","code","detail","errors":[{"field","problem"}]}, always all of them. Asserts that the code
// is in the table; its status is the table's. Without a detail: its sentence.
Response problem(std::string_view code, std::string_view detail = {}, const std::vector<FieldProblem>& errors = {});
// The same, saying when it may be tried again.
Response problem_until(std::string_view code, long long retry_seconds, std::string_view detail = {});

// 422 for what is wrong with a field, 409 for a rule, 404 with its code for a case, notice, campaign or consultation
// that is not there: the same answer as for one outside the area. Codes of the table have its status.
Response problem_of(const Refusal& refusal);
// All that is wrong with the fields of a body, 422; `code` is that of the first. Asserts that there is one.
Response problem_of(const std::vector<Refusal>& refusals);
// Of parameters: 422 `validation_failed`. Asserts that there is one.
Response problem_of(const std::vector<FieldProblem>& problems);

// The one answer for all that does not exist or lies outside the account's area.
Response not_found();
// Of a command: with the code of what it names (one of core/words/refusal), and nothing of the thing itself.
Response not_found(std::string_view code);

}  // namespace tiaojie::http
