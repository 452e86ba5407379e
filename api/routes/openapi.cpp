#include "api/routes/openapi.hpp"

#include <array>
#include <set>

#include "api/http/problem.hpp"
#include "api/routes/examples.hpp"
#include "api/routes/route.hpp"
#include "api/routes/schema_text.hpp"
#include "api/routes/schemas.hpp"
#include "api/routes/term_lists.hpp"
#include "api/wire/json_writer.hpp"

namespace tiaojie::http {
namespace {

struct Named {
    std::string_view name;
    std::string_view help;
};

constexpr std::array<Named, 16> tags{{{"session", "登录、口令、第二因素"},
                                      {"commands", "办理：与命令行相同的命令"},
                                      {"cases", "案件和待办"},
                                      {"campaigns", "专项行动和清零看板"},
                                      {"consultations", "每周会商"},
                                      {"supervisions", "督办"},
                                      {"statistics", "统计"},
                                      {"reports", "年度报告"},
                                      {"office", "组织、人员、区划、日历、政策、用语"},
                                      {"events", "随时送达的变动"},
                                      {"accounts", "账号管理（系统管理员、安全管理员）"},
                                      {"tokens", "程序令牌"},
                                      {"audit", "审计"},
                                      {"webhooks", "外发通知"},
                                      {"feed", "期限日历"},
                                      {"about", "接口说明和运行状况"}}};

constexpr std::array<Named, 9> placeholders{{{"case", "案件编号"},
                                             {"file", "附件的编号"},
                                             {"campaign", "专项行动编号"},
                                             {"year", "年份"},
                                             {"edition", "版次，如2021-1"},
                                             {"account", "账号"},
                                             {"token", "令牌的编号（不是令牌本身）"},
                                             {"webhook", "接收地址的编号"},
                                             {"secret", "秘密地址的最后一段"}}};

constexpr std::string_view about =
    "调解案件登记系统的接口。错误一律为application/problem+json：code固定不变，detail供人阅读。"
    "范围之外的内容与不存在的内容答复相同（404）。浏览器以登录后的Cookie访问，改动须带X-CSRF-Token；"
    "程序以Authorization: Bearer令牌访问。";

Json description_only(std::string_view text) {
    auto out = json_object();
    put(out, "description", text);
    return out;
}

// ---- parameters ----

Json schema_of_row(const ParameterRow& row) {
    switch (row.kind) {
        case ParameterKind::text: {
            auto out = plain_schema("string");
            put(out, "minLength", 1);
            return out;
        }
        case ParameterKind::date:
            return schema_ref("Date");
        case ParameterKind::division:
            return schema_ref("Division");
        case ParameterKind::number: {
            auto out = plain_schema("integer");
            put(out, "minimum", row.name == "limit" ? 1 : 0);
            return out;
        }
        case ParameterKind::flag:
            return plain_schema("boolean");
        case ParameterKind::term:
            return schema_ref(row.terms);
    }
    return json_object();
}

Json parameter(std::string_view name, std::string_view in, bool is_required, std::string_view help, Json schema) {
    auto out = json_object();
    put(out, "name", name);
    put(out, "in", in);
    put(out, "required", is_required);
    put(out, "description", help);
    if (const auto example = example_of_parameter(name); !example.empty()) {
        const auto* type = schema.find("type");
        const bool is_number = type != nullptr && type->text == "integer";
        auto value = is_number ? json_number(std::string{example}) : to_json(example);
        value.is_integer = is_number;
        put(out, "example", std::move(value));
    }
    put(out, "schema", std::move(schema));
    return out;
}

void add_path_parameters(Json& list, std::string_view path) {
    for (const auto& each : placeholders) {
        if (path.find("{" + std::string{each.name} + "}") == std::string_view::npos) continue;
        const bool is_id = each.name == "case" || each.name == "campaign";
        auto schema = is_id ? schema_ref("Id") : plain_schema(each.name == "year" ? "integer" : "string");
        add(list, parameter(each.name, "path", true, each.help, std::move(schema)));
    }
}

void add_parameters(Json& list, std::string_view in, std::span<const ParameterRow> rows) {
    for (const auto& row : rows) add(list, parameter(row.name, in, row.required, row.help, schema_of_row(row)));
}

// ---- bodies and answers ----

Json parsed(std::string_view text) {
    auto json = parse_json(text);
    return json ? *std::move(json) : json_null();  // the test reads every example
}

Json media_type(std::string_view schema) {
    auto out = json_object();
    put(out, "schema", schema_ref(schema));
    const auto found = examples_of(schema);
    if (found.size() == 1) put(out, "example", parsed(found.front().json));
    if (found.size() < 2) return out;
    auto several = json_object();
    for (const auto& each : found) {
        auto example = json_object();
        put(example, "summary", each.title);
        put(example, "value", parsed(each.json));
        put(several, "example" + std::to_string(several.members.size() + 1), std::move(example));
    }
    put(out, "examples", std::move(several));
    return out;
}

Json request_body(const Route& route) {
    auto content = json_object();
    for (auto rest = route.takes; !rest.empty();) {
        const auto end = std::min(rest.find(", "), rest.size());
        put(content, rest.substr(0, end), route.body.empty() ? json_object() : media_type(route.body));
        rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    auto out = json_object();
    put(out, "required", !route.is_body_optional);
    put(out, "content", std::move(content));
    return out;
}

Json content_of(const Route& route) {
    auto out = json_object();
    auto rest = route.content;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(", "), rest.size());
        const auto type = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        auto each = json_object();
        if (type == "application/json" && !route.answer.empty())
            each = media_type(route.answer);
        else if (type == "application/json")
            put(each, "schema", plain_schema("object"));
        else if (type.starts_with("text/"))
            put(each, "schema", plain_schema("string"));
        put(out, type, std::move(each));
    }
    return out;
}

Json good_answer(const Route& route, std::string_view text) {
    auto out = description_only(text);
    if (route.has_version) {
        auto etag = description_only("案件的版本，可用于If-Match");
        put(etag, "schema", plain_schema("string"));
        auto headers = json_object();
        put(headers, "ETag", std::move(etag));
        put(out, "headers", std::move(headers));
    }
    if (!route.content.empty()) put(out, "content", content_of(route));
    return out;
}

// The statuses with which a route can refuse: what the server refuses by itself, what follows from the members of its
// row, and the codes of its own.
std::set<unsigned> refusals_of(const Route& route) {
    std::set<unsigned> out{400, 408, 413, 429, 431, 500, 503};
    const bool is_of_api = route.path.starts_with("/api/v1");
    if (route.who != Who::anyone) out.insert({401, 403});
    if (route.path.find('{') != std::string_view::npos) out.insert(404);
    for (const auto& row : route.query)
        if (row.kind == ParameterKind::division || row.name == "cursor") out.insert(404);
    if (is_of_api) out.insert(422);
    if (route.has_body()) out.insert({404, 415});
    if (route.method != Method::get) out.insert({409, 507});
    for (const auto code : route.refuses)
        for (const auto& term : problem_terms())
            if (term.code == code) out.insert(term.status);
    return out;
}

Json responses_of(const Route& route) {
    auto out = json_object();
    put(out, std::to_string(route.success),
        good_answer(route, route.success == 204 ? "已完成，没有内容" : route.summary));
    for (const auto& other : route.also)
        put(out, std::to_string(other.status),
            other.has_body ? good_answer(route, other.help) : description_only(other.help));
    for (const auto status : refusals_of(route)) {
        auto ref = json_object();
        put(ref, "$ref", "#/components/responses/Refused" + std::to_string(status));
        put(out, std::to_string(status), std::move(ref));
    }
    return out;
}

// ---- rights ----

Json requirement(std::initializer_list<std::string_view> schemes) {
    auto out = json_object();
    for (const auto scheme : schemes) put(out, scheme, json_list());
    return out;
}

Json security_of(const Route& route) {
    auto out = json_list();
    if (route.who == Who::anyone) return out;
    add(out, route.method == Method::get ? requirement({"cookie"}) : requirement({"cookie", "csrf"}));
    add(out, requirement({"bearer"}));
    return out;
}

Json roles_of(const Route& route) {
    auto out = json_list();
    for (const auto& term : Terms<Role>::all)
        if (may_use(route.who, term.value)) add(out, to_json(term.name));
    return out;
}

Json operation_of(const Route& route) {
    auto out = json_object();
    put(out, "operationId", route.name);
    auto tag = json_list();
    add(tag, to_json(route.tag));
    put(out, "tags", std::move(tag));
    put(out, "summary", route.summary);
    auto parameters = json_list();
    add_path_parameters(parameters, route.path);
    add_parameters(parameters, "query", route.query);
    add_parameters(parameters, "header", route.headers);
    if (!parameters.items.empty()) put(out, "parameters", std::move(parameters));
    if (route.has_body()) put(out, "requestBody", request_body(route));
    put(out, "responses", responses_of(route));
    put(out, "security", security_of(route));
    if (route.who != Who::anyone) put(out, "x-roles", roles_of(route));
    return out;
}

std::string key_of(Method method) {
    switch (method) {
        case Method::get:
            return "get";
        case Method::head:
            return "head";
        case Method::post:
            return "post";
        case Method::put:
            return "put";
        case Method::delete_:
            return "delete";
        case Method::options:
            return "options";
        case Method::other:
            break;
    }
    return "trace";
}

Json paths() {
    auto out = json_object();
    for (const auto& route : routes()) {
        Json* item = nullptr;
        for (auto& member : out.members)
            if (member.key == route.path) item = &member.value;
        if (item == nullptr) {
            put(out, route.path, json_object());
            item = &out.members.back().value;
        }
        put(*item, key_of(route.method), operation_of(route));
    }
    return out;
}

// ---- components ----

Json problem_responses() {
    std::set<unsigned> statuses;
    for (const auto& term : problem_terms()) statuses.insert(term.status);
    auto out = json_object();
    for (const auto status : statuses) {
        std::string help;
        for (const auto& term : problem_terms())
            if (term.status == status)
                (help += help.empty() ? "" : "；").append(term.code).append(" ").append(term.sentence);
        if (status == 409) help += "；以及办理规则的各个code";
        auto response = description_only(help);
        auto content = json_object();
        put(content, "application/problem+json", media_type("Problem"));
        put(response, "content", std::move(content));
        put(out, "Refused" + std::to_string(status), std::move(response));
    }
    return out;
}

Json key_scheme(std::string_view in, std::string_view name, std::string_view help) {
    auto out = json_object();
    put(out, "type", "apiKey");
    put(out, "in", in);
    put(out, "name", name);
    put(out, "description", help);
    return out;
}

Json security_schemes() {
    auto bearer = json_object();
    put(bearer, "type", "http");
    put(bearer, "scheme", "bearer");
    put(bearer, "description", "程序令牌，见POST /api/v1/tokens");
    auto out = json_object();
    put(out, "cookie", key_scheme("cookie", "__Host-tiaojie", "登录后得到；未用TLS时名为tiaojie"));
    put(out, "csrf", key_scheme("header", "X-CSRF-Token", "登录答复中的csrf；凡有改动的请求都要带"));
    put(out, "bearer", std::move(bearer));
    return out;
}

Json made_document() {
    auto out = json_object();
    put(out, "openapi", "3.1.0");
    auto info = json_object();
    put(info, "title", "调解案件登记系统");
    put(info, "version", "1");
    put(info, "description", about);
    put(out, "info", std::move(info));
    auto tag_list = json_list();
    for (const auto& tag : tags) {
        auto each = json_object();
        put(each, "name", tag.name);
        put(each, "description", tag.help);
        add(tag_list, std::move(each));
    }
    put(out, "tags", std::move(tag_list));
    put(out, "paths", paths());
    auto components = json_object();
    put(components, "schemas", component_schemas());
    put(components, "responses", problem_responses());
    put(components, "securitySchemes", security_schemes());
    put(out, "components", std::move(components));
    return out;
}

}  // namespace

const Json& openapi_document() {
    static const Json document = made_document();
    return document;
}

std::shared_ptr<const std::string> openapi_text() {
    static const auto text = std::make_shared<const std::string>(write_json(openapi_document()));
    return text;
}

}  // namespace tiaojie::http
