// What verify says of a store that cannot even be opened.
#include <fstream>
#include <iterator>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("verify answers in one form, whatever was done to the file") {
    const auto told = [](const Program& program) {
        const auto outcome = program.json({"verify"});
        INFO(outcome.out << outcome.err);
        CHECK(outcome.status == 3);
        const auto json = outcome.json();
        CHECK(json.members.size() == 4);
        CHECK(at(json, "ok").kind == Json::Kind::boolean);
        CHECK_FALSE(at(json, "ok").boolean);
        CHECK_FALSE(at(json, "fault.what").text.empty());
        return at(json, "fault.what").text;
    };
    Program missing;
    CHECK_FALSE(told(missing).empty());
    Program damaged;
    REQUIRE(damaged.run({"init"}).status == 0);
    CHECK(damaged.json({"verify"}).status == 0);
    std::ifstream in{damaged.db(), std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{in}, {}};
    for (const std::size_t at : {3UL, 20UL, 70UL, 101UL, 8192UL + 3UL}) {
        INFO(at);
        auto bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        std::ofstream{damaged.db(), std::ios::binary} << bytes;
        CHECK_FALSE(told(damaged).empty());
        for (const auto* end : {"-wal", "-shm"}) std::filesystem::remove(damaged.db().string() + end);
    }
}
