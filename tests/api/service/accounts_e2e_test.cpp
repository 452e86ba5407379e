// Accounts from the making to the end, as their owners and administrators see it.
#include <array>
#include <ctime>

#include "core/words/date.hpp"
#include "storage/access/totp.hpp"
#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

World& accounts_world() {
    static World world;
    return world;
}

const std::string new_password = "Xin-2022-kouling";

// Made by the system administrator, not yet approved; the first password.
std::string made(World& world, const std::string& name, const std::string& role = "clerk") {
    const auto reply = world.as("admin.all")
                           .post("/accounts", R"({"account":")" + name + R"(","role":")" + role + R"(","area":")" +
                                                  town_area + R"("})");
    INFO(reply.body);
    REQUIRE(reply.status == 201);
    return at(reply.json(), "first_password").text;
}

// One that works: approved, its password changed.
WebClient in_order(World& world, const std::string& name, const std::string& role = "clerk") {
    const auto first = made(world, name, role);
    REQUIRE(world.as("security.all").post("/accounts/" + name + "/approve", "").status == 200);
    auto client = world.client();
    REQUIRE(client.sign_in(name, first).status == 201);
    REQUIRE(client.post("/session/password", R"({"old":")" + first + R"(","new":")" + new_password + R"("})").status ==
            200);
    return client;
}

std::string from_base32(const std::string& text) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = c >= 'A' && c <= 'Z' ? c - 'A' : c - '2' + 26;
        bits = (bits << 5U) | static_cast<unsigned>(value);
        count += 5;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
    return out;
}

// Of the present step, or of the next: no code is taken twice.
std::string code_of(const std::string& secret, int later = 0) {
    return storage::totp_code(from_base32(secret), storage::totp_step(std::time(nullptr)) + later);
}

std::string next_week() { return Date{static_cast<std::int32_t>(std::time(nullptr) / 86400) + 7}.text(); }

}  // namespace

TEST_CASE("an account has no rights until security administration has approved it") {
    auto& world = accounts_world();
    const auto first = made(world, "fresh");
    auto client = world.client();
    const auto refused = client.sign_in("fresh", first);
    CHECK(refused.status == 403);
    CHECK(refused.code() == "account_unapproved");
    CHECK(client.get("/cases").status == 401);
    CHECK(world.as("admin.all").post("/accounts/fresh/approve", "").status == 403);
    REQUIRE(world.as("security.all").post("/accounts/fresh/approve", "").status == 200);
    CHECK(client.sign_in("fresh", first).status == 201);
}

TEST_CASE("the first password opens nothing but the way to another") {
    auto& world = accounts_world();
    const auto first = made(world, "beginner");
    REQUIRE(world.as("security.all").post("/accounts/beginner/approve", "").status == 200);
    auto client = world.client();
    CHECK(at(client.sign_in("beginner", first).json(), "must_change").boolean);
    for (const auto* path :
         {"/cases", "/cases/w-a", "/todo", "/stats?from=2021-01-01&to=2021-12-31", "/events", "/tokens"}) {
        const auto reply = client.get(path);
        CHECK(reply.status == 403);
        CHECK(reply.code() == "password_change_needed");
    }
    CHECK(client.command(R"({"do":"case.archive","case":"w-a"})").code() == "password_change_needed");
    CHECK(client.get("/session").status == 200);
    const auto change = [&](const std::string& to) {
        return client.post("/session/password", R"({"old":")" + first + R"(","new":")" + to + R"("})");
    };
    CHECK(change("short1!").status == 422);
    CHECK(change("alllowercase1!").code() == "weak_password");
    CHECK(change(first).code() == "same_password");
    CHECK_FALSE(at(change(new_password).json(), "must_change").boolean);
    CHECK(client.get("/cases").status == 200);
}

TEST_CASE("a token of the operator's works before the first password is changed, a sign-in does not") {
    auto& world = accounts_world();
    const auto first = made(world, "gateway");
    REQUIRE(world.as("security.all").post("/accounts/gateway/approve", "").status == 200);
    auto program = world.client();
    program.bearer =
        at(world.program().json({"user", "token", "add", "gateway", "--name", "网关"}).json(), "secret").text;
    CHECK(program.get("/cases?limit=1").status == 200);
    CHECK(program.command(R"({"do":"case.paper","case":"w-a","kind":"evidence"})").status == 201);
    auto person = world.client();
    CHECK(at(person.sign_in("gateway", first).json(), "must_change").boolean);
    CHECK(person.get("/cases?limit=1").code() == "password_change_needed");
}

