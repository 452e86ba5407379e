// The page for the browser, and docs/http-api.md.
#include <fstream>
#include <sstream>

#include "api/routes/docs_page.hpp"
#include "api/routes/route.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::http;

namespace {

constexpr const char* page_file = "docs/http-api.md";  // ctest runs in the source folder
constexpr std::string_view table_begins = "<!-- routes: made by the http tests -->\n";
constexpr std::string_view table_ends = "<!-- routes: end -->";

std::string who_text(Who who) {
    switch (who) {
        case Who::anyone:
            return "anyone";
        case Who::signed_in:
            return "signed in";
        default:
            break;
    }
    std::string out;
    std::size_t count = 0;
    for (const auto& term : Terms<Role>::all) {
        if (!may_use(who, term.value)) continue;
        ++count;
        (out += out.empty() ? "" : ", ") += term.name;
    }
    return count == Terms<Role>::all.size() ? "any role" : out;
}

std::string table_of_routes() {
    std::string out = "| route | operation | who | body → answer |\n|---|---|---|---|\n";
    for (const auto& route : routes()) {
        out.append("| `").append(name(route.method)).append(" ").append(route.path);
        for (std::size_t i = 0; i < route.query.size(); ++i) out.append(i == 0 ? "?" : "&").append(route.query[i].name);
        out.append("` | ").append(route.name).append(" | ").append(who_text(route.who)).append(" | ");
        if (!route.body.empty()) out.append(route.body).append(" → ");
        out += std::to_string(route.success);
        if (!route.answer.empty()) out.append(" ").append(route.answer);
        if (route.answer.empty() && !route.content.empty()) out.append(" ").append(route.content);
        out += " |\n";
    }
    return out;
}

std::string read_page() {
    std::ifstream in{page_file};
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

struct Place {
    std::size_t begin{};
    std::size_t end{};
};

Place place_of_table(const std::string& text) {
    const auto begin = text.find(table_begins);
    const auto end = text.find(table_ends);
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    return {begin + table_begins.size(), end};
}

}  // namespace

TEST_CASE("the page asks for nothing from elsewhere and has nothing inline") {
    for (const auto text : {docs_html(), docs_css(), docs_js()}) {
        CHECK(text.size() > 500);
        for (const auto* unwanted :
             {"http:", "https:", " style=", " onclick", "<script>", "<style>", "innerHTML", "eval("}) {
            INFO(unwanted);
            CHECK(text.find(unwanted) == std::string_view::npos);
        }
    }
    CHECK(docs_html().find("<script src=\"docs.js\"") != std::string_view::npos);
}

// tiaojie_tests "[.write-docs]" in the source folder writes it anew.
TEST_CASE("docs/http-api.md lists the routes as they are") {
    const auto text = read_page();
    const auto place = place_of_table(text);
    CHECK(text.substr(place.begin, place.end - place.begin) == table_of_routes());
}

TEST_CASE("write the routes into docs/http-api.md", "[.write-docs]") {
    auto text = read_page();
    const auto place = place_of_table(text);
    text.replace(place.begin, place.end - place.begin, table_of_routes());
    std::ofstream{page_file} << text;
}
