#include "storage/engine/json_value.hpp"

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"

namespace {

using namespace tiaojie::storage;

}  // namespace

TEST_CASE("a JSON tree holds what was written") {
    JsonTree tree;
    REQUIRE(tree.parse(R"({"a":"\u5f20\ud842\udfb7\n","b":[1,-2,3.50,1e3,true,null,{}],"c":18446744073709551616})"));
    JsonTree::Node hint = JsonTree::none;
    const auto a = tree.find(JsonTree::root, "a", hint);
    CHECK(tree.text(a) == "张𠮷\n");
    const auto b = tree.find(JsonTree::root, "b", hint);
    REQUIRE(tree.kind(b) == JsonTree::Kind::array);
    std::vector<std::string> texts;
    std::vector<JsonTree::Kind> kinds;
    for (auto item = tree.first(b); item < tree.end(b); item = tree.after(item)) {
        texts.emplace_back(tree.text(item));
        kinds.push_back(tree.kind(item));
    }
    using Kind = JsonTree::Kind;
    CHECK(texts == std::vector<std::string>{"1", "-2", "3.50", "1e3", "", "", ""});
    CHECK(kinds == std::vector<Kind>{Kind::integer, Kind::integer, Kind::decimal, Kind::decimal, Kind::boolean,
                                     Kind::null, Kind::object});
    const auto c = tree.find(JsonTree::root, "c", hint);
    CHECK(tree.text(c) == "18446744073709551616");
    CHECK(tree.kind(c) == Kind::decimal);
}

TEST_CASE("members are found wherever the last one was") {
    JsonTree tree;
    REQUIRE(tree.parse(R"({"a":{"x":1},"b":{"a":2},"c":3})"));
    JsonTree::Node hint = JsonTree::none;
    for (const char* name : {"c", "a", "b", "b", "a", "c"}) {
        const auto found = tree.find(JsonTree::root, name, hint);
        REQUIRE(found != JsonTree::none);
        CHECK(tree.key(found) == name);
        CHECK(tree.kind(found) == (*name == 'c' ? JsonTree::Kind::integer : JsonTree::Kind::object));
    }
    CHECK(tree.find(JsonTree::root, "x", hint) == JsonTree::none);
    CHECK(tree.find(JsonTree::root, "", hint) == JsonTree::none);
}

TEST_CASE("a tree too deep is refused and the next one read") {
    JsonTree tree;
    CHECK(tree.parse(std::string(JsonTree::max_depth, '[') + std::string(JsonTree::max_depth, ']')));
    CHECK_FALSE(tree.parse(std::string(JsonTree::max_depth + 1, '[') + std::string(JsonTree::max_depth + 1, ']')));
    CHECK(tree.empty());
    CHECK(tree.parse("{}"));
    CHECK_FALSE(tree.empty());
}
