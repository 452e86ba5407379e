// The server as people meet it first: signing in and out, and giving a command.
#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("an account signs in, gives a command once, reads it and signs out") {
    Place place;
    place.account("clerk", Role::clerk);
    auto client = place.stranger();
    CHECK(client.get("/cases").status == 401);
    CHECK(client.sign_in("clerk", "Wrong1234!x").status == 401);
    REQUIRE(client.sign_in("clerk").status == 201);
    CHECK(client.post("/commands", register_command("i1", "c1")).status == 201);
    CHECK(client.post("/commands", register_command("i1", "c1")).status == 200);
    const auto shown = client.get("/cases/c1");
    CHECK(shown.status == 200);
    CHECK(shown.header("ETag") == "\"1\"");
    CHECK(client.del("/session").status == 204);
    CHECK(client.get("/cases/c1").status == 401);
    CHECK(place.stop() == 0);
}

TEST_CASE("a session and a token that are in the store open the routes") {
    Place place;
    auto clerk = place.client("clerk", Role::clerk);
    CHECK(at(clerk.get("/session").json(), "account").text == "clerk");
    Client program{place.port(), place.token("clerk", true)};
    CHECK(program.get("/cases").status == 200);
    CHECK(program.post("/commands", register_command("i1", "c1")).code() == "read_only");
}
