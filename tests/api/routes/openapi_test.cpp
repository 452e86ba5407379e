#include "api/routes/openapi.hpp"

#include <set>

#include "api/routes/examples.hpp"
#include "api/routes/route.hpp"
#include "api/routes/schema_text.hpp"
#include "api/routes/shapes.hpp"
#include "api/wire/json_writer.hpp"
#include "tests/api/routes/schema_check.hpp"
#include "tests/api/wire/command_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using http::openapi_document;
using http::schema_ref;

namespace {

template <class Function>
void each_ref(const Json& json, Function&& f) {
    if (json.kind == Json::Kind::object)
        if (const auto* ref = json.find("$ref")) f(ref->text);
    for (const auto& item : json.items) each_ref(item, f);
    for (const auto& member : json.members) each_ref(member.value, f);
}

std::string method_key(http::Method method) {
    switch (method) {
        case http::Method::get:
            return "get";
        case http::Method::post:
            return "post";
        case http::Method::put:
            return "put";
        case http::Method::delete_:
            return "delete";
        default:
            return "";
    }
}

const Json* operation_in_document(const http::Route& route) {
    const auto* path = openapi_document().find("paths")->find(route.path);
    return path == nullptr ? nullptr : path->find(method_key(route.method));
}

std::vector<std::string> problems_of(std::string_view schema, const Json& value) {
    return problems(openapi_document(), schema_ref(schema), value);
}

}  // namespace

TEST_CASE("every reference of the document leads somewhere") {
    const auto& document = openapi_document();
    std::set<std::string> seen;
    each_ref(document, [&](const std::string& ref) {
        if (!seen.insert(ref).second) return;
        INFO(ref);
        CHECK(resolve(document, ref) != nullptr);
    });
    CHECK(seen.size() > 100);
    for (const auto& member : document.find("components")->find("schemas")->members) {
        INFO(member.key);
        CHECK(member.key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
              std::string::npos);
    }
}

TEST_CASE("the document can be read back, and no key stands twice") {
    const auto again = parse_json(*http::openapi_text(), 8 * 1024 * 1024);
    REQUIRE(again);
    CHECK(write_json(*again) == *http::openapi_text());
}

TEST_CASE("every route stands in the document with its parameters, body and answer") {
    std::size_t operations = 0;
    for (const auto& member : openapi_document().find("paths")->members) operations += member.value.members.size();
    CHECK(operations == http::routes().size());
    for (const auto& route : http::routes()) {
        INFO(route.path);
        const auto* operation = operation_in_document(route);
        REQUIRE(operation != nullptr);
        CHECK(operation->find("operationId")->text == route.name);
        std::set<std::string> documented;
        if (const auto* list = operation->find("parameters"))
            for (const auto& each : list->items) {
                documented.insert(each.find("name")->text);
                INFO(each.find("name")->text);
                const auto* example = each.find("example");
                const bool speaks_for_itself = each.find("schema")->find("$ref") != nullptr ||
                                               each.find("schema")->find("type")->text == "boolean" ||
                                               each.find("in")->text == "header" || each.find("name")->text == "cursor";
                CHECK((example != nullptr || speaks_for_itself || each.find("name")->text == "object"));
                if (example != nullptr) CHECK(problems(openapi_document(), *each.find("schema"), *example).empty());
            }
        for (std::size_t at = route.path.find('{'); at != std::string_view::npos; at = route.path.find('{', at + 1))
            CHECK(documented.contains(std::string{route.path.substr(at + 1, route.path.find('}', at) - at - 1)}));
        for (const auto& row : route.query) CHECK(documented.contains(std::string{row.name}));
        const bool sends_bytes = route.name == "case_file_add";
        CHECK((operation->find("requestBody") != nullptr) == (sends_bytes || !route.body.empty()));
        const auto* good = operation->find("responses")->find(std::to_string(route.success));
        REQUIRE(good != nullptr);
        CHECK((good->find("content") == nullptr) == (route.success == 204));
    }
}

TEST_CASE("every tag, placeholder and list of words is explained") {
    std::set<std::string> tags;
    for (const auto& tag : openapi_document().find("tags")->items) tags.insert(tag.find("name")->text);
    for (const auto& route : http::routes()) CHECK(tags.contains(std::string{route.tag}));
}

