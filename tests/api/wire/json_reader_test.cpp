#include "api/wire/json_reader.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

struct Bad {
    std::string what;
    std::string text;
    std::string detail;  // part of the message
};

const std::vector<Bad>& bad_texts() {
    using namespace std::string_literals;
    static const std::vector<Bad> texts{
        {"nothing", "", "内容为空"},
        {"only blanks", "  ", "语法错误"},
        {"a byte order mark", "\xEF\xBB\xBF{}", "字节顺序标记"},
        {"an unfinished object", "{\"a\":1", "语法错误"},
        {"two values", "{} {}", "语法错误"},
        {"something behind the value", "{}x", "语法错误"},
        {"a comma at the end", "[1,]", "语法错误"},
        {"a comment", "{/**/}", "语法错误"},
        {"single quotes", "{'a':1}", "语法错误"},
        {"a number with a plus", "[+1]", "语法错误"},
        {"a number with a leading zero", "[01]", "语法错误"},
        {"a number without digits behind its point", "[1.]", "语法错误"},
        {"not a number", "[NaN]", "语法错误"},
        {"infinity", "[Infinity]", "语法错误"},
        {"a line feed in a string", "[\"a\nb\"]", "语法错误"},
        {"an unknown escape", R"(["\x41"])", "语法错误"},
        {"a repeated key", R"({"a":1,"b":2,"a":1})", "字段“a”重复"},
        {"a repeated key written with an escape", R"({"a":1,"\u0061":1})", "字段“a”重复"},
        {"a repeated key further down", R"({"b":[{"a":1,"a":2}]})", "字段“a”重复"},
        {"a NUL in a string", "[\"a\0b\"]"s, "NUL"},
        {"a NUL behind the text", "{}\0"s, "NUL"},
        {"an escaped NUL", R"(["a\u0000b"])", "NUL"},
        {"an escaped NUL in a key", R"({"a\u0000":1})", "NUL"},
        {"a byte that UTF-8 does not have", "[\"\xFF\"]", "UTF-8"},
        {"a cut character", "[\"\xE4\xB8\"]", "UTF-8"},
        {"GBK", "[\"\xB5\xF7\xBD\xE2\"]", "UTF-8"},
        {"an overlong character", "[\"\xC0\xAF\"]", "UTF-8"},
        {"an overlong character of three bytes", "[\"\xE0\x80\xAF\"]", "UTF-8"},
        {"a surrogate in UTF-8", "[\"\xED\xA0\x80\"]", "UTF-8"},
        {"a character beyond Unicode", "[\"\xF4\x90\x80\x80\"]", "UTF-8"},
        {"an escaped first surrogate alone", R"(["\ud83d"])", "UTF-8"},
        {"an escaped second surrogate alone", R"(["\ude00"])", "UTF-8"},
        {"bad UTF-8 outside strings", "[\xE3\x80\x80]", "语法错误"},
        {"33 levels", nested(33), "嵌套超过32层"},
        {"100000 levels", nested(100'000), "嵌套超过32层"},
        {"33 levels of objects",
         [] {
             std::string text;
             for (int i = 0; i < 33; ++i) text += "{\"a\":";
             return text;
         }(),
         "嵌套超过32层"},
        {"a text of more than 1 MiB", "[\"" + std::string(max_json_bytes - 3, 'a') + "\"]", "长度超过"},
    };
    return texts;
}

}  // namespace

TEST_CASE("what is no strict JSON is refused as bad_json, with the reason", "[json]") {
    for (const auto& bad : bad_texts()) {
        INFO(bad.what);
        const auto json = parse_json(bad.text);
        REQUIRE_FALSE(json);
        CHECK(json.refusal().code == "bad_json");
        CHECK(json.refusal().field.empty());
        CHECK(json.refusal().message.find(bad.detail) != std::string::npos);
    }
}

TEST_CASE("32 levels and 1 MiB are still read", "[json]") {
    CHECK(parse_json(nested(32)));
    CHECK(parse_json("[\"" + std::string(max_json_bytes - 4, 'a') + "\"]"));
}

TEST_CASE("a JSON text becomes a tree in its own order", "[json]") {
    const auto json = parse_json(" {\"z\":[1,-2.50,true,null,\"\\u8c03\\ud83d\\ude00\"],\"a\":{\"b\":\"村\"}}\r\n");
    REQUIRE(json);
    REQUIRE(json->kind == Json::Kind::object);
    REQUIRE(json->members.size() == 2);
    CHECK(json->members[0].key == "z");
    const auto& items = json->members[0].value.items;
    REQUIRE(items.size() == 5);
    CHECK(items[0].is_integer);
    CHECK(items[0].text == "1");
    CHECK_FALSE(items[1].is_integer);
    CHECK(items[1].text == "-2.50");
    CHECK(items[2].boolean);
    CHECK(items[3].kind == Json::Kind::null);
    CHECK(items[4].text == "调😀");
    REQUIRE(json->find("a") != nullptr);
    REQUIRE(json->find("a")->find("b") != nullptr);
    CHECK(json->find("a")->find("b")->text == "村");
    CHECK(json->find("c") == nullptr);
}

TEST_CASE("a repeated key is found among many", "[json]") {
    std::string text{"{"};
    for (int i = 0; i < 50'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
    CHECK(parse_json(text + "\"x\":0}"));
    const auto json = parse_json(text + "\"k17\":0}");
    REQUIRE_FALSE(json);
    CHECK(json.refusal().message.find("k17") != std::string::npos);
}

TEST_CASE("a number that no machine number can hold is still a number", "[json]") {
    const std::string zeros(400, '0');
    const auto json =
        parse_json(R"(["1e400 \" 1e400",1e400,-1e400,1)" + zeros + R"(,1.5,1e-400,18446744073709551616])");
    REQUIRE(json);
    REQUIRE(json->items.size() == 7);
    CHECK(json->items[0].text == "1e400 \" 1e400");
    CHECK(json->items[4].text == "1.5");
    CHECK(json->items[5].text == "1e-400");
    CHECK(json->items[6].text == "18446744073709551616");
    CHECK(json->items[6].is_integer);
    for (const auto& item : json->items) CHECK((item.kind == Json::Kind::number || item.kind == Json::Kind::string));
}

TEST_CASE("bad JSON beside a number too big is still bad JSON", "[json]") {
    for (const std::string text : {"[1e400,]", "[1e400", "1e400 1", "[1e400,\"\\", "[1e400,\"\\u0000\"]"}) {
        INFO(text);
        const auto json = parse_json(text);
        REQUIRE_FALSE(json);
        CHECK(json.refusal().code == "bad_json");
    }
}
