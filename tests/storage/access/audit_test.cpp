// The audit journal: what is written is read back by every filter, and whatever is changed behind its back is found.
#include "storage/access/audit.hpp"
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <sqlite3.h>

#include <chrono>
#include <fstream>
#include <random>
#include <set>

#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;
namespace fs = std::filesystem;

AuditEntry entry(const std::string& day, const std::string& actor, AuditAction action, const std::string& object,
                 AuditOutcome outcome = AuditOutcome::done) {
    return {0, day + "T09:00:00+08:00", actor, "s-" + actor, "192.0.2.7", action, object, "{}", outcome};
}

// Twelve entries over six months.
void fill(Store& store) {
    Transaction transaction{store.db()};
    std::vector<AuditEntry> entries;
    for (int month = 1; month <= 6; ++month) {
        const auto day = "2021-0" + std::to_string(month) + "-10";
        entries.push_back(entry(day, "lin", AuditAction::case_read, "c" + std::to_string(month % 2)));
        entries.push_back(entry(day, "chen", AuditAction::sign_in_failed, "chen", AuditOutcome::refused));
    }
    entries[3].detail = audit_detail({{"reason", "核对\"身份\"\n"}});
    write_audit(store, entries);
    transaction.commit();
}

std::string positions(Store& store, const AuditFilter& filter) {
    std::string out;
    for (const auto& each : read_audit(store, filter)) out += (out.empty() ? "" : " ") + std::to_string(each.position);
    return out;
}

Result<AuditPruned> prune(Store& store, const std::string& before, const std::string& today) {
    Transaction transaction{store.db()};
    auto out = write_prune_audit(store, date(before), date(today), entry(today, "wu", AuditAction::audit_read, ""));
    transaction.commit();
    return out;
}

std::optional<AuditVerification::Fault> fault_in(const fs::path& file) {
    try {
        Store store{file};
        return verify_audit(store).fault;
    } catch (const StoreFault& fault) {
        return AuditVerification::Fault{0, fault.what()};
    }
}

struct Copy {
    TemporaryFolder folder{};
    fs::path file{};
    explicit Copy(TemporaryStore& original) : file(folder.path() / "copy.db") {
        original.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
        fs::copy_file(original.file(), file);
        fs::copy_file(Store::key_file_of(original.file()), Store::key_file_of(file));
    }
};

// The position at which the fault is found after the change.
std::int64_t found_after(TemporaryStore& kept, const std::string& sql) {
    CAPTURE(sql);
    const Copy copy{kept};
    tamper(copy.file, sql);
    const auto fault = fault_in(copy.file);
    REQUIRE(fault);
    CHECK(fault->what.size() > 10);
    return fault->position;
}

}  // namespace

TEST_CASE("audit entries are read back newest first, as they were written", "[storage][audit]") {
    TemporaryStore kept;
    auto& store = kept.store();
    CHECK(read_audit(store, {}).empty());
    fill(store);
    const auto all = read_audit(store, {});
    REQUIRE(all.size() == 12);
    CHECK(all.front().position == 12);
    const auto& detailed = all[12 - 4];
    CHECK(detailed.detail == "{\"reason\":\"核对\\\"身份\\\"\\n\"}");
    auto expected = entry("2021-02-10", "chen", AuditAction::sign_in_failed, "chen", AuditOutcome::refused);
    expected.position = 4;
    expected.detail = detailed.detail;
    CHECK(detailed == expected);
    CHECK(audit_detail({}) == "{}");
    CHECK(audit_detail({{"a", "1"}, {"b", "2"}}) == R"({"a":"1","b":"2"})");
}

