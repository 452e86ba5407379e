// Sessions and tokens: how long they hold, what they may, and that nothing in the file opens them.
#include "storage/access/sessions.hpp"
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <sqlite3.h>

#include "storage/access/second_factor.hpp"
#include "storage/keys/secret_text.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

const SessionRules rules{};
constexpr std::int64_t noon = 1'634'184'000;
constexpr std::int64_t day_seconds = 24 * 3600;

struct Kept {
    TemporaryStore files{2};
    Store& store{files.store()};
    const Account lin{"lin", Role::clerk, the_town, Id{"m1"}};
    const Account lead{"lead", Role::village_lead, the_village, std::nullopt};

    Kept() {
        // No password is needed here, so none is hashed.
        for (const auto& account : {lin, lead})
            Query{store.db(),
                  "INSERT INTO accounts (account, role, area, mediator, password, must_change, approved, created)"
                  " VALUES (?, ?, ?, ?, '', 0, 1, '2021-10-14')",
                  account.name,
                  std::string{name(account.role)},
                  account.area.code,
                  account.mediator ? std::optional{account.mediator->text} : std::nullopt}
                .run();
    }
    template <class Change>
    auto write(Change change) {
        Transaction transaction{store.db()};
        auto out = change();
        transaction.commit();
        return out;
    }
    NewSession begin(const Account& account, std::int64_t at, bool awaits_code = false) {
        return write([&] { return write_session(store, account, awaits_code, at, rules); });
    }
    Result<NewSession> token(const TokenRequest& request, std::int64_t at = noon) {
        return write([&] { return write_token(store, request, at); });
    }
    std::optional<Session> find(const std::string& secret, std::int64_t at) {
        return find_session(store, secret, at, rules);
    }
};

}  // namespace

TEST_CASE("a session is found by its secret only, and shows the account's rights", "[storage][sessions]") {
    Kept kept;
    const auto made = kept.begin(kept.lin, noon);
    CHECK(made.secret.size() == secret_characters);
    CHECK(made.session.id != made.secret);
    const auto found = kept.find(made.secret, noon + 1);
    REQUIRE(found);
    CHECK(found->id == made.session.id);
    CHECK(found->account.name == "lin");
    CHECK(found->account.role == Role::clerk);
    CHECK(found->account.area == the_town);
    CHECK(found->account.mediator == Id{"m1"});
    CHECK(!found->is_token);
    CHECK(!found->is_read_only);
    CHECK(!found->must_change);
    CHECK(!found->awaits_code);
    CHECK(!found->needs_second_factor);
    CHECK(found->csrf == made.session.csrf);
    CHECK(found->csrf.size() == 43);
    CHECK(found->seen == noon);
    CHECK(found->expires == noon + rules.longest_seconds);
    CHECK(kept.begin(kept.lin, noon).session.csrf != found->csrf);
    auto other = made.secret;
    other[5] = other[5] == 'A' ? 'B' : 'A';
    for (const auto& wrong : {other, made.secret + "A", std::string{}, made.session.id, "tj_" + made.secret,
                              std::string(43, '\0'), std::string{"' OR 1=1 --"}})
        CHECK(!kept.find(wrong, noon));
    kept.store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto bytes = bytes_of(kept.files.file());
    CHECK(bytes.find(made.secret) == std::string::npos);
    CHECK(bytes.find(found->csrf) == std::string::npos);
}

