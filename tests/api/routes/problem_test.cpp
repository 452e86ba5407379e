#include "api/http/problem.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "api/routes/openapi.hpp"
#include "api/routes/route.hpp"
#include "api/routes/schema_text.hpp"
#include "api/wire/json_reader.hpp"
#include "tests/api/routes/schema_check.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::http;

namespace {

// "409 not_performed", and checks the form on the way.
std::string code_of(const Response& response) {
    CHECK(response.content_type == "application/problem+json");
    const auto json = parse_json(*response.body);
    REQUIRE(json);
    CHECK(problems(openapi_document(), schema_ref("Problem"), *json) == std::vector<std::string>{});
    CHECK(json->find("status")->text == std::to_string(response.status));
    CHECK(json->find("type")->text == "urn:tiaojie:problem:" + json->find("code")->text);
    return json->find("status")->text + " " + json->find("code")->text;
}

std::string_view header_of(const Response& response, std::string_view name) {
    for (const auto& header : response.headers)
        if (header.name == name) return header.value;
    return {};
}

}  // namespace

TEST_CASE("every code stands once, and has its answer") {
    std::set<std::string_view> seen;
    for (const auto& term : refusal_terms()) CHECK(seen.insert(term.code).second);
    for (const auto& term : problem_terms()) {
        INFO(term.code);
        CHECK(seen.insert(term.code).second);
        CHECK(code_of(problem(term.code)) == std::to_string(term.status) + " " + std::string{term.code});
    }
}

TEST_CASE("refusals become 422, 409 or 404") {
    CHECK(code_of(problem_of(refuse("missing_field", "name", "name"))) == "422 missing_field");
    CHECK(code_of(problem_of(refuse("bad_json"))) == "422 bad_json");
    CHECK(code_of(problem_of(refuse("not_performed"))) == "409 not_performed");
    CHECK(code_of(problem_of(refuse("unknown_obligation", "obligation"))) == "409 unknown_obligation");
    CHECK(code_of(problem_of(refuse("unknown_mediator", "mediators"))) == "409 unknown_mediator");
    CHECK(code_of(problem_of(Refusal{"weak_password", "password", "太短"})) == "422 weak_password");
    CHECK(code_of(problem_of(Refusal{"of_no_table", "", "不行"})) == "409 of_no_table");
}

TEST_CASE("what is not there and what lies outside the area have the same answer") {
    for (const auto* code : {"unknown_case", "unknown_notice", "unknown_campaign", "unknown_consultation"}) {
        INFO(code);
        const auto response = problem_of(refuse(code, "case", "c-1"));
        CHECK(code_of(response) == "404 " + std::string{code});
        CHECK(*response.body == *not_found(code).body);
        CHECK(response.body->find("c-1") == std::string::npos);
    }
    const auto outside = *not_found().body;
    CHECK(*problem_of(Refusal{"unknown_account", "account", "没有 c-1"}).body == outside);
    CHECK(*no_route({NoRoute::bad_path, {}}).body == outside);
    CHECK(*no_route({NoRoute::not_found, {}}).body == outside);
}

TEST_CASE("every refusal has all members, an empty list where no field is at fault") {
    for (const auto& response : {problem("forbidden"), not_found(), problem_of(refuse("not_performed"))}) {
        const auto json = parse_json(*response.body);
        REQUIRE(json);
        for (const auto* member : {"type", "title", "status", "code", "detail", "errors"})
            CHECK(json->find(member) != nullptr);
        CHECK(json->find("errors")->kind == Json::Kind::array);
        CHECK(json->find("errors")->items.empty());
    }
}

TEST_CASE("fields are named one by one") {
    const auto one = problem_of(refuse("id_number", "parties[0].id_number"));
    CHECK(one.body->find(R"("errors":[{"field":"parties[0].id_number","problem":"公民身份号码)") != std::string::npos);
    const std::vector<Refusal> several{refuse("unknown_field", "colour"), refuse("bad_value", "people")};
    CHECK(code_of(problem_of(several)) == "422 unknown_field");
    CHECK(problem_of(several).body->find("共2处") != std::string::npos);
    const std::vector<FieldProblem> parameters{{"limit", "须为整数"}, {"q", "不能为空白"}};
    CHECK(code_of(problem_of(parameters)) == "422 validation_failed");
    CHECK(problem_of(parameters).body->find("limit：须为整数；共2处") != std::string::npos);
}

TEST_CASE("answers that need a header have it") {
    CHECK(header_of(no_route({NoRoute::method_not_allowed, "GET, HEAD"}), "Allow") == "GET, HEAD");
    CHECK(header_of(problem("unauthenticated"), "WWW-Authenticate") == "Bearer realm=\"tiaojie\"");
    for (const auto& term : problem_terms()) {
        INFO(term.code);
        const bool is_for_now = term.status == 429 || term.status == 503;
        CHECK(header_of(problem(term.code), "Retry-After") == (is_for_now ? "5" : ""));
    }
    CHECK(header_of(problem_until("locked", 299), "Retry-After") == "299");
    CHECK(header_of(problem_until("locked", -3), "Retry-After") == "1");
}

TEST_CASE("every code of the table is sent by somebody") {
    std::string sources;
    for (const auto* top : {"/api", "/storage", "/core", "/cli"})
        for (const auto& file : std::filesystem::recursive_directory_iterator{tiaojie::source_dir() + top}) {
            if (file.path().extension() != ".cpp") continue;
            std::ifstream in{file.path()};
            sources.append(std::istreambuf_iterator<char>{in}, {});
        }
    REQUIRE(sources.size() > 100'000);
    for (const auto& term : problem_terms()) {
        INFO(term.code);
        const auto quoted = "\"" + std::string{term.code} + "\"";
        const auto row = sources.find(quoted);
        REQUIRE(row != std::string::npos);
        CHECK(sources.find(quoted, row + 1) != std::string::npos);  // once more than its row in the table
    }
}
