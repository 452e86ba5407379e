// Photographs of papers: stored once, seen by whoever sees the case, and only what is a picture or a PDF.
#include "tests/api/service/world.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

const std::string picture = std::string{"\xff\xd8\xff\xe0", 4} + "a photograph";

Answered send(WebClient& client, const std::string& case_id, const std::string& bytes) {
    return client.post("/cases/" + case_id + "/files", bytes, {{"Content-Type", "image/jpeg"}});
}

}  // namespace

TEST_CASE("a photograph is seen by whoever sees the case, once a paper of the case names it") {
    World world;
    auto& clerk = world.as("clerk.village");
    const auto stored = send(clerk, "w-a", picture);
    REQUIRE(stored.status == 201);
    const auto file = at(stored.json(), "file").text;
    CHECK(at(stored.json(), "media").text == "image/jpeg");
    const auto path = "/cases/w-a/files/" + file;
    CHECK(clerk.get(path).status == 404);
    REQUIRE(clerk.command(R"({"do":"case.paper","case":"w-a","kind":"evidence","file":")" + file + "\"}").status ==
            201);
    const auto seen = world.as("supervisor.town").get(path);
    CHECK(seen.status == 200);
    CHECK(seen.body == picture);
    CHECK(seen.header("Content-Type") == "image/jpeg");
    CHECK(world.as("clerk.all").get("/cases/w-b/files/" + file).status == 404);
    const auto log = world.as("auditor.all").get("/audit?action=attachment_read").json();
    CHECK(at(log, "items").items.size() == 1);
}

TEST_CASE("the same photograph is kept once, and what is none is refused") {
    World world;
    auto& clerk = world.as("clerk.all");
    const auto first = send(clerk, "w-a", picture);
    const auto second = send(clerk, "w-b", picture);
    CHECK(at(first.json(), "file").text == at(second.json(), "file").text);
    CHECK(send(clerk, "w-a", "<html>").code() == "bad_media");
    CHECK(send(clerk, "w-a", "<html>").status == 415);
    CHECK(send(clerk, "w-a", "").status == 422);
    CHECK(send(clerk, "w-a", picture + std::string(9 * 1024 * 1024, 'x')).status == 413);
}