TEST_CASE("every body and answer has an example, and it fits") {
    for (const auto& route : http::routes()) {
        INFO(route.path);
        if (!route.body.empty()) CHECK(!http::examples_of(route.body).empty());
        if (!route.answer.empty()) CHECK(!http::examples_of(route.answer).empty());
    }
    for (const auto& example : http::examples()) {
        INFO(example.schema << " " << example.json);
        const auto json = parse_json(example.json);
        REQUIRE(json);
        const auto found = problems_of(example.schema, *json);
        CHECK(found == std::vector<std::string>{});
    }
}

TEST_CASE("every shape is used") {
    std::set<std::string> used{"Problem"};
    each_ref(openapi_document(), [&](const std::string& ref) { used.insert(ref.substr(ref.rfind('/') + 1)); });
    for (const auto& shape : http::answer_shapes()) {
        INFO(shape.name);
        CHECK(used.contains(std::string{shape.name}));
    }
    for (const auto& shape : http::body_shapes()) {
        INFO(shape.name);
        CHECK(used.contains(std::string{shape.name}));
    }
}

TEST_CASE("the document describes every command as it is read") {
    const auto& document = openapi_document();
    const auto* command = document.find("components")->find("schemas")->find("Command");
    CHECK(command->find("oneOf")->items.size() == command_samples().size());
    for (const auto& line : command_samples()) {
        INFO(line);
        const auto json = parse_json(line);
        REQUIRE(json);
        CHECK(problems_of("Command", *json) == std::vector<std::string>{});
        for (const auto& member : json->members) {  // nothing may be missing but what may
            auto without = *json;
            std::erase_if(without.members, [&](const JsonMember& each) { return each.key == member.key; });
            const auto* schema =
                document.find("components")->find("schemas")->find("Command." + json->find("do")->text);
            const auto& required = schema->find("required")->items;
            const bool is_required = std::any_of(required.begin(), required.end(),
                                                 [&](const Json& each) { return each.text == member.key; });
            CHECK(problems(document, *schema, without).empty() == !is_required);
        }
    }
    auto odd = *parse_json(command_samples().front());
    put(odd, "colour", "red");
    CHECK_FALSE(problems_of("Command", odd).empty());
}

TEST_CASE("the checker finds what is wrong") {
    const auto& document = openapi_document();
    const auto found = [&](std::string_view type, std::string_view value) {
        return problems(document, http::schema_of_type(type), *parse_json(value)).size();
    };
    CHECK(found("text|null", "null") == 0);
    CHECK(found("text|null", "1") == 1);
    CHECK(found("Stage|null", "null") == 0);
    CHECK(found("Stage|null", "\"town_mediation\"") == 0);
    CHECK(found("Stage|null", "\"attic\"") > 0);
    CHECK(found("date", "\"2021-02-30\"") == 1);
    CHECK(found("time", "\"2021-02-20\"") == 1);
    CHECK(found("[int]", "[1, 2.5, \"3\"]") == 2);
    CHECK(found("{{number}}", R"({"a": {"b": 1, "c": 2.5}})") == 0);
    CHECK(found("{{number}}", R"({"a": {"b": "x"}})") == 1);
    const auto schema = http::schema_of_fields("a:int b?:text");
    const auto problems_in = [&](std::string_view value, Unnamed unnamed = Unnamed::reported) {
        return problems(document, schema, *parse_json(value), unnamed).size();
    };
    CHECK(problems_in(R"({"a": 1})") == 0);
    CHECK(problems_in(R"({"b": "x"})") == 1);
    CHECK(problems_in(R"({"a": 1, "c": 2})") == 1);
    CHECK(problems_in(R"({"a": 1, "c": 2})", Unnamed::allowed) == 0);
    CHECK(problems(document, *parse_json(R"({"allOf": []})"), *parse_json("1")).size() == 1);
    CHECK(problems(document, *parse_json(R"({"$ref": "#/nowhere"})"), *parse_json("1")).size() == 1);
}

TEST_CASE("a type that is no type ends the program at once") {
    CHECK_THROWS(http::schema_of_type("txt"));
    CHECK_THROWS(http::schema_of_type("[text"));
    CHECK_THROWS(http::schema_of_type("text]"));
    CHECK_THROWS(http::schema_of_fields("a"));
}