TEST_CASE("a session ends when it is idle, when its time is over, and when it is ended", "[storage][sessions]") {
    Kept kept;
    const auto made = kept.begin(kept.lin, noon);
    CHECK(kept.find(made.secret, noon + rules.idle_seconds - 1));
    CHECK(!kept.find(made.secret, noon + rules.idle_seconds));
    // Used all the time, it still ends.
    for (auto at = noon; at < noon + rules.longest_seconds; at += 500)
        kept.write([&] { return write_seen(kept.store, made.session, at), 0; });
    CHECK(kept.find(made.secret, noon + rules.longest_seconds - 1));
    CHECK(!kept.find(made.secret, noon + rules.longest_seconds));

    const auto a = kept.begin(kept.lin, noon);
    const auto b = kept.begin(kept.lin, noon);
    CHECK(sessions_of(kept.store, "lin").size() == 3);
    CHECK(kept.write([&] { return write_sign_out(kept.store, a.session.id); }));
    CHECK(!kept.write([&] { return write_sign_out(kept.store, a.session.id); }));
    CHECK(!kept.find(a.secret, noon));
    CHECK(kept.find(b.secret, noon));
    CHECK(kept.write([&] { return write_sweep_sessions(kept.store, noon + rules.longest_seconds, rules); }) == 2);
    CHECK(sessions_of(kept.store, "lin").empty());
}

TEST_CASE("an account has a limited number of sessions: the longest unused ends", "[storage][sessions]") {
    Kept kept;
    const auto first = kept.begin(kept.lin, noon);
    const auto other = kept.begin(kept.lead, noon);
    for (int i = 1; i < sessions_per_account; ++i) kept.begin(kept.lin, noon + i);
    CHECK(kept.find(first.secret, noon + 30));
    kept.begin(kept.lin, noon + 40);
    CHECK(!kept.find(first.secret, noon + 41));
    CHECK(kept.find(other.secret, noon + 41));
    CHECK(sessions_of(kept.store, "lin").size() == sessions_per_account);
}

TEST_CASE("a session that awaits the code is short, and another takes its place", "[storage][sessions]") {
    Kept kept;
    const auto half = kept.begin(kept.lin, noon, true);
    CHECK(half.session.awaits_code);
    CHECK(kept.find(half.secret, noon + rules.code_seconds - 1)->awaits_code);
    CHECK(!kept.find(half.secret, noon + rules.code_seconds));
    CHECK(sessions_of(kept.store, "lin").empty());
    const auto full = kept.write([&] { return write_full_session(kept.store, half.session, noon + 20, rules); });
    CHECK(full.secret != half.secret);
    CHECK(!full.session.awaits_code);
    CHECK(!kept.find(half.secret, noon + 21));
    CHECK(kept.find(full.secret, noon + 21));
}

TEST_CASE("a session says when its role demands a second factor", "[storage][sessions]") {
    Kept kept;
    const auto clerk = kept.begin(kept.lin, noon);
    const auto lead = kept.begin(kept.lead, noon);
    const std::vector<Role> demanded{Role::clerk, Role::admin};
    kept.write([&] { return write_second_factor_roles(kept.store, demanded), 0; });
    CHECK(second_factor_roles(kept.store) == demanded);
    CHECK(kept.find(clerk.secret, noon)->needs_second_factor);
    CHECK(!kept.find(lead.secret, noon)->needs_second_factor);
}

TEST_CASE("a token opens what its account may, or less, until it expires", "[storage][tokens]") {
    Kept kept;
    const auto made = kept.token({"lin", "台账同步", noon + 30 * day_seconds, true, the_village});
    REQUIRE(made);
    CHECK(made->secret.starts_with("tj_"));
    const auto found = kept.find(made->secret, noon + day_seconds);  // never idle
    REQUIRE(found);
    CHECK(found->is_token);
    CHECK(found->is_read_only);
    CHECK(found->account.role == Role::clerk);
    CHECK(found->account.area == the_village);
    CHECK(found->csrf.empty());
    CHECK(kept.find(made->secret, noon + 30 * day_seconds - 1));
    CHECK(!kept.find(made->secret, noon + 30 * day_seconds));
    kept.write([&] { return write_seen(kept.store, *found, noon + 7), 0; });
    const auto listed = tokens(kept.store, "lin");
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].name == "台账同步");
    CHECK(listed[0].seen == noon + 7);
    CHECK(listed[0].area == the_village);
    CHECK(listed[0].is_read_only);
    CHECK(tokens(kept.store, "lead").empty());
    CHECK(tokens(kept.store, std::nullopt).size() == 1);
    kept.store.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(bytes_of(kept.files.file()).find(made->secret.substr(3)) == std::string::npos);
    CHECK(!kept.write([&] { return write_revoke_token(kept.store, "lead", listed[0].id); }));
    CHECK(kept.write([&] { return write_revoke_token(kept.store, "lin", listed[0].id); }));
    CHECK(!kept.find(made->secret, noon));
}