TEST_CASE("audit entries are found by day, actor, action, object, outcome and page", "[storage][audit]") {
    TemporaryStore kept;
    auto& store = kept.store();
    fill(store);
    AuditFilter filter;
    filter.actor = "lin";
    CHECK(positions(store, filter) == "11 9 7 5 3 1");
    filter.object = "c1";
    CHECK(positions(store, filter) == "9 5 1");
    filter.from = date("2021-01-11");
    CHECK(positions(store, filter) == "9 5");
    filter.to = date("2021-05-09");
    CHECK(positions(store, filter) == "5");
    filter = {};
    filter.from = filter.to = date("2021-04-10");
    CHECK(positions(store, filter) == "8 7");
    filter.action = AuditAction::case_read;
    CHECK(positions(store, filter) == "7");
    filter.from = filter.to = date("2021-04-11");
    CHECK(positions(store, filter).empty());
    filter = {};
    filter.to = date("2021-02-10");
    CHECK(positions(store, filter) == "4 3 2 1");
    filter = {};
    filter.outcome = AuditOutcome::refused;
    filter.limit = 2;
    CHECK(positions(store, filter) == "12 10");
    filter.before_position = 10;
    CHECK(positions(store, filter) == "8 6");
    filter = {};
    filter.limit = 0;
    CHECK(positions(store, filter) == "12");
    // Days need not come in order: an operator may set another day.
    append_audit(store, entry("2021-03-10", "wu", AuditAction::exported, "csv"));
    filter = {};
    filter.from = filter.to = date("2021-03-10");
    CHECK(positions(store, filter) == "13 6 5");
}

TEST_CASE("what does not fit in an audit entry is cut, not refused", "[storage][audit]") {
    TemporaryStore kept;
    std::string long_text;
    for (int i = 0; i < 400; ++i) long_text += "案";
    auto given = entry("2021-01-10", "lin", AuditAction::case_read, long_text);
    given.detail = std::string(5000, 'x');
    append_audit(kept.store(), given);
    const auto read = read_audit(kept.store(), {}).at(0);
    CHECK(read.object == long_text.substr(0, 510));
    CHECK(read.detail == R"({"left_out":"too_long"})");
    CHECK(audit_detail({{"reason", long_text}}).size() == 510 + std::string{R"({"reason":""})"}.size());
    CHECK(!verify_audit(kept.store()).fault);
}

TEST_CASE("a change and its audit entry are kept together or not at all", "[storage][audit]") {
    TemporaryStore kept;
    auto& store = kept.store();
    const auto made = entry("2021-01-10", "operator", AuditAction::account_made, "x");
    CHECK(!change_with_audit(store, made, [] { return false; }));
    CHECK_THROWS(change_with_audit(store, made, []() -> bool { throw std::runtime_error{"no"}; }));
    CHECK(read_audit(store, {}).empty());
    CHECK(change_with_audit(store, made, [] { return true; }));
    CHECK(read_audit(store, {}).size() == 1);
}

TEST_CASE("an untouched audit journal verifies, empty or not", "[storage][audit][verify]") {
    TemporaryStore kept;
    CHECK(!verify_audit(kept.store()).fault);
    CHECK(verify_audit(kept.store()).entries == 0);
    fill(kept.store());
    const auto checked = verify_audit(kept.store());
    CHECK(!checked.fault);
    CHECK(checked.entries == 12);
    CHECK(checked.first_position == 1);
    CHECK(checked.head.size() == 64);
    const Copy copy{kept};
    tamper(copy.file, "SELECT 1");
    CHECK(!fault_in(copy.file));
}

TEST_CASE("verify finds a change of any column of an audit entry", "[storage][audit][verify]") {
    TemporaryStore kept;
    fill(kept.store());
    for (const std::string change :
         {"at = replace(at, '09:', '10:')", "actor = 'wu'", "session = ''", "peer = '192.0.2.8'", "action = 'sign_in'",
          "action = 'nothing'", "object = object || '0'", "detail = '{\"reason\":\"其他\"}'", "outcome = 'done'",
          "hash = zeroblob(32)", "actor = CAST(actor AS BLOB)", "position = 100"})
        CHECK(found_after(kept, "UPDATE audit SET " + change + " WHERE position = 4") == 4);
    // The program's own check of a store says so too.
    const Copy copy{kept};
    tamper(copy.file, "UPDATE audit SET actor = 'wu' WHERE position = 4");
    Store store{copy.file};
    const auto fault = verify(store, {}).fault;
    REQUIRE(fault);
    CHECK(fault->what.find("第4条审计记录") != std::string::npos);
}

