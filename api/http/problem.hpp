// Answers that refuse (RFC 9457, application/problem+json): stable codes, worded for people in one table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/parameters.hpp"
#include "api/routes/routes.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie::http {

struct ProblemTerm {
    std::string_view code;
    unsigned status;
    std::string_view sentence;  // the detail, when there is nothing more exact to say
};

// What the HTTP side itself refuses; the rules of the work are in core/words/refusal.
const std::vector<ProblemTerm>& problem_terms();

// {"type","title","status","code","detail","errors":[{"field","problem"}]}, always all of them.
Response problem(unsigned status, std::string_view code, std::string_view detail,
                 const std::vector<FieldProblem>& errors = {});
// Of a code in the table, with its status. Precondition: it is there. Without a detail: its sentence.
Response problem(std::string_view code, std::string_view detail = {});

// 422 for what is wrong with a field, 409 for a rule, 404 with its code for a case, notice, campaign or consultation
// that is not there: the same answer as for one outside the area.
Response problem_of(const Refusal& refusal);
// All that is wrong with the fields of a body, 422; `code` is that of the first. Precondition: not empty.
Response problem_of(const std::vector<Refusal>& refusals);
// Of parameters: 422 `validation_failed`. Precondition: not empty.
Response problem_of(const std::vector<FieldProblem>& problems);

// The one answer for all that does not exist or lies outside the account's area.
Response not_found();
// Of a command: with the code of what it names, and nothing of the thing itself. Precondition: one of
// core/words/refusal.
Response not_found(std::string_view code);
Response unauthenticated();
Response forbidden();
Response no_route(const Unmatched& unmatched);  // 404, or 405 with Allow
Response stale();                               // 412
Response unsupported_media_type();              // 415
Response too_many_requests(int retry_after_seconds);

}  // namespace tiaojie::http
