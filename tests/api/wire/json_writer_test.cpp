#include "api/wire/json_writer.hpp"

#include "tests/catch.hpp"

using namespace tiaojie;

TEST_CASE("trees are written as they were read") {
    for (const char* text :
         {R"({"a":1,"b":[true,false,null],"c":{"d":"调解\n\"\\\u0001"},"e":-0.5,"f":[]})", "[]", "{}"}) {
        const auto json = parse_json(text);
        REQUIRE(json);
        CHECK(write_json(*json) == text);
    }
}

TEST_CASE("money is written exactly") {
    CHECK(write_json(to_json(Amount{4'860'000})) == "48600");
    CHECK(write_json(to_json(Amount{1'050})) == "10.5");
    CHECK(write_json(to_json(Amount{9'007'199'254'740'993})) == "90071992547409.93");
}
