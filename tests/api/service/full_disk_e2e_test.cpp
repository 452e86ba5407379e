// No room: writes are refused clearly, reads go on, and all is well again when there is room. A limit on the size of
// files stands for the full disk: it needs no rights and can be lifted while the server runs.
#include <sys/resource.h>

#include <filesystem>

#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

void limit_files_of(pid_t process, rlim_t bytes) {
    const rlimit limit{bytes, RLIM_INFINITY};
    REQUIRE(::prlimit(process, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

}  // namespace

TEST_CASE("on a full disk writes are answered 507 and reads go on; with room the server recovers by itself") {
    Start full;
    full.largest_file = std::uint64_t{1} << 40;  // set low below, when there is something to read
    Place place{Filled::small, full};
    auto client = place.client("clerk", Role::clerk);
    REQUIRE(client.post("/commands", register_command("before", "c-before")).status == 201);

    const auto log = place.program().db().string() + "-wal";
    limit_files_of(place.process(), std::filesystem::file_size(log) + 40'000);
    Reply refused;
    int written = 0;
    for (; written < 100; ++written) {
        const auto id = "f" + std::to_string(written);
        refused = client.post("/commands", register_command(id, "c-" + id));
        if (refused.status != 201) break;
    }
    CHECK(refused.status == 507);
    CHECK(refused.code() == "store_full");
    CHECK(refused.body.find(place.program().folder().string()) == std::string::npos);  // nothing of the machine
    const auto lost = "c-f" + std::to_string(written);
    CHECK(client.get("/cases/" + lost).status == 404);
    CHECK(client.get("/cases/c-before").status == 200);
    CHECK(client.get("/cases").status == 200);
    CHECK(place.stranger().get("//healthz").status == 200);

    limit_files_of(place.process(), RLIM_INFINITY);
    const auto id = "f" + std::to_string(written);
    CHECK(client.post("/commands", register_command(id, "c-" + id)).status == 201);
    CHECK(client.get("/cases/" + lost).status == 200);
    CHECK(place.stop() == 0);
    CHECK(place.program().json({"verify"}).status == 0);
}
