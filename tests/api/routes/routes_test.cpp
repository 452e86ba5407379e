#include "api/routes/route.hpp"

#include <set>
#include <string>

#include "api/routes/term_lists.hpp"
#include "core/case/command.hpp"
#include "core/counting/metrics.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::http;

namespace {

// "case_show case=c-1", "404", "405 GET, HEAD"
std::string meant(Method method, std::string_view path) {
    const auto found = match(method, path);
    if (const auto* unmatched = std::get_if<Unmatched>(&found)) {
        switch (unmatched->why) {
            case NoRoute::not_found:
                return "404";
            case NoRoute::bad_path:
                return "bad";
            case NoRoute::method_not_allowed:
                return "405 " + unmatched->allow;
        }
    }
    const auto& matched = std::get<Matched>(found);
    std::string out{matched.route->name};
    for (const auto& [key, value] : matched.values) out += " " + key + "=" + value;
    return out;
}

}  // namespace

TEST_CASE("every route is found by its own path") {
    for (const auto& route : routes()) {
        std::string path{route.path};
        for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, "x1");
        INFO(path);
        const auto found = match(route.method, path);
        REQUIRE(std::holds_alternative<Matched>(found));
        CHECK(std::get<Matched>(found).route->name == route.name);
    }
}

TEST_CASE("words stand before placeholders") {
    CHECK(meant(Method::get, "/api/v1/cases/c-1") == "case_show case=c-1");
    CHECK(meant(Method::get, "/api/v1/cases/export") == "case_export");
    CHECK(meant(Method::get, "/api/v1/reports/editions/2021-1") == "edition_show edition=2021-1");
    CHECK(meant(Method::post, "/api/v1/reports/2021/editions") == "report_freeze year=2021");
    CHECK(meant(Method::get, "/api/v1/reports/2021") == "report_show year=2021");
}

TEST_CASE("HEAD is answered as GET; other methods are told apart from other paths") {
    CHECK(meant(Method::head, "/api/v1/cases") == "case_list");
    CHECK(meant(Method::post, "/api/v1/cases") == "405 GET, HEAD");
    CHECK(meant(Method::options, "/api/v1/session") == "405 POST, GET, HEAD, DELETE");
    CHECK(meant(Method::head, "/api/v1/commands") == "405 POST");
    CHECK(meant(Method::other, "/healthz") == "405 GET, HEAD");
    CHECK(meant(Method::put, "/api/v1/cases/export") == "405 GET, HEAD");
    CHECK(meant(Method::post, "/api/v1/nothing") == "404");
    CHECK(meant(Method::get, "/") == "404");
}

TEST_CASE("values are decoded after the path is taken apart") {
    CHECK(meant(Method::get, "/api/v1/cases/%E6%A1%88-1") == "case_show case=案-1");
    CHECK(meant(Method::get, "/api/v1/cases/a+b%20c") == "case_show case=a+b c");
    CHECK(meant(Method::get, "/api/v1/cases/%25") == "case_show case=%");
}

TEST_CASE("tricks with the path match nothing") {
    for (const auto* path : {"",
                             "api/v1/cases",
                             "//api/v1/cases",
                             "/api//v1/cases",
                             "/api/v1/cases/",
                             "/api/v1/cases//history",
                             "/api/v1/./cases",
                             "/api/v1/cases/..",
                             "/api/v1/cases/../cases",
                             "/api/v1/cases/%2e%2e",
                             "/api/v1/cases/%2E",
                             "/api/v1/cases/a%2fb",
                             "/api/v1/cases/a%2Fhistory",
                             "/api/v1/cases/a%5Cb",
                             "/api/v1/cases/a%00",
                             "/api/v1/cases/%0d%0aX",
                             "/api/v1/cases/%7F",
                             "/api/v1/cases/%",
                             "/api/v1/cases/%4",
                             "/api/v1/cases/%zz",
                             "/api/v1/cases/%ff",
                             "/api/v1/cases/%c0%af",
                             "/api/v1/cases/%ed%a0%80",
                             "/a/b/c/d/e/f/g/h/i/j"}) {
        INFO(path);
        CHECK(meant(Method::get, path) == "bad");
    }
    for (const auto* path : {"/api/v1/Cases", "/API/v1/cases", "/api/v1/%63ases", "/api%2fv1/cases",
                             "/api/v1/cases;x=1", "/api/v2/cases", "/api/v1/cases/a/b", "/api/v1"}) {
        INFO(path);
        CHECK(meant(Method::get, path) == "404");
    }
    CHECK(meant(Method::get, "/api/v1/cases/" + std::string(3000, 'a')) == "bad");
}