TEST_CASE("verify finds audit entries that were removed, swapped or added", "[storage][audit][verify]") {
    TemporaryStore kept;
    fill(kept.store());
    CHECK(found_after(kept, "DELETE FROM audit WHERE position = 12") == 12);
    CHECK(found_after(kept, "DELETE FROM audit WHERE position = 5") == 5);
    CHECK(found_after(kept, "DELETE FROM audit WHERE position = 1") == 1);
    CHECK(found_after(kept, "DELETE FROM audit") == 1);
    CHECK(found_after(kept,
                      "UPDATE audit SET position = -1 WHERE position = 4;"
                      "UPDATE audit SET position = 4 WHERE position = 5;"
                      "UPDATE audit SET position = 5 WHERE position = -1") == 4);
    CHECK(found_after(kept,
                      "INSERT INTO audit SELECT 13, at, actor, session, peer, action, object, detail, outcome,"
                      " hash FROM audit WHERE position = 12") == 13);
    // The head turned back as well: its seal is missing, for it needs the key.
    CHECK(found_after(kept,
                      "DELETE FROM audit WHERE position = 12; UPDATE audit_head SET position = 11,"
                      " hash = (SELECT hash FROM audit WHERE position = 11)") == 11);
    // Pruned by hand, without the key.
    CHECK(found_after(kept,
                      "UPDATE audit_pruned SET position = 3, hash = (SELECT hash FROM audit WHERE position = 3);"
                      "DELETE FROM audit WHERE position <= 3") == 0);
    CHECK(found_after(kept, "DELETE FROM audit_head") == 0);
    CHECK(found_after(kept, "DELETE FROM audit_pruned") == 0);
    CHECK(found_after(kept, "UPDATE audit_head SET seal = zeroblob(32)") == 12);
}

TEST_CASE("verify finds one flipped byte anywhere in the audit journal's pages", "[storage][audit][verify]") {
    TemporaryStore kept;
    fill(kept.store());
    const Copy copy{kept};
    kept.close();
    const auto entries_of = [&]() -> std::optional<std::vector<AuditEntry>> {
        try {
            Store store{copy.file};
            return read_audit(store, {});
        } catch (const std::exception&) {
            return std::nullopt;
        }
    };
    const auto whole = entries_of();
    REQUIRE(whole);
    const auto bytes = bytes_of(copy.file);
    const auto page = static_cast<std::int64_t>(bytes.find("192.0.2.7") / 4096 * 4096);
    std::mt19937 random{20211014};
    int changed = 0;
    for (int i = 0; i < 120; ++i) {
        {
            std::fstream file{copy.file, std::ios::in | std::ios::out | std::ios::binary};
            const auto offset = page + static_cast<std::int64_t>(random() % 4096);
            file.seekg(offset);
            const auto old = static_cast<unsigned char>(file.get());
            file.seekp(offset);
            file.put(static_cast<char>(old ^ (1u << random() % 8)));
        }
        if (entries_of() != whole) {
            CHECK(fault_in(copy.file));
            ++changed;
        }
        for (const char* end : {"-wal", "-shm"}) fs::remove(copy.file.string() + end);
        std::ofstream{copy.file, std::ios::binary} << bytes;
    }
    CHECK(changed > 20);
    CHECK(!fault_in(copy.file));
}

