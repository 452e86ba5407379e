// Commands and lists as a client uses them: versions, repeated sending, queues, pages while others register.
#include <set>

#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

World& commands_world() {
    static World world;
    return world;
}

std::string session_on(const std::string& case_id, const std::string& more = {}) {
    return R"({"do":"case.session","case":")" + case_id + R"(","place":"村部","notes":"再谈一次")" + more + "}";
}

std::string registration(const std::string& id) {
    return R"({"do":"case.register","case":")" + id +
           R"(","org":"org-yingbian","division":"350305101001","type":"land","source":"screening","summary":"田界","parties":[]})";
}

}  // namespace

TEST_CASE("a case that has moved on is not written over") {
    auto& client = commands_world().as("clerk.village");
    const auto seen = client.get("/cases/w-a");
    const auto tag = seen.header("ETag");
    CHECK(tag == "\"" + at(seen.json(), "version").text + "\"");
    CHECK(client.command(session_on("w-a"), {{"If-Match", tag}}).status == 201);
    const auto stale = client.command(session_on("w-a"), {{"If-Match", tag}});
    CHECK(stale.status == 412);
    CHECK(stale.code() == "stale");
    CHECK(client.command(session_on("w-a"), {{"If-Match", "\"nonsense\""}}).status == 412);
    CHECK(client.command(session_on("w-a"), {{"If-Match", "*"}}).status == 201);
    CHECK(client.get("/cases/w-a", {{"If-None-Match", client.get("/cases/w-a").header("ETag")}}).status == 200);
}

TEST_CASE("the same id is done once, and answered as the first time") {
    auto& world = commands_world();
    auto& client = world.as("clerk.village");
    const auto first = client.command(session_on("w-a", R"(,"id":"phone-1")"));
    REQUIRE(first.status == 201);
    const auto again = client.command(session_on("w-a", R"(,"id":"phone-1")"));
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
    // Whatever it carries.
    CHECK(client.command(R"({"do":"case.archive","case":"w-a","id":"phone-1"})").body == first.body);
    // A refused command leaves it free.
    CHECK(client.command(R"({"do":"case.archive","case":"w-a","id":"phone-2"})").status == 409);
    CHECK(client.command(session_on("w-a", R"(,"id":"phone-2")")).status == 201);
}

TEST_CASE("an id that somebody else has given is answered to who may see what it did, and taken for all others") {
    auto& world = commands_world();
    const std::vector<std::string> commands{
        session_on("w-a", R"(,"id":"phone-8")"),
        R"({"do":"screening.record","division":"350305101001","note":"零报告","id":"phone-9"})"};
    for (const auto& command : commands) {
        INFO(command);
        const auto first = world.as("clerk.village").command(command);
        REQUIRE(first.status == 201);
        const auto again = world.as("clerk.town").command(command);
        CHECK(again.status == 200);
        CHECK(again.body == first.body);
        CHECK(world.as("target.b").command(command).code() == "id_taken");
    }
    CHECK(world.as("admin.all").command(commands.front()).code() == "id_taken");
}

TEST_CASE("a queue is answered item by item, one refusal stops none") {
    auto& client = commands_world().as("clerk.village");
    const auto reply = client.post("/commands/batch", "[" + session_on("w-a", R"(,"id":"q-1")") + R"(,{"do":"x"},)" +
                                                          R"({"do":"case.archive","case":"w-a"},)" + session_on("w-b") +
                                                          "," + session_on("w-a", R"(,"id":"q-1")") + ",7]");
    REQUIRE(reply.status == 200);
    std::vector<std::string> statuses;
    const auto answers = reply.json();
    for (const auto& item : answers.items) statuses.push_back(at(item, "status").text);
    CHECK(statuses == std::vector<std::string>{"201", "422", "409", "404", "200", "422"});
    CHECK(at(reply.json(), "0.id").text == "q-1");
    CHECK(client.post("/commands/batch", "{}").status == 422);
    CHECK(client.post("/commands/batch", "[]").status == 200);
}

TEST_CASE("who gives a command is who is signed in") {
    auto& client = commands_world().as("clerk.village");
    REQUIRE(client.command(session_on("w-a", R"(,"by":"somebody else")")).status == 201);
    const auto history = client.get("/cases/w-a/history").json();
    CHECK(at(history.items.back(), "by").text == "clerk.village");
}

TEST_CASE("a bad command is told every bad field") {
    auto& client = commands_world().as("clerk.village");
    const auto reply = client.command(R"({"do":"case.session","case":"w-a","place":7,"colour":"red"})");
    CHECK(reply.status == 422);
    std::set<std::string> fields;
    const auto told = reply.json();
    for (const auto& each : at(told, "errors").items) fields.insert(at(each, "field").text);
    for (const auto* field : {"place", "notes", "colour"}) CHECK(fields.contains(field));
    for (const auto* bad : {"", "{", "[]", "7", "null", R"({"do":"case.session","do":"x"})", "{\"do\":\"\xff\"}"}) {
        INFO(bad);
        const auto refused = client.command(bad);
        CHECK((refused.status == 422));
        CHECK(refused.code() == "bad_json");
    }
    CHECK(client.command(R"({"do":"case.fly","case":"w-a"})").code() == "unknown_command");
    CHECK(client.command(R"({"do":"case.session","case":"w-a","place":"村部","notes":"n","at":"2022-06-02"})").code() ==
          "in_future");
}

TEST_CASE("pages stay right while cases are registered between them") {
    auto& world = commands_world();
    auto& client = world.as("clerk.village");
    for (const std::string order : {"newest", "oldest"}) {
        std::set<std::string> expected;
        const auto before = client.get("/cases?limit=200").json();
        for (const auto& each : at(before, "items").items) expected.insert(at(each, "case").text);
        std::vector<std::string> seen;
        std::string cursor;
        int made = 0;
        do {
            const auto page =
                client.get("/cases?limit=2&sort=" + order + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
            for (const auto& each : at(page, "items").items) seen.push_back(at(each, "case").text);
            cursor = at(page, "next").text;
            if (++made < 4) REQUIRE(client.command(registration("late-" + order + std::to_string(made))).status == 201);
        } while (!cursor.empty());
        const std::set<std::string> once{seen.begin(), seen.end()};
        CHECK(once.size() == seen.size());
        for (const auto& each : expected) CHECK(once.contains(each));
    }
}

TEST_CASE("what may be done is what is then accepted") {
    auto& client = commands_world().as("supervisor.all");
    std::set<std::string> allowed;
    const auto actions = client.get("/cases/w-t-new/actions").json();
    for (const auto& each : actions.items)
        if (at(each, "allowed").boolean) allowed.insert(at(each, "do").text);
    CHECK(allowed.contains("case.accept"));
    CHECK_FALSE(allowed.contains("case.settle"));
    CHECK(client.command(R"({"do":"case.settle","case":"w-t-new","form":"oral","terms":"x"})").status == 409);
    CHECK(client.command(R"({"do":"case.accept","case":"w-t-new","mediators":["m-west"]})").status == 201);
}
