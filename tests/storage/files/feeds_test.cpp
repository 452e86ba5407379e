// Calendar feeds: a secret address opens what its account may see now, and nothing else.
#include "storage/files/feeds.hpp"

#include "storage/access/accounts.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

struct Kept {
    TemporaryStore files{};
    Store& store{files.store()};
    Kept() {
        for (const std::string account : {"lin", "chen"})
            Query{store.db(),
                  "INSERT INTO accounts (account, role, area, password, must_change, approved, created)"
                  " VALUES (?, 'mediator', ?, 'x', 0, 1, '2021-10-14')",
                  account, the_village.code}
                .run();
    }
    template <class Change>
    auto write(Change change) {
        Transaction transaction{store.db()};
        auto out = change();
        transaction.commit();
        return out;
    }
    Result<NewFeed> make(const std::string& account) {
        return write([&] { return write_new_feed(store, account, "2021-10-14T09:00:00+08:00"); });
    }
};

}  // namespace

TEST_CASE("a feed is found by its secret until it is revoked", "[storage][feeds]") {
    Kept kept;
    const auto made = kept.make("lin");
    REQUIRE(made);
    CHECK(made->secret.size() == 43);
    const auto found = find_feed(kept.store, made->secret);
    REQUIRE(found);
    CHECK(found->name == "lin");
    CHECK(found->area == the_village);
    for (const auto& wrong : {made->feed.id, std::string{}, made->secret + "A", std::string(43, 'A')})
        CHECK(!find_feed(kept.store, wrong));
    REQUIRE(feeds(kept.store, "lin").size() == 1);
    CHECK(feeds(kept.store, "lin")[0].id == made->feed.id);
    CHECK(feeds(kept.store, "lin")[0].created == "2021-10-14T09:00:00+08:00");
    CHECK(feeds(kept.store, "chen").empty());
    kept.store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(bytes_of(kept.files.file()).find(made->secret) == std::string::npos);
    CHECK(!kept.write([&] { return write_revoke_feed(kept.store, "chen", made->feed.id); }));
    CHECK(kept.write([&] { return write_revoke_feed(kept.store, "lin", made->feed.id); }));
    CHECK(!find_feed(kept.store, made->secret));
}

TEST_CASE("a feed follows its account's present rights", "[storage][feeds]") {
    Kept kept;
    const auto made = kept.make("lin");
    const auto becomes = [&](Role role, Division area) {
        kept.write([&] { return write_rights(kept.store, {"lin", role, area, std::nullopt}); });
    };
    becomes(Role::clerk, the_town);
    CHECK(find_feed(kept.store, made->secret)->area == the_town);
    for (const auto role : {Role::admin, Role::auditor, Role::security}) {
        becomes(role, the_town);
        CHECK(!find_feed(kept.store, made->secret));
    }
    becomes(Role::clerk, the_town);
    kept.write([&] { return write_disabled(kept.store, "lin", true); });
    kept.write([&] { return write_disabled(kept.store, "lin", false); });
    CHECK(!find_feed(kept.store, made->secret));
}

TEST_CASE("an account has a limited number of feeds", "[storage][feeds]") {
    Kept kept;
    for (int i = 0; i < feeds_per_account; ++i) CHECK(kept.make("lin"));
    CHECK(kept.make("lin").refusal().code == "too_many");
    CHECK(kept.make("chen"));
    CHECK(kept.make("nobody").refusal().code == "unknown_account");
}
