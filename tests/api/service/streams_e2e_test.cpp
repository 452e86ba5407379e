// Event streams: what was missed, what is outside the area, and how they end.
#include <chrono>
#include <thread>

#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// The value behind the next `field: ` of the stream.
std::string next(Client& listener, const std::string& field) {
    listener.connection().read_until("\n" + field + ": ");
    const auto line = listener.connection().read_until("\n");
    return line.substr(0, line.size() - 1);
}

void listen(Client& listener, const Headers& more = {}) {
    listener.connection().send(listener.request("GET", "/events", {}, more));
    listener.connection().read_until("retry: 3000\n");
}

}  // namespace

TEST_CASE("a stream that comes again gets exactly what it missed") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    std::string seen;
    {
        Client listener{place.port(), client.pass()};
        listen(listener);
        REQUIRE(client.post("/commands", register_command("i0", "c0")).status == 201);
        seen = next(listener, "id");
    }
    for (int n = 1; n <= 5; ++n)
        REQUIRE(client.post("/commands", register_command("i" + std::to_string(n), "c" + std::to_string(n))).status ==
                201);
    Client again{place.port(), client.pass()};
    listen(again, {{"Last-Event-ID", seen}});
    for (int n = 1; n <= 5; ++n) {
        CHECK(next(again, "id") == std::to_string(std::stoi(seen) + n));
        CHECK(next(again, "data").find("\"c" + std::to_string(n) + "\"") != std::string::npos);
    }
    REQUIRE(client.post("/commands", register_command("i6", "c6")).status == 201);
    CHECK(next(again, "id") == std::to_string(std::stoi(seen) + 6));
}

TEST_CASE("a stream tells nothing of what lies outside the area, also of what was missed") {
    Place place;
    auto clerk = place.client("clerk", Role::clerk);
    auto lead = place.client("lead", Role::village_lead, "350305101201");
    const auto elsewhere = [](const std::string& id, const std::string& case_id) {
        auto line = register_command(id, case_id);
        line.replace(line.find(village), std::string{village}.size(), "350305101201");
        line.replace(line.find("\"org\":\"v\""), 9, "\"org\":\"o\"");
        return line;
    };
    REQUIRE(clerk.post("/commands", register_command("i1", "outside1")).status == 201);
    REQUIRE(clerk.post("/commands", elsewhere("i2", "inside2")).status == 201);
    listen(lead, {{"Last-Event-ID", "3"}});
    CHECK(next(lead, "data").find("inside2") != std::string::npos);
    REQUIRE(clerk.post("/commands", register_command("i3", "outside3")).status == 201);
    REQUIRE(clerk.post("/commands", elsewhere("i4", "inside4")).status == 201);
    CHECK(next(lead, "data").find("inside4") != std::string::npos);
}

TEST_CASE("signing out ends the stream, and so does the end of the account's rights") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    Client listener{place.port(), client.pass()};
    listen(listener);
    REQUIRE(client.del("/session").status == 204);
    listener.connection().read_all();
    CHECK(listener.connection().is_ended());

    Client other{place.port(), place.session("clerk")};
    listen(other);
    REQUIRE(place.program().json({"user", "disable", "clerk"}).status == 0);
    other.connection().read_all();
    CHECK(other.connection().is_ended());
}

TEST_CASE("a stop answers what is under way, ends the streams and exits with 0") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    Client listener{place.port(), client.pass()};
    listen(listener);
    auto stranger = place.stranger();
    auto& slow = stranger.connection();
    slow.send(stranger.request("POST", "/session", R"({"account":"clerk","password":"Abcd1234!x"})", {}));
    std::vector<RawClient> writers;
    for (int n = 0; n < 16; ++n) {
        const auto id = "i" + std::to_string(n);
        writers.emplace_back(place.port());
        writers.back().send(client.request("POST", "/commands", register_command(id, "c-" + id), {}));
    }
    // The answer to a request sent later on another connection: those above have arrived, most likely.
    REQUIRE(client.get("/session").status == 200);
    place.ask_to_stop();
    CHECK(slow.reply().status == 201);
    for (auto& writer : writers) {
        const auto reply = writer.reply();
        // 0: closed before the server had read it; the client sends it again under the same id.
        CHECK((reply.status == 201 || reply.status == 503 || reply.status == 0));  // 503: came after the stop began
    }
    listener.connection().read_all();
    CHECK(place.wait_for_the_end() == 0);
}