TEST_CASE("a token's rights are never wider than the account's present ones", "[storage][tokens]") {
    Kept kept;
    const auto whole = kept.token({"lin", "a", noon + 1000});
    const auto narrow = kept.token({"lin", "b", noon + 1000, false, the_village});
    const auto becomes = [&](Role role, Division area) {
        kept.write([&] { return write_rights(kept.store, {"lin", role, area, std::nullopt}); });
    };
    becomes(Role::mediator, the_village);
    CHECK(kept.find(whole->secret, noon)->account.area == the_village);
    CHECK(kept.find(whole->secret, noon)->account.role == Role::mediator);
    CHECK(kept.find(narrow->secret, noon)->account.area == the_village);
    becomes(Role::mediator, next_village);
    CHECK(kept.find(whole->secret, noon)->account.area == next_village);
    CHECK(!kept.find(narrow->secret, noon));
    becomes(Role::clerk, the_district);
    CHECK(kept.find(narrow->secret, noon)->account.area == the_village);
    kept.write([&] { return write_disabled(kept.store, "lin", true); });
    CHECK(!kept.find(whole->secret, noon));

    // A narrow token over what has become narrower still.
    const auto town = kept.token({"lead", "c", noon + 1000, false, the_village});
    REQUIRE(town);
    kept.store.db().run("UPDATE tokens SET area = " + std::to_string(the_town.code));
    CHECK(kept.find(town->secret, noon)->account.area == the_village);
}

TEST_CASE("a token needs a name, an end within a year and an area of the account", "[storage][tokens]") {
    Kept kept;
    const auto field = [&](TokenRequest request) {
        const auto made = kept.token(request);
        return made ? std::string{} : made.refusal().code + " " + made.refusal().field;
    };
    CHECK(field({"nobody", "a", noon + 1}) == "unknown_account account");
    CHECK(field({"lin", "", noon + 1}) == "bad_value name");
    CHECK(field({"lin", " ", noon + 1}) == "bad_value name");
    CHECK(field({"lin", std::string(65, 'a'), noon + 1}) == "bad_value name");
    CHECK(field({"lin", "a\nb", noon + 1}) == "bad_value name");
    CHECK(field({"lin", "a", noon}) == "bad_value expires");
    CHECK(field({"lin", "a", noon + 366 * day_seconds + 1}) == "bad_value expires");
    CHECK(field({"lin", "a", noon + 366 * day_seconds}).empty());
    CHECK(field({"lead", "a", noon + 1, false, next_village}) == "outside_area area");
    CHECK(field({"lead", "a", noon + 1, false, the_town}) == "outside_area area");
    for (int i = 1; i < tokens_per_account; ++i) CHECK(field({"lin", "a", noon + 9}).empty());
    CHECK(field({"lin", "a", noon + 9}) == "too_many account");
}

TEST_CASE("a session is found without reading any table whole", "[storage][sessions][plans]") {
    Kept kept;
    auto& db = kept.store.db();
    std::vector<std::string> texts;
    sqlite3_trace_v2(
        db.connection().getHandle(), SQLITE_TRACE_STMT,
        [](unsigned, void* to, void* statement, void*) {
            static_cast<std::vector<std::string>*>(to)->push_back(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
            return 0;
        },
        &texts);
    kept.find(new_secret(), noon);
    kept.find("tj_" + new_secret(), noon);
    sqlite3_trace_v2(db.connection().getHandle(), 0, nullptr, nullptr);
    CHECK(texts.size() == 2);
    for (const auto& text : texts) {
        SQLite::Statement plan{db.connection(), "EXPLAIN QUERY PLAN " + text};
        while (plan.executeStep()) CHECK(plan.getColumn(3).getString().find("SCAN") == std::string::npos);
    }
}