TEST_CASE("five wrong passwords lock the account, security unlocks it") {
    auto& world = accounts_world();
    in_order(world, "forgetful");
    auto client = world.client();
    for (int i = 0; i < 4; ++i) {
        const auto reply = client.sign_in("forgetful", "Wrong-1-password");
        CHECK(reply.status == 401);
        CHECK(reply.code() == "wrong_sign_in");
    }
    const auto fifth = client.sign_in("forgetful", "Wrong-1-password");
    CHECK(fifth.status == 429);
    CHECK(std::stoi(fifth.header("Retry-After")) >= 299);
    CHECK(client.sign_in("forgetful", new_password).status == 429);
    CHECK(world.as("admin.all").post("/accounts/forgetful/unlock", "").status == 403);
    REQUIRE(world.as("security.all").post("/accounts/forgetful/unlock", "").status == 200);
    CHECK(client.sign_in("forgetful", new_password).status == 201);
}

TEST_CASE("a wrong name is answered as a wrong password, and locks likewise") {
    auto client = accounts_world().client();
    const auto nobody = client.sign_in("no-such-account", "Wrong-1-password");
    const auto somebody = client.sign_in("clerk.all", "Wrong-1-password");
    CHECK(nobody.status == 401);
    CHECK(nobody.body == somebody.body);
    for (int i = 0; i < 4; ++i) client.sign_in("no-such-account", "Wrong-1-password");
    CHECK(client.sign_in("no-such-account", "Wrong-1-password").status == 429);
}

TEST_CASE("a disabled account is out at once, its tokens too") {
    auto& world = accounts_world();
    auto client = in_order(world, "leaver");
    auto program = world.client();
    program.bearer =
        at(client.post("/tokens", R"({"name":"t","expires":")" + next_week() + R"("})").json(), "secret").text;
    CHECK(program.get("/cases?limit=1").status == 200);
    REQUIRE(world.as("admin.all").post("/accounts/leaver/disable", "").status == 200);
    CHECK(client.get("/session").status == 401);
    CHECK(program.get("/cases?limit=1").status == 401);
    CHECK(client.sign_in("leaver", new_password).code() == "account_disabled");
}

TEST_CASE("new rights hold at once") {
    auto& world = accounts_world();
    auto client = in_order(world, "mover");
    CHECK(client.get("/cases/w-a").status == 200);
    REQUIRE(world.as("security.all")
                .put("/accounts/mover/rights", R"({"role":"clerk","area":")" + other_village_area + R"("})")
                .status == 200);
    if (client.get("/session").status == 401) REQUIRE(client.sign_in("mover", new_password).status == 201);
    CHECK(client.get("/cases/w-a").status == 404);
    CHECK(client.get("/cases/w-b").status == 200);
}

TEST_CASE("nobody changes the rights of his own account") {
    auto& world = accounts_world();
    const auto reply = world.as("security.all")
                           .put("/accounts/security.all/rights", R"({"role":"clerk","area":")" + whole_area + R"("})");
    CHECK(reply.status == 409);
    CHECK(reply.code() == "own_account");
    CHECK(world.as("admin.all").post("/accounts/admin.all/disable", "").status == 409);
}

TEST_CASE("what changes something needs the token against other sites") {
    auto& world = accounts_world();
    auto client = world.client();
    REQUIRE(client.sign_in("clerk.village", password).status == 201);
    const auto right = client.csrf;
    for (const auto& wrong : {std::string{}, std::string{"x"}, right + "x"}) {
        client.csrf = wrong;
        const auto reply = client.command(R"({"do":"screening.record","division":"350305101001"})");
        CHECK(reply.status == 403);
        CHECK(reply.code() == "csrf_missing");
        CHECK(client.remove("/session").status == 403);
    }
    client.csrf = right;
    CHECK(client.command(R"({"do":"screening.record","division":"350305101001"})").status == 201);
    CHECK(client.remove("/session").status == 204);
    CHECK(client.get("/session").status == 401);
}

TEST_CASE("a cookie is of the browser alone and of this site alone") {
    auto client = accounts_world().client();
    const auto set = client.sign_in("clerk.village", password).header("Set-Cookie");
    for (const auto* part : {"; HttpOnly", "; SameSite=Strict", "; Path=/"}) CHECK(set.find(part) != std::string::npos);
    CHECK(set.find("Domain") == std::string::npos);
    const auto cleared = client.remove("/session").header("Set-Cookie");
    CHECK(cleared.find("Max-Age=0") != std::string::npos);
}

