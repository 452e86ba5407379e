// Nothing that was acknowledged is ever lost, and nothing is there twice.
#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "storage/journal/store.hpp"
#include "tests/api/service/server_fixture.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

constexpr int writers = 64;
constexpr int least_acknowledged = 200;

struct Acknowledged {
    std::mutex mutex{};
    std::set<std::string> ids{};
    std::atomic<int> count{0};
};

// Registers cases one after the other until the server is gone.
void write_until_the_end(std::uint16_t port, const Pass& pass, int writer, Acknowledged& acknowledged) {
    try {
        Client client{port, pass};
        for (int n = 0;; ++n) {
            const auto id = "w" + std::to_string(writer) + "-" + std::to_string(n);
            if (client.post("/commands", register_command(id, "c-" + id)).status != 201) return;
            const std::lock_guard lock{acknowledged.mutex};
            acknowledged.ids.insert(id);
            ++acknowledged.count;
        }
    } catch (const std::exception&) {  // the connection broke
    }
}

int times_in_the_journal(storage::Store& store, const std::string& id) {
    storage::Query query{store.db(), "SELECT count(*) FROM journal WHERE id = ?", id};
    query.step();
    return static_cast<int>(query.integer(0));
}

}  // namespace

TEST_CASE("after SIGKILL under 64 writers every acknowledged command is there once, and the journal verifies") {
    Place place;
    place.account("clerk", Role::clerk);
    const auto pass = place.session("clerk");
    for (int turn = 0; turn < 2; ++turn) {
        Acknowledged acknowledged;
        std::vector<std::thread> threads;
        for (int i = 0; i < writers; ++i)
            threads.emplace_back([&, i] { write_until_the_end(place.port(), pass, turn * writers + i, acknowledged); });
        while (acknowledged.count < least_acknowledged) std::this_thread::sleep_for(std::chrono::milliseconds{1});
        place.kill();
        for (auto& thread : threads) thread.join();

        place.start();
        storage::Store store{place.program().db()};
        int missing = 0;
        int doubled = 0;
        for (const auto& id : acknowledged.ids) {
            const int times = times_in_the_journal(store, id);
            missing += times == 0;
            doubled += times > 1;
        }
        CHECK(missing == 0);
        CHECK(doubled == 0);
        Client client{place.port(), pass};
        const auto id = *acknowledged.ids.begin();
        CHECK(client.get("/cases/c-" + id).status == 200);
        CHECK(client.post("/commands", register_command(id, "c-" + id)).status == 200);  // sent again: the first answer
    }
    CHECK(place.program().json({"verify"}).status == 0);
    CHECK(place.program().json({"audit", "verify"}).status == 0);
    CHECK(place.stop() == 0);
}
