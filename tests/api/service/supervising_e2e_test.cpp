// Notices that the policy's rule issues while the server runs.
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

const char* delayed = R"(
{"do":"organisation.found","at":"2021-01-01","by":"c","org":"delayed","name":"迟办调委会","kind":"village","division":"350305101001"}
{"do":"case.register","at":"2021-03-01","by":"c","case":"late","org":"delayed","division":"350305101001","type":"neighbour","source":"screening","summary":"两家为滴水争吵","parties":[]}
)";

std::string policy_with_rule() {
    std::ifstream in{source_dir() + "/data/policy/default.json"};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    const std::string off = R"("enabled": false)";
    return text.replace(text.find(off), off.size(), R"("enabled": true)");
}

// The notices there are; waits a while until there are so many.
Json notices(Client& client, std::size_t count) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    for (;;) {
        auto json = client.get("/supervisions").json();
        if (json.items.size() >= count || std::chrono::steady_clock::now() > end) return json;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

}  // namespace

TEST_CASE("the server issues what the policy's rule asks for, each delay and grade once, also after a restart") {
    Place place;
    place.stop();
    const auto& program = place.program();
    REQUIRE(program.json({"apply", "-"}, delayed).status == 0);
    const auto policy = program.file("policy.json", policy_with_rule());
    REQUIRE(program.json({"policy", "set", policy.string(), "--from", "2021-03-01", "--today", "2021-03-02"}).status ==
            0);
    place.start({{"--today", "2021-03-11"}, {}});
    auto clerk = place.client("clerk", Role::clerk);
    const auto first = notices(clerk, 1);
    REQUIRE(first.items.size() == 1);
    CHECK(at(first, "0.case").text == "late");
    CHECK(at(first, "0.grade").text == "yellow");

    place.stop();
    place.start({{"--today", "2021-03-18"}, {}});
    auto again = place.client("clerk", Role::clerk);
    const auto later = notices(again, 2);
    REQUIRE(later.items.size() == 2);
    CHECK(at(later, "0.grade").text != at(later, "1.grade").text);
    place.stop();
    CHECK(program.json({"supervision", "due", "--today", "2021-03-18"}).json().items.empty());
    CHECK(program.json({"verify"}).status == 0);
}
