// Passwords, the lock after failed sign-ins, and what an account may not do before it is approved.
#include "storage/access/accounts.hpp"

#include <algorithm>
#include <ctime>

#include "storage/access/sessions.hpp"
#include "storage/files/feeds.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

const std::string good = "Mediate-2021";
const SessionRules rules{};
constexpr std::int64_t noon = 1'634'184'000;

struct Kept {
    TemporaryStore files{};
    Store& store{files.store()};
    const Account lin{"lin", Role::clerk, the_town, std::nullopt};
    Kept() { REQUIRE(add_account(store, lin, good, "2021-10-14T12:00:00+08:00")); }

    template <class Change>
    auto write(Change change) {
        Transaction transaction{store.db()};
        auto out = change();
        transaction.commit();
        return out;
    }
    SignInResult sign_in(const std::string& name, const std::string& password, std::int64_t at) {
        const auto check = check_password(store, name, password);
        return write([&] { return write_sign_in_result(store, check, at, rules); });
    }
    // A guess without the cost of hashing.
    SignInResult guess(const std::string& name, std::int64_t at) {
        return write([&] { return write_sign_in_result(store, {name, false, {}}, at, rules); });
    }
};

}  // namespace

TEST_CASE("a password does not hold the account's name", "[storage][accounts]") {
    CHECK(!password_fault("Mediate-2021", "lin"));
    CHECK(password_fault("Lin-Mediate-2021", "lin"));
    CHECK(password_fault("x-CHENLI-2021y", "ChenLi"));
    CHECK(password_fault("Aa1-林一林一", "林一"));
    CHECK(!password_fault("Mediate-2021", "m"));  // a letter or two are in every password
}

TEST_CASE("five failures lock an account for 300 s, whatever the password then", "[storage][accounts]") {
    Kept kept;
    for (int i = 0; i < 4; ++i) {
        const auto result = kept.guess("lin", noon + i);
        CHECK(result.outcome == SignIn::wrong);
        CHECK(!result.has_just_locked);
    }
    CHECK(kept.sign_in("lin", good, noon + 4).outcome == SignIn::accepted);  // forgets them
    for (int i = 0; i < 4; ++i) CHECK(kept.guess("lin", noon + 10).outcome == SignIn::wrong);
    const auto fifth = kept.sign_in("lin", "Wrong-2021", noon + 10);
    CHECK(fifth.outcome == SignIn::wrong);
    CHECK(fifth.has_just_locked);
    CHECK(fifth.locked_until == noon + 310);
    CHECK(locked_for(kept.store, "lin", noon + 11) == 299);
    CHECK(find_account(kept.store, "lin")->locked_until == noon + 310);
    CHECK(kept.sign_in("lin", good, noon + 309).outcome == SignIn::locked);
    CHECK(kept.sign_in("lin", good, noon + 310).outcome == SignIn::accepted);
    CHECK(locked_for(kept.store, "lin", noon + 311) == 0);
}

TEST_CASE("guesses checked side by side do not pass the lock", "[storage][accounts]") {
    Kept kept;
    // All were hashed before the first was decided; the right one is the sixth.
    const auto right = check_password(kept.store, "lin", good);
    CHECK(right.matches);
    for (int i = 0; i < 5; ++i) kept.guess("lin", noon);
    CHECK(kept.write([&] { return write_sign_in_result(kept.store, right, noon, rules); }).outcome == SignIn::locked);
}

TEST_CASE("a name that does not exist is answered and locked like one that does", "[storage][accounts]") {
    Kept kept;
    for (const std::string name : {"lin", "nobody"}) {
        CAPTURE(name);
        for (int i = 0; i < 4; ++i) CHECK(!kept.guess(name, noon).has_just_locked);
        CHECK(kept.guess(name, noon).has_just_locked);
        CHECK(kept.guess(name, noon + 299).outcome == SignIn::locked);
        CHECK(locked_for(kept.store, name, noon + 100) == 200);
        CHECK(kept.guess(name, noon + 300).outcome == SignIn::wrong);
    }
    CHECK(!kept.guess("nobody", noon + 301).account);
    CHECK(kept.guess("lin", noon + 301).account);
    // The processor's time: others may be using the machine.
    const auto time_of = [&](const std::string& name) {
        const auto start = std::clock();
        CHECK(!check_password(kept.store, name, "Wrong-2021").matches);
        return static_cast<double>(std::clock() - start);
    };
    const auto known = std::min({time_of("lin"), time_of("lin"), time_of("lin")});
    const auto unknown = std::min({time_of("nobody"), time_of("nobody"), time_of("nobody")});
    CHECK(unknown > known / 3);
    CHECK(known > unknown / 3);
    CHECK(!check_password(kept.store, "nobody", {}).matches);
    CHECK(!check_password(kept.store, "lin", good + std::string(1000, 'x')).matches);
}

TEST_CASE("names that do not exist are not kept for long, and never in the clear", "[storage][accounts]") {
    Kept kept;
    for (int i = 0; i < 50; ++i) kept.guess("Secret-typed-in-the-wrong-place-" + std::to_string(i), noon);
    kept.guess("other", noon + rules.failures_kept_seconds + 1);
    {
        Query count{kept.store.db(), "SELECT count(*) FROM failures"};
        REQUIRE(count.step());
        CHECK(count.integer(0) == 1);
    }
    kept.store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(bytes_of(kept.files.file()).find("wrong-place") == std::string::npos);
}

