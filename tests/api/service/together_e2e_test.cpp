// Many at once: groups of commands, the same id from all, versions that others have changed, another program on the
// same store, and strangers who send rubbish meanwhile.
#include <chrono>
#include <map>
#include <thread>

#include "storage/journal/store.hpp"
#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// One request from each of so many connections, all at once; their answers in order.
std::vector<Reply> all_at_once(const Place& place, const Pass& pass, const std::vector<std::string>& bodies,
                               const Headers& more = {}) {
    const Client client{place.port(), pass};
    std::vector<RawClient> connections;
    for (std::size_t i = 0; i < bodies.size(); ++i) connections.emplace_back(place.port());
    for (std::size_t i = 0; i < bodies.size(); ++i)
        connections[i].send(client.request("POST", "/commands", bodies[i], more));
    std::vector<Reply> out;
    for (auto& connection : connections) {
        auto reply = connection.reply();
        out.push_back({reply.status, std::move(reply.headers), std::move(reply.body)});
    }
    return out;
}

std::map<unsigned, int> statuses(const std::vector<Reply>& replies) {
    std::map<unsigned, int> out;
    for (const auto& reply : replies) ++out[reply.status];
    return out;
}

}  // namespace

TEST_CASE("in a group a refused command does not touch its neighbours, and an answer comes after its commit") {
    Place place;
    place.account("clerk", Role::clerk);
    const auto pass = place.session("clerk");
    storage::Store store{place.program().db()};
    for (int turn = 0; turn < 5; ++turn) {
        std::vector<std::string> bodies;
        for (int i = 0; i < 64; ++i) {
            const auto id = std::to_string(turn) + "-" + std::to_string(i);
            bodies.push_back(i % 3 == 1 ? R"({"do":"case.settle","id":")" + id + R"(","case":"c-)" + id +
                                              R"(","form":"oral","terms":"和好"})"
                             : i % 3 == 2 ? R"({"do":"case.register","id":")" + id + R"("})"
                                          : register_command(id, "c-" + id));
        }
        const auto replies = all_at_once(place, pass, bodies);
        for (std::size_t i = 0; i < replies.size(); ++i) {
            CHECK(replies[i].status == (i % 3 == 0 ? 201U : i % 3 == 1 ? 404U : 422U));
            const auto id = std::to_string(turn) + "-" + std::to_string(i);
            storage::Query query{store.db(), "SELECT count(*) FROM journal WHERE id = ?", id};
            REQUIRE(query.step());
            CHECK(query.integer(0) == (i % 3 == 0 ? 1 : 0));
        }
    }
    CHECK(place.program().json({"verify"}).status == 0);
}

TEST_CASE("what is answered is on the disk for any other program") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    storage::Store store{place.program().db()};
    for (int n = 0; n < 20; ++n) {
        const auto id = "a" + std::to_string(n);
        REQUIRE(client.post("/commands", register_command(id, "c-" + id)).status == 201);
        storage::Query query{store.db(), "SELECT 1 FROM journal WHERE id = ?", id};
        CHECK(query.step());
    }
}

TEST_CASE("the same id from 64 clients at once is applied once, and all get the same answer") {
    Place place;
    place.account("clerk", Role::clerk);
    place.account("other", Role::clerk);
    place.account("elsewhere", Role::clerk, "350305101201");
    const auto pass = place.session("clerk");
    const std::vector<std::string> bodies(64, register_command("same", "c-same"));
    const auto replies = all_at_once(place, pass, bodies);
    const auto counted = statuses(replies);
    CHECK(counted == std::map<unsigned, int>{{200, 63}, {201, 1}});
    for (const auto& reply : replies) CHECK(reply.body == replies.front().body);
    Client other{place.port(), place.session("other")};
    CHECK(other.post("/commands", bodies.front()).body == replies.front().body);
    Client elsewhere{place.port(), place.session("elsewhere")};
    CHECK(elsewhere.post("/commands", bodies.front()).code() == "id_taken");
}

TEST_CASE("of many who have seen the same version one succeeds, the others are told to look again") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    REQUIRE(client.post("/commands", register_command("r", "c1")).status == 201);
    const auto version = client.get("/cases/c1").header("ETag");
    std::vector<std::string> bodies;
    for (int i = 0; i < 16; ++i)
        bodies.push_back(R"({"do":"case.accept","id":"accept-)" + std::to_string(i) +
                         R"(","case":"c1","mediators":["m"]})");
    const auto counted = statuses(all_at_once(place, client.pass(), bodies, {{"If-Match", version}}));
    CHECK(counted == std::map<unsigned, int>{{201, 1}, {412, 15}});
    CHECK(client.get("/cases/c1").header("ETag") == "\"2\"");
}

TEST_CASE("the command line writes while the server runs, and the server notices") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    CHECK(at(client.get("/cases").json(), "total").text == "0");
    Client listener{place.port(), client.pass()};
    listener.connection().send(listener.request("GET", "/events", {}, {}));
    listener.connection().read_until("retry:");
    std::string lines;
    for (int n = 0; n < 20; ++n) {
        auto line = register_command("l" + std::to_string(n), "c-l" + std::to_string(n));
        lines += line.substr(0, line.size() - 1) + R"(,"by":"operator","at":"2021-03-01"})" + "\n";
    }
    std::thread other{[&] { CHECK(place.program().json({"apply", "-"}, lines).status == 0); }};
    int written = 0;
    for (int n = 0; n < 20; ++n) {
        const auto id = "s" + std::to_string(n);
        written += client.post("/commands", register_command(id, "c-" + id)).status == 201;
    }
    other.join();
    CHECK(written == 20);
    CHECK(client.get("/cases/c-l19").status == 200);
    CHECK(at(client.get("/cases").json(), "total").text == "40");
    const auto told = listener.connection().read_until("c-l19");
    CHECK(told.find("event: change") != std::string::npos);
    CHECK(place.program().json({"verify"}).status == 0);
}

TEST_CASE("rubbish and slow senders beside them do not disturb those who work") {
    Place place;
    auto client = place.client("clerk", Role::clerk);
    std::vector<RawClient> slow;
    for (int i = 0; i < 50; ++i) {
        slow.emplace_back(place.port());
        slow.back().send("GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nX-Part");
    }
    const std::vector<std::string> rubbish{"\x16\x03\x01 not for this port\r\n\r\n",
                                           "GET / HTTP/9.9\r\n\r\n",
                                           "POST /api/v1/commands HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                                           "GET /api/v1/cases/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                                           "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                                           std::string(70'000, 'A')};
    for (int n = 0; n < 30; ++n) {
        RawClient stranger{place.port()};
        stranger.send(rubbish[static_cast<std::size_t>(n) % rubbish.size()]);
        const auto id = "r" + std::to_string(n);
        REQUIRE(client.post("/commands", register_command(id, "c-" + id)).status == 201);
        REQUIRE(client.get("/cases/c-" + id).status == 200);
        if (n % 2 == 0) stranger.reset();
    }
    slow.clear();
    CHECK(place.stop() == 0);
}