TEST_CASE("the audit journal cannot be changed or shortened through SQL", "[storage][audit]") {
    TemporaryStore kept;
    fill(kept.store());
    for (const std::string sql :
         {"UPDATE audit SET actor = 'wu'", "UPDATE audit SET at = at WHERE position = 1", "DELETE FROM audit",
          "DELETE FROM audit WHERE position = 3", "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE position = 1",
          "DELETE FROM audit_pruned", "UPDATE audit_pruned SET position = -1"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(kept.db().run(sql), StoreFault);
    }
    CHECK(!verify_audit(kept.store()).fault);
}

TEST_CASE("pruning removes what is older than six months and leaves a chain that verifies",
          "[storage][audit][verify]") {
    TemporaryStore kept;
    auto& store = kept.store();
    fill(store);
    CHECK(prune(store, "2021-03-10", "2021-09-09").refusal().code == "retention");
    CHECK(prune(store, "2021-09-09", "2021-09-09").refusal().code == "retention");
    CHECK(prune(store, "2021-01-01", "2021-09-10")->removed == 0);
    CHECK(read_audit(store, {}).size() == 12);  // nothing removed, nothing said

    const auto pruned = prune(store, "2021-03-10", "2021-09-10");
    REQUIRE(pruned);
    CHECK(pruned->removed == 4);
    CHECK(pruned->last_position == 4);
    const auto left = read_audit(store, {});
    CHECK(left.size() == 9);
    CHECK(left.back().position == 5);
    CHECK(left.front().action == AuditAction::audit_pruned);
    CHECK(left.front().actor == "wu");
    CHECK(left.front().detail == R"({"before":"2021-03-10","last_position":"4"})");
    auto checked = verify_audit(store);
    CHECK(!checked.fault);
    CHECK(checked.first_position == 5);
    CHECK(checked.entries == 9);

    CHECK(found_after(kept, "DELETE FROM audit WHERE position = 5") == 5);
    CHECK(found_after(kept, "UPDATE audit SET actor = 'wu' WHERE position = 5") == 5);
    CHECK(found_after(kept, "UPDATE audit_pruned SET position = 0") == 0);
    CHECK(prune(store, "2021-08-01", "2022-03-10")->removed == 8);
    append_audit(store, entry("2022-03-11", "lin", AuditAction::sign_in, "lin"));
    checked = verify_audit(store);
    CHECK(!checked.fault);
    CHECK(checked.entries == 3);
    CHECK(!verify(store, {}).fault);

    // What is old but stands behind something newer stays with it: the chain has no holes.
    append_audit(store, entry("2021-01-01", "lin", AuditAction::sign_in, "lin"));
    CHECK(prune(store, "2021-08-01", "2022-03-12")->removed == 0);
}

TEST_CASE("rebuild leaves the audit journal alone, a backup has it", "[storage][audit]") {
    TemporaryStore kept;
    fill(kept.store());
    rebuild(kept.store(), {});
    CHECK(read_audit(kept.store(), {}).size() == 12);
    const auto target = kept.beside("copy.db");
    backup(kept.store(), target, {});
    Store copy{target};
    CHECK(read_audit(copy, {}) == read_audit(kept.store(), {}));
    CHECK(!verify_audit(copy).fault);
}

TEST_CASE("no question to the audit journal reads it whole", "[storage][audit][plans]") {
    TemporaryStore kept;
    auto& db = kept.db();
    fill(kept.store());
    std::set<std::string> texts;
    sqlite3_trace_v2(
        db.connection().getHandle(), SQLITE_TRACE_STMT,
        [](unsigned, void* to, void* statement, void*) {
            static_cast<std::set<std::string>*>(to)->insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
            return 0;
        },
        &texts);
    for (int i = 0; i < 64; ++i) {
        AuditFilter filter;
        if (i & 1) filter.actor = "lin";
        if (i & 2) filter.action = AuditAction::case_read;
        if (i & 4) filter.object = "c1";
        if (i & 8) filter.outcome = AuditOutcome::refused;
        if (i & 16) filter.from = date("2021-02-01");
        if (i & 32) filter.to = date("2021-05-01");
        read_audit(kept.store(), filter);
    }
    sqlite3_trace_v2(db.connection().getHandle(), 0, nullptr, nullptr);
    CHECK(texts.size() > 60);
    for (const auto& text : texts) {
        SQLite::Statement plan{db.connection(), "EXPLAIN QUERY PLAN " + text};
        while (plan.executeStep()) {
            const auto step = plan.getColumn(3).getString();
            CAPTURE(text, step);
            CHECK(step.find("SCAN") == std::string::npos);
            CHECK(step.find("TEMP B-TREE") == std::string::npos);
        }
    }
}
