// The lists of the office over HTTP: who is there on a day, and who had been.
#include <string>

#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

const char* office = R"(
{"do":"organisation.found","at":"2021-01-01","by":"c","org":"old","name":"旧调解室","kind":"trade","division":"350305101000"}
{"do":"mediator.appoint","at":"2021-01-02","by":"c","mediator":"m-old","name":"旧任","org":"old"}
{"do":"elder.enrol","at":"2021-01-02","by":"c","elder":"e-old","name":"旧贤","division":"350305101001"}
{"do":"representatives.set","at":"2021-01-02","by":"c","division":"350305101001","seats":31}
{"do":"mediator.remove","at":"2021-03-01","by":"c","mediator":"m-old","reason":"调动"}
{"do":"elder.retire","at":"2021-03-01","by":"c","elder":"e-old"}
{"do":"organisation.dissolve","at":"2021-03-02","by":"c","org":"old"}
{"do":"representatives.set","at":"2021-04-01","by":"c","division":"350305101001","seats":35}
)";

bool lists(Client& client, const std::string& path, const std::string& id) {
    return client.get(path).body.find('"' + id + '"') != std::string::npos;
}

// The seats of the village.
std::string seats(Client& client, const std::string& path) {
    for (const auto& row : client.get(path).json().items)
        if (at(row, "division").text == village) return at(row, "seats").text;
    return {};
}

}  // namespace

TEST_CASE("who has left is listed when asked for, and never before the first day") {
    Place place;
    place.stop();
    REQUIRE(place.program().json({"apply", "-"}, office).status == 0);
    place.start({{"--today", "2021-06-01"}, {}});
    auto clerk = place.client("clerk", Role::clerk);
    const std::pair<const char*, const char*> all[]{
        {"/organisations", "old"}, {"/mediators", "m-old"}, {"/elders", "e-old"}};
    for (const auto& [list, id] : all) {
        const std::string path = list;
        INFO(path);
        CHECK_FALSE(lists(clerk, path, id));
        CHECK(lists(clerk, path + "?left=true", id));
        CHECK(lists(clerk, path + "?as_of=2021-02-01", id));
        CHECK_FALSE(lists(clerk, path + "?as_of=2020-12-31&left=true", id));
    }
    CHECK(seats(clerk, "/divisions") == "35");
    CHECK(seats(clerk, "/divisions?as_of=2021-03-31") == "31");
    CHECK(seats(clerk, "/divisions?as_of=2020-12-31").empty());
}