TEST_CASE("an account made by another has no rights until it is approved", "[storage][accounts]") {
    Kept kept;
    auto& store = kept.store;
    const auto hash = hash_password(good);
    const Account chen{"chen", Role::supervisor, the_town, std::nullopt};
    const auto made = [&](const Account& account) {
        return kept.write([&] { return write_new_account(store, account, hash, false, "2021-10-14"); });
    };
    CHECK(!made(chen));
    CHECK(made(chen)->code == "already_exists");
    for (const std::string name : {"operator", "system"})
        CHECK(made({name, Role::clerk, the_town, std::nullopt})->code == "reserved_name");
    CHECK(!find_account(store, "chen")->approved);
    CHECK(kept.sign_in("chen", "Wrong-2021", noon).outcome == SignIn::wrong);
    CHECK(kept.sign_in("chen", good, noon).outcome == SignIn::unapproved);
    CHECK(!password_matches(store, "chen", good));
    CHECK(kept.write([&] { return write_approved(store, "chen"); }));
    CHECK(!kept.write([&] { return write_approved(store, "nobody"); }));
    CHECK(kept.sign_in("chen", good, noon).outcome == SignIn::accepted);
    const auto session = kept.write([&] { return write_session(store, chen, false, noon, rules); });
    CHECK(session.session.must_change);

    // Rights count as they are now.
    CHECK(kept.write([&] { return write_rights(store, {"chen", Role::village_lead, the_village, Id{"m1"}}); }));
    const auto changed = find_session(store, session.secret, noon + 1, rules);
    REQUIRE(changed);
    CHECK(changed->account.role == Role::village_lead);
    CHECK(changed->account.area == the_village);
    CHECK(changed->account.mediator == Id{"m1"});
    CHECK(!kept.write([&] { return write_rights(store, {"nobody", Role::clerk, the_town, std::nullopt}); }));

    CHECK(kept.write([&] { return write_disabled(store, "chen", true); }));
    CHECK(!find_session(store, session.secret, noon + 2, rules));
    CHECK(kept.sign_in("chen", good, noon).outcome == SignIn::disabled);
    CHECK(kept.write([&] { return write_disabled(store, "chen", false); }));
    CHECK(!find_session(store, session.secret, noon + 2, rules));  // it was ended, not put aside
    CHECK(kept.sign_in("chen", good, noon).outcome == SignIn::accepted);
}

TEST_CASE("changing a password ends the other sessions, resetting it ends all", "[storage][accounts]") {
    Kept kept;
    auto& store = kept.store;
    const auto begin = [&] { return kept.write([&] { return write_session(store, kept.lin, false, noon, rules); }); };
    const auto here = begin();
    const auto there = begin();
    const auto token = kept.write([&] { return write_token(store, {"lin", "台账", noon + 1000}, noon); });
    CHECK(here.session.must_change);

    CHECK(prepare_password(store, "lin", good).refusal().code == "same_password");
    CHECK(prepare_password(store, "lin", "weak").refusal().code == "weak_password");
    CHECK(prepare_password(store, "lin", "Lin-Mediate-2021").refusal().code == "weak_password");
    const auto next = prepare_password(store, "lin", "Changed-2021");
    REQUIRE(next);
    const auto change = [&](const std::string& present) {
        const auto check = check_password(store, "lin", present);
        return kept.write(
            [&] { return write_changed_password(store, check, *next, here.session.id, noon, rules).outcome; });
    };
    CHECK(change("Wrong-2021") == SignIn::wrong);
    CHECK(find_session(store, there.secret, noon, rules));
    const auto stale = check_password(store, "lin", good);
    CHECK(change(good) == SignIn::accepted);
    CHECK(!find_session(store, there.secret, noon, rules));
    CHECK(find_session(store, token->secret, noon, rules));
    const auto still = find_session(store, here.secret, noon, rules);
    REQUIRE(still);
    CHECK(!still->must_change);
    // Checked against the old one, decided after the change.
    CHECK(kept.write([&] { return write_sign_in_result(store, stale, noon, rules); }).outcome == SignIn::wrong);
    CHECK(kept.sign_in("lin", "Changed-2021", noon).outcome == SignIn::accepted);

    for (int i = 0; i < 5; ++i) kept.guess("lin", noon);
    const auto fresh = hash_password("Fresh-2021!");
    CHECK(!kept.write([&] { return write_reset_password(store, "nobody", fresh); }));
    CHECK(kept.write([&] { return write_reset_password(store, "lin", fresh); }));
    CHECK(!find_session(store, here.secret, noon, rules));
    CHECK(!find_session(store, token->secret, noon, rules));
    CHECK(find_account(store, "lin")->must_change);
    CHECK(kept.sign_in("lin", "Fresh-2021!", noon).outcome == SignIn::accepted);  // and the lock is gone
}

TEST_CASE("a locked account is unlocked by another", "[storage][accounts]") {
    Kept kept;
    CHECK(!kept.write([&] { return write_unlocked(kept.store, "lin"); }));
    for (int i = 0; i < 5; ++i) kept.guess("lin", noon);
    CHECK(kept.write([&] { return write_unlocked(kept.store, "lin"); }));
    CHECK(kept.sign_in("lin", good, noon).outcome == SignIn::accepted);
}