TEST_CASE("who may use what") {
    const auto roles_of = [](Who who) {
        std::string out;
        for (const auto& term : Terms<Role>::all)
            if (may_use(who, term.value)) (out += out.empty() ? "" : " ") += term.name;
        return out;
    };
    CHECK(roles_of(Who::case_readers) == "mediator village_lead clerk supervisor");
    CHECK(roles_of(Who::registrars) == "clerk supervisor");
    CHECK(roles_of(Who::system) == "admin");
    CHECK(roles_of(Who::security) == "security");
    CHECK(roles_of(Who::accounts) == "admin security");
    CHECK(roles_of(Who::auditor) == "auditor");
    CHECK(roles_of(Who::any_role) == "mediator village_lead clerk supervisor admin auditor security");
    std::string open;
    for (const auto& route : routes())
        if (route.is_open_before_code) (open += open.empty() ? "" : " ") += route.name;
    CHECK(open == "session_show sign_out second_factor_check");
}

TEST_CASE("what the rows say holds together") {
    std::set<std::string_view> names;
    std::set<std::string> places;
    for (const auto& route : routes()) {
        INFO(route.path);
        CHECK(names.insert(route.name).second);
        CHECK(places.insert(std::string{name(route.method)} + " " + std::string{route.path}).second);
        CHECK_FALSE(route.summary.empty());
        CHECK((route.handler == nullptr) == (route.lane == Lane::stream));  // streams are answered by the hub
        CHECK((route.success == 204) == route.content.empty());
        if (!route.answer.empty()) CHECK(route.content.starts_with("application/json"));
        if (route.method == Method::get) CHECK(route.body.empty());
        if (route.is_cacheable) CHECK(route.method == Method::get);
        // What changes something goes to the writer; first it may hash a password, compute, or wait for another
        // machine.
        const bool begins_elsewhere = route.name == "webhook_test" || route.name == "report_freeze";
        if (route.method != Method::get)
            CHECK((route.lane == Lane::write || route.lane == Lane::password || begins_elsewhere));
        std::set<std::string_view> parameters;
        for (const auto& row : route.query) {
            CHECK(parameters.insert(row.name).second);
            CHECK((row.kind == ParameterKind::term) == !row.terms.empty());
            if (row.kind == ParameterKind::term) CHECK(find_word_list(row.terms) != nullptr);
        }
    }
}

TEST_CASE("the lists of words are whole") {
    for (const auto& list : word_lists()) {
        INFO(list.name);
        CHECK_FALSE(list.words.empty());
        std::set<std::string_view> seen;
        for (const auto& word : list.words) {
            INFO(word.name);
            CHECK(seen.insert(word.name).second);
            CHECK_FALSE(word.chinese.empty());
            CHECK(word.chinese != word.name);
        }
    }
    CHECK(find_word_list("CommandName")->words.size() == std::variant_size_v<Command::Kinds>);
    for (const auto& word : find_word_list("Split")->words) CHECK(parse_split(word.name));
    CHECK(find_word_list("Nothing") == nullptr);
    CHECK(vocabulary_view().find("Stage")->items.front().find("chinese")->text == "包干调解");
}
