#include "tests/api/service/conformance.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "api/routes/route.hpp"
#include "api/routes/schema_text.hpp"
#include "tests/api/routes/schema_check.hpp"

namespace tiaojie::test {
namespace {

constexpr std::size_t longest_answer = 64 * 1024 * 1024;
constexpr std::array<const char*, 6> headers_of_all{"Content-Security-Policy", "X-Content-Type-Options",
                                                    "X-Frame-Options",         "Referrer-Policy",
                                                    "Cache-Control",           "Cross-Origin-Resource-Policy"};

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string essence(const Answered& reply) {
    const auto type = reply.header("Content-Type");
    return type.substr(0, type.find(';'));
}

class Judge {
public:
    Judge(const Json& document, const Asked& asked, const Answered& reply)
        : document_(document), asked_(asked), reply_(reply) {}

    std::vector<std::string> found() && {
        headers();
        const auto path = asked_.target.substr(0, asked_.target.find('?'));
        const auto match = http::match(asked_.method, path);
        if (const auto* matched = std::get_if<http::Matched>(&match))
            route(*matched->route);
        else
            no_route(std::get<http::Unmatched>(match));
        if (reply_.status >= 400) problem();
        return std::move(out_);
    }

private:
    void say(std::string fault) { out_.push_back(std::move(fault)); }
    bool is_head() const { return asked_.method == http::Method::head; }

    void headers() {
        for (const auto* name : headers_of_all)
            if (reply_.header(name).empty()) say(std::string{"no header "} + name);
        for (const auto& [name, value] : reply_.headers)
            if (lower(name).starts_with("access-control-")) say("lets other sites in: " + name + ": " + value);
    }

    void no_route(const http::Unmatched& unmatched) {
        const bool is_method = unmatched.why == http::NoRoute::method_not_allowed;
        if (reply_.status != (is_method ? 405U : 404U)) say("no such route, answered " + std::to_string(reply_.status));
        if (is_method && reply_.header("Allow") != unmatched.allow) say("Allow is " + reply_.header("Allow"));
    }

    void route(const http::Route& route) {
        const auto method = is_head() ? http::Method::get : route.method;
        const auto* path = document_.find("paths")->find(route.path);
        const auto* operation = path == nullptr ? nullptr : path->find(lower(method_name(method)));
        if (operation == nullptr) return say("the document does not know the route");
        const auto* response = operation->find("responses")->find(std::to_string(reply_.status));
        if (response == nullptr) return say("the document does not name the status " + std::to_string(reply_.status));
        if (const auto* ref = response->find("$ref")) response = resolve(document_, ref->text);
        if (response == nullptr) return say("the response leads nowhere");
        if (const auto* named = response->find("headers"))
            for (const auto& each : named->members)
                if (reply_.header(each.key).empty()) say("no header " + each.key);
        content(response->find("content"));
    }

    void content(const Json* kinds) {
        if (kinds == nullptr) {
            if (!reply_.body.empty()) say("has a body where none is named");
            return;
        }
        const auto* kind = kinds->find(essence(reply_));
        if (kind == nullptr) return say("the document does not name the content " + essence(reply_));
        if (is_head()) {
            if (!reply_.body.empty()) say("the answer to HEAD has a body");
            return;
        }
        const auto* schema = kind->find("schema");
        if (schema == nullptr || !essence(reply_).ends_with("json")) return;
        const auto value = parse_json(reply_.body, longest_answer);
        if (!value) return say("is no JSON: " + value.refusal().message);
        const auto wrong = problems(document_, *schema, *value,
                                    schema->find("$ref") == nullptr ? Unnamed::allowed : Unnamed::reported);
        out_.insert(out_.end(), wrong.begin(), wrong.end());
    }

    void problem() {
        if (essence(reply_) != "application/problem+json") say("a refusal as " + reply_.header("Content-Type"));
        if (is_head()) return;
        const auto value = parse_json(reply_.body);
        if (!value) return say("the refusal is no JSON");
        const auto wrong = problems(document_, http::schema_ref("Problem"), *value);
        out_.insert(out_.end(), wrong.begin(), wrong.end());
        const auto* status = value->find("status");
        if (status == nullptr || status->text != std::to_string(reply_.status)) say("says another status");
        if (reply_.status == 401 && reply_.header("WWW-Authenticate").empty()) say("401 without WWW-Authenticate");
        if (reply_.status == 422 && asked_.method == http::Method::get && value->find("errors") == nullptr)
            say("does not name the parameters");
    }

    const Json& document_;
    const Asked& asked_;
    const Answered& reply_;
    std::vector<std::string> out_{};
};

}  // namespace

std::vector<std::string> faults(const Json& document, const Asked& asked, const Answered& reply) {
    if (reply.status == 0) return {"the connection ended without an answer"};
    return Judge{document, asked, reply}.found();
}

}  // namespace tiaojie::test