TEST_CASE("a token may be narrower than its account, never wider") {
    auto& world = accounts_world();
    auto& clerk = world.as("clerk.town");
    const auto token = [&](const std::string& more) {
        return clerk.post("/tokens", R"({"name":"t","expires":")" + next_week() + "\"" + more + "}");
    };
    auto reader = world.client();
    reader.bearer = at(token(R"(,"read_only":true)").json(), "secret").text;
    CHECK(reader.get("/cases/w-b").status == 200);
    CHECK(reader.command(R"({"do":"screening.record","division":"350305101001"})").code() == "read_only");
    auto narrow = world.client();
    narrow.bearer = at(token(R"(,"area":"350305101001")").json(), "secret").text;
    CHECK(narrow.get("/cases/w-a").status == 200);
    CHECK(narrow.get("/cases/w-b").status == 404);
    CHECK(narrow.command(R"({"do":"screening.record","division":"350305101001"})").status == 201);
    CHECK(narrow.command(R"({"do":"screening.record","division":"350305101201"})").status == 404);
    CHECK(narrow.post("/tokens", R"({"name":"t","expires":")" + next_week() + R"("})").status == 403);
    CHECK(narrow.post("/session/password", R"({"old":"a","new":"b"})").status == 403);
    CHECK(token(R"(,"area":")" + whole_area + "\"").status == 404);
    CHECK(clerk.post("/tokens", R"({"name":"t","expires":"2035-01-01"})").status == 422);
    CHECK(clerk.post("/tokens", R"({"name":"t","expires":"2020-01-01"})").status == 422);
}

TEST_CASE("a second factor is asked for once it is there") {
    auto& world = accounts_world();
    auto client = in_order(world, "careful");
    const auto secret = at(client.post("/session/second-factor", "").json(), "secret").text;
    CHECK(client.put("/session/second-factor", R"({"code":"000000"})").status == 422);
    const auto confirmed = client.put("/session/second-factor", R"({"code":")" + code_of(secret) + R"("})");
    REQUIRE(confirmed.status == 200);
    const auto recovery = at(confirmed.json(), "recovery_codes.0").text;
    CHECK(client.post("/session/second-factor", "").code() == "already_enrolled");

    auto again = world.client();
    CHECK(at(again.sign_in("careful", new_password).json(), "awaits_code").boolean);
    for (const auto* path : {"/cases", "/vocabulary", "/tokens"}) CHECK(again.get(path).code() == "code_needed");
    CHECK(again.post("/session/password", R"({"old":")" + new_password + R"(","new":"Other-2022-word"})").status ==
          401);
    CHECK(again.post("/session/code", R"({"code":")" + code_of(secret) + R"("})").status == 401);  // used
    const auto entered = again.post("/session/code", R"({"code":")" + code_of(secret, 1) + R"("})");
    REQUIRE(entered.status == 200);
    const auto before = again.cookie;
    again.keep(entered);
    CHECK(again.cookie != before);
    CHECK(again.get("/cases?limit=1").status == 200);

    auto lost = world.client();
    CHECK(lost.sign_in("careful", new_password, recovery).status == 201);
    CHECK(lost.get("/cases?limit=1").status == 200);
    CHECK(world.client().sign_in("careful", new_password, recovery).status == 401);
    REQUIRE(world.as("security.all").post("/accounts/careful/second-factor/remove", "").status == 200);
    auto plain = world.client();
    CHECK_FALSE(at(plain.sign_in("careful", new_password).json(), "awaits_code").boolean);
}

TEST_CASE("where a role must have a second factor, nothing goes without") {
    World world;
    REQUIRE(world.as("security.all").put("/settings/second-factor", R"({"roles":["auditor"]})").status == 200);
    auto client = world.client();
    REQUIRE(at(client.sign_in("auditor.all", password).json(), "needs_second_factor").boolean);
    CHECK(client.get("/audit").code() == "second_factor_needed");
    const auto secret = at(client.post("/session/second-factor", "").json(), "secret").text;
    REQUIRE(client.put("/session/second-factor", R"({"code":")" + code_of(secret) + R"("})").status == 200);
    CHECK(client.get("/audit").status == 200);
}
