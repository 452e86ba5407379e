// What the auditor finds: who signed in, who read which case, who saw what is personal and why, who changed rights.
#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// The entries of an action; what was read is written a moment later.
Json entries(World& world, const std::string& query, std::size_t at_least = 1) {
    for (int attempt = 0;; ++attempt) {
        auto page = world.as("auditor.all").get("/audit?limit=200&" + query).json();
        if (at(page, "items").items.size() >= at_least || attempt == 40) return at(page, "items");
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

bool has_entry(World& world, const std::string& query) { return !entries(world, query).items.empty(); }

}  // namespace

TEST_CASE("what is personal is shown on a reason only, and the auditor finds it") {
    World world;
    auto& clerk = world.as("clerk.village");
    for (const auto* body : {R"({})", R"({"reason":""})", R"({"reason":"  "})", R"({"reason":1})", R"({"why":"x"})"})
        CHECK(clerk.post("/cases/w-a/reveal", body).status == 422);
    CHECK(entries(world, "action=case_revealed", 0).items.empty());

    world.allow_personal(true);
    const auto shown = clerk.post("/cases/w-a/reveal", R"({"reason":"电话通知当事人到场"})");
    world.allow_personal(false);
    REQUIRE(shown.status == 200);
    CHECK(shown.body.find("13800112231") != std::string::npos);
    CHECK(at(shown.json(), "parties.0.id_number").text.size() == 18);
    CHECK(at(shown.json(), "hide_after_seconds").text == "300");

    const auto logged = entries(world, "action=case_revealed");
    REQUIRE(logged.items.size() == 1);
    CHECK(at(logged, "0.actor").text == "clerk.village");
    CHECK(at(logged, "0.object").text == "w-a");
    CHECK(at(logged, "0.detail.reason").text == "电话通知当事人到场");
}

TEST_CASE("everything that is to be audited is") {
    World world;
    auto& admin = world.as("admin.all");
    auto& security = world.as("security.all");
    auto& clerk = world.as("clerk.town");
    world.client().sign_in("clerk.town", "Wrong-1-password");
    for (int i = 0; i < 5; ++i) world.client().sign_in("target.b", "Wrong-1-password");
    REQUIRE(clerk.get("/cases/w-a").status == 200);
    REQUIRE(clerk.get("/cases/export").status == 200);
    REQUIRE(clerk.get("/reports/2021?as_of=2022-03-31&format=docx").status == 200);
    REQUIRE(clerk.get("/reports/2021?as_of=2022-02-28").status == 200);  // looked at, not taken away
    const auto edition = clerk.post("/reports/2021/editions", "");
    REQUIRE(edition.status == 201);
    const auto edition_id = at(edition.json(), "edition").text;
    REQUIRE(clerk.get("/reports/editions/" + edition_id + "?format=pdf").status == 200);
    REQUIRE(admin.post("/accounts", R"({"account":"x","role":"clerk","area":"350305101000"})").status == 201);
    for (const auto* path :
         {"/accounts/x/approve", "/accounts/target.b/unlock", "/accounts/x/password-reset", "/accounts/x/disable"})
        REQUIRE(security.post(path, "").status == 200);
    REQUIRE(security.put("/accounts/x/rights", R"({"role":"clerk","area":"350305101001"})").status == 200);
    REQUIRE(security.put("/settings/second-factor", R"({"roles":[]})").status == 200);
    const auto calendar = admin.command(
        R"({"do":"calendar.load","notice":{"id":"cn-2030","source":"国务院","years":[2030],"days":{"2030-01-01":{"type":"off","name":"元旦"}}}})");
    INFO(calendar.body);
    REQUIRE(calendar.status == 201);
    auto leaving = world.client();
    REQUIRE(leaving.sign_in("clerk.town", password).status == 201);
    REQUIRE(leaving.remove("/session").status == 204);

    CHECK(has_entry(world, "action=exported&object=ledger"));
    CHECK(has_entry(world, "action=exported&object=report-2021-2022-03-31"));
    CHECK(entries(world, "action=exported&object=report-2021-2022-02-28", 0).items.empty());
    CHECK(has_entry(world, "action=exported&object=report-" + edition_id));
    for (const auto* query :
         {"action=sign_in&actor=clerk.town", "action=sign_in_failed&actor=clerk.town", "action=locked&object=target.b",
          "action=unlocked&object=target.b", "action=case_read&actor=clerk.town&object=w-a", "action=report_frozen",
          "action=account_made&object=x", "action=account_approved&object=x", "action=password_reset&object=x",
          "action=account_disabled&object=x", "action=rights_changed&object=x", "action=second_factor_roles_set",
          "action=calendar_loaded", "action=sign_out&actor=clerk.town"}) {
        INFO(query);
        CHECK(has_entry(world, query));
    }
    const auto verdict = world.as("auditor.all").get("/audit/verify").json();
    CHECK(at(verdict, "ok").boolean);
    CHECK(world.program().run({"audit", "verify"}).status == 0);
}

TEST_CASE("the audit is read page by page, each entry once") {
    auto& world = shared_world();
    auto& auditor = world.as("auditor.all");
    std::vector<std::int64_t> positions;
    std::string cursor;
    for (int pages = 0; pages < 5; ++pages) {
        const auto page = auditor.get("/audit?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
        for (const auto& each : at(page, "items").items) positions.push_back(std::stoll(at(each, "position").text));
        cursor = at(page, "next").text;
        world.client().sign_in("clerk.all", password);
        if (cursor.empty()) break;
    }
    CHECK(std::is_sorted(positions.rbegin(), positions.rend()));
    CHECK(std::adjacent_find(positions.begin(), positions.end()) == positions.end());
}
