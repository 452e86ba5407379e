// What verify finds when somebody changes the file behind the program's back.
#include "storage/work/upkeep.hpp"

#include <sqlite3.h>

#include <fstream>
#include <functional>
#include <random>

#include "core/case/command.hpp"
#include "storage/engine/bigram_tokenizer.hpp"
#include "storage/files/editions.hpp"
#include "storage/keys/encoding.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;
namespace fs = std::filesystem;

constexpr const char* not_opened = "not opened";

// The fault that verify finds, or that keeps the store from being opened (event 0); nothing when all is well.
std::optional<Fault> fault_in(const fs::path& file) {
    try {
        Store store{file};
        return verify(store, {}).fault;
    } catch (const StoreFault& fault) {
        CHECK(std::string{fault.what()}.size() > 10);
        return Fault{0, not_opened};
    }
}

// A small store: an office, a case with personal data that went through many hands, a policy, a calendar, an edition.
std::unique_ptr<TemporaryStore> small_store() {
    auto out = std::make_unique<TemporaryStore>(2);
    out->found_office();
    auto registered = case_in(the_village, "c1");
    registered.parties[0].id_number = "350305197511139910";
    registered.parties[0].phone = "13800000000";
    out->apply(registered, "2021-03-01", Id{"phone-1"});
    out->apply(AcceptCase{{"c1"}, {{"m1"}}, {}, {}, {}}, "2021-03-02");
    out->apply(case_in(next_village, "c2"), "2021-03-02T10:00:00+08:00");
    out->apply(SetPolicy{date("2021-03-10"), default_policy()}, "2021-03-05");
    CalendarNotice notice;
    notice.days[date("2021-04-06")] = {DayType::off, "清明节", {}};
    out->apply(LoadCalendar{notice}, "2021-03-06");
    CorrectCase correction{{"c1"}, {}, "更正"};
    correction.set.division = next_village;
    out->apply(correction, "2021-03-07");
    out->apply(RecordScreening{the_village, "零报告"}, "2021-03-08");
    out->apply(SettleCase{{"c1"}, Form::written, "各退一尺", {}, {}, {}}, "2021-03-09");
    freeze(out->store(), 2021, "2022-01-05T09:00:00+08:00", R"({"text":"共排查矛盾纠纷2件"})");
    freeze(out->store(), 2021, "2022-02-05T09:00:00+08:00", R"({"text":"共排查矛盾纠纷3件"})");
    return out;
}

// A copy of the store's files, to be damaged.
struct Copy {
    TemporaryFolder folder{};
    fs::path file{};
    explicit Copy(TemporaryStore& original) : file(folder.path() / "copy.db") {
        original.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
        fs::copy_file(original.file(), file);
        fs::copy_file(Store::key_file_of(original.file()), Store::key_file_of(file));
    }
};

std::int64_t registration(Store& store) {
    Query query{store.db(), "SELECT position FROM journal WHERE event = 'CaseRegistered' AND personal IS NOT NULL"};
    REQUIRE(query.step());
    return query.integer(0);
}

// `expression` makes the new value; the row must really have changed.
std::string change(const std::string& column, const std::string& expression, std::int64_t position) {
    return "UPDATE journal SET " + column + " = " + expression + " WHERE position = " + std::to_string(position);
}

}  // namespace

TEST_CASE("verify finds nothing wrong with a store that nobody has touched", "[storage][verify]") {
    const auto kept = small_store();
    const auto checked = verify(kept->store(), {});
    if (checked.fault) FAIL(checked.fault->what);
    CHECK(checked.events == kept->store().head().position);
    CHECK(checked.head == hex(kept->store().head().hash));
    const Copy copy{*kept};
    tamper(copy.file, "SELECT 1");  // the way of tampering itself changes nothing
    CHECK(!fault_in(copy.file));
}

TEST_CASE("verify names the event of which one byte of one column was changed", "[storage][verify]") {
    const auto kept = small_store();
    const auto first = registration(kept->store());
    const std::map<std::string, std::string> changes{
        {"case_no", "case_no + 100"},
        {"version", "version + 100"},
        {"division", "division + 1"},
        {"event", "'D' || substr(event, 2)"},
        {"at", "replace(at, '2021', '2020')"},
        {"recorded", "replace(recorded, '18:', '19:')"},
        {"by", "by || '们'"},
        {"id", "id || '0'"},
        {"body", "replace(body, '争执', '争斗')"},
        {"seal", "zeroblob(length(seal))"},
        {"hash", "zeroblob(32)"},
        {"personal", "substr(personal, 1, 20) || x'00' || substr(personal, 22)"},
        {"personal ", "NULL"},
    };
    for (const auto& [column, expression] : changes) {
        CAPTURE(column);
        const Copy copy{*kept};
        tamper(copy.file, change(column, expression, first));
        const auto fault = fault_in(copy.file);
        REQUIRE(fault);
        CHECK(fault->event == first);
        CHECK(fault->what.find("第" + std::to_string(first) + "条") != std::string::npos);
    }
    SECTION("also where only the type of a value was changed") {
        for (const std::string column : {"event", "at", "recorded", "by", "id", "body"}) {
            CAPTURE(column);
            const Copy copy{*kept};
            tamper(copy.file, change(column, "CAST(" + column + " AS BLOB)", first));
            const auto fault = fault_in(copy.file);
            REQUIRE(fault);
            CHECK((fault->event == first || fault->what == not_opened));
        }
    }
}

TEST_CASE("verify finds events that were removed, swapped or added", "[storage][verify]") {
    const auto kept = small_store();
    const auto last = kept->store().head().position;
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    const auto after = [&](const std::string& sql) {
        const Copy copy{*kept};
        tamper(copy.file, sql);
        const auto fault = fault_in(copy.file);
        REQUIRE(fault);
        return fault->event;
    };
    CHECK(after("DELETE FROM journal WHERE position = " + number(last)) == last);
    CHECK(after("DELETE FROM journal WHERE position > " + number(last - 2)) == last - 1);
    CHECK(after("DELETE FROM journal WHERE position = 5") == 5);
    CHECK(after("DELETE FROM journal WHERE position = 1") == 1);
    CHECK(after("DELETE FROM journal") == 1);
    CHECK(
        after(
            "DELETE FROM journal WHERE position = 5; UPDATE journal SET position = position - 1 WHERE position > 5") ==
        5);
    CHECK(
        after("UPDATE journal SET position = -1 WHERE position = 4; UPDATE journal SET position = 4 WHERE position = 5;"
              "UPDATE journal SET position = 5 WHERE position = -1") == 4);
    CHECK(
        after("INSERT INTO journal SELECT position + 1, case_no, version + 1, division, event, at, recorded, by, NULL,"
              " body, personal, seal, hash FROM journal WHERE position = " +
              number(last)) == last + 1);
    // The head turned back as well: the chain holds, but the derived tables know of more.
    const Copy copy{*kept};
    tamper(copy.file, "UPDATE head SET position = position - 1, hash = (SELECT hash FROM journal WHERE position = " +
                          number(last - 1) + "); DELETE FROM journal WHERE position = " + number(last));
    CHECK(fault_in(copy.file));
}

TEST_CASE("verify finds a changed beginning, head or edition", "[storage][verify]") {
    const auto kept = small_store();
    for (const std::string sql : {
             "UPDATE baseline SET body = replace(body, '第1村委会', '第九村委会') WHERE kind = 'divisions'",
             "UPDATE baseline SET body = replace(body, '2021-10-01', '2021-10-09') WHERE kind = 'calendar'",
             "UPDATE baseline SET body = replace(body, '30', '31') WHERE kind = 'policy'",
             "UPDATE baseline SET body = substr(body, 2)",
             "UPDATE baseline SET body = substr(body, 1, length(body) - 1)",
             "UPDATE baseline SET body = ''",
             "DELETE FROM baseline WHERE kind = 'policy'",
             "DELETE FROM baseline",
             "UPDATE store SET value = '350305101000' WHERE name = 'area'",
             "DELETE FROM store WHERE name = 'area'",
             "UPDATE head SET hash = zeroblob(32)",
             "UPDATE head SET position = position + 1",
             "UPDATE head SET position = position - 1",
             "UPDATE head SET latest = latest - 30",
             "DELETE FROM head",
             "UPDATE editions SET body = replace(body, '2件', '3件')",
             "UPDATE editions SET frozen = '2022-01-06T09:00:00+08:00'",
             "UPDATE editions SET year = 2020",
             "DELETE FROM editions",
             "DELETE FROM editions WHERE number = 2",
             "INSERT INTO editions SELECT '2020-1', 2020, 1, frozen, body, hash FROM editions WHERE number = 1",
             "UPDATE store SET value = '00' WHERE name = 'editions'",
             "INSERT INTO named_by_client VALUES (999)",
             "INSERT INTO named_by_client VALUES (1)",
         }) {
        CAPTURE(sql);
        const Copy copy{*kept};
        tamper(copy.file, sql);
        CHECK(fault_in(copy.file));
    }
}

TEST_CASE("editions frozen before there was a seal over them are verified as before, and sealed with the next",
          "[storage][verify]") {
    const auto kept = small_store();
    const Copy copy{*kept};
    tamper(copy.file, "DELETE FROM store WHERE name = 'editions'");
    CHECK(!fault_in(copy.file));
    {
        Store store{copy.file};
        freeze(store, 2021, "2022-03-05T09:00:00+08:00", R"({"text":"共排查矛盾纠纷4件"})");
    }
    CHECK(!fault_in(copy.file));
    tamper(copy.file, "DELETE FROM editions WHERE number = 2");
    CHECK(fault_in(copy.file));
}

TEST_CASE("without the key the chain of the journal is still followed", "[storage][verify]") {
    const auto kept = small_store();
    const auto last = kept->store().head().position;
    Copy copy{*kept};
    fs::remove(Store::key_file_of(copy.file));
    const auto whole = verify_without_key(copy.file, "缺少密钥", {});
    CHECK(whole.events == last);
    REQUIRE(whole.fault);
    CHECK(whole.fault->event == 0);
    CHECK(whole.fault->what.find("缺少密钥；流水的校验链完好") == 0);
    tamper(copy.file, change("body", "replace(body, '争执', '争斗')", registration(kept->store())));
    const auto changed = verify_without_key(copy.file, "缺少密钥", {});
    REQUIRE(changed.fault);
    CHECK(changed.fault->event == registration(kept->store()));
}

TEST_CASE("verify finds a changed row in any derived table", "[storage][verify]") {
    const auto kept = small_store();
    for (const std::string sql : {
             "UPDATE cases SET status = 2 WHERE id = 'c1'",
             "UPDATE cases SET overdue_after = overdue_after + 1",
             "DELETE FROM cases WHERE id = 'c2'",
             "DELETE FROM cohort WHERE no = 1",
             "UPDATE cohort SET pending_until = pending_until - 1",
             "UPDATE cohort SET timeline = x'00'",
             "UPDATE cohort SET timeline = substr(timeline, 1, length(timeline) - 3)",
             "DELETE FROM flows",
             "UPDATE rollups_recent SET changes = x'ff'",
             "DELETE FROM rollups_recent",
             "INSERT INTO rollups VALUES (350305101000, 202103, 0, x'ffffff')",
             "UPDATE organisations SET name = '二村调委会'",
             "UPDATE tenures SET full_time = 1",
             "UPDATE seats SET seats = 31",
             "DELETE FROM screenings",
             "UPDATE sequences SET last = 0",
             "UPDATE divisions SET name = '某村' WHERE division = 350305101201",
             "UPDATE texts SET summary = '改过的文字'",
             "INSERT INTO search (search) VALUES ('delete-all')",
             "DELETE FROM party_names WHERE name = '张三'",
             "DELETE FROM personal_index",
             "DELETE FROM rules_log WHERE position = (SELECT max(position) FROM rules_log)",
             "DROP TABLE flows",
         }) {
        CAPTURE(sql);
        const Copy copy{*kept};
        tamper(copy.file, sql);
        const auto fault = fault_in(copy.file);
        REQUIRE(fault);
        CHECK(fault->event == 0);
        // What is derived is made anew, and then all is well.
        if (fault->what == not_opened) continue;
        Store store{copy.file};
        rebuild(store, {});
        const auto again = verify(store, {});
        if (again.fault) FAIL(sql << ": " << again.fault->what);
    }
}

namespace {

// Everything that the journal holds, with the types of the values; nothing when it cannot be read.
std::optional<std::string> journal_text(const fs::path& file) {
    sqlite3* db = nullptr;
    sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closer{db, sqlite3_close};
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db, "SELECT * FROM journal ORDER BY position", -1, &statement, nullptr) != SQLITE_OK)
        return std::nullopt;
    std::string out;
    int state = SQLITE_ROW;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            out += std::to_string(sqlite3_column_type(statement, i)) + ":";
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
            if (bytes) out.append(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
            out += '|';
        }
    sqlite3_finalize(statement);
    if (state != SQLITE_DONE) return std::nullopt;
    return out;
}

void flip(const fs::path& file, std::int64_t offset, unsigned char mask) {
    std::fstream bytes{file, std::ios::in | std::ios::out | std::ios::binary};
    bytes.seekg(offset);
    const auto old = static_cast<unsigned char>(bytes.get());
    bytes.seekp(offset);
    bytes.put(static_cast<char>(old ^ mask));
}

}  // namespace

TEST_CASE("verify finds one flipped byte anywhere in the pages of the journal, and never crashes",
          "[storage][verify]") {
    const auto kept = small_store();
    const Copy copy{*kept};
    const auto whole = journal_text(copy.file);
    REQUIRE(whole);
    kept->close();
    // Where the journal's rows lie: known by what they say. Pages of 8192 bytes, as the store makes them.
    const auto bytes = bytes_of(copy.file);
    const auto page = static_cast<std::int64_t>(bytes.find("ScreeningRecorded") / 8192 * 8192);
    std::mt19937 random{20211014};
    int changed = 0;
    for (int i = 0; i < 150; ++i) {
        const auto offset = page + static_cast<std::int64_t>(random() % 8192);
        const auto mask = static_cast<unsigned char>(i % 3 == 0 ? 0xFF : 1u << random() % 8);
        flip(copy.file, offset, mask);
        // Space between the rows is no part of the journal; all else is.
        if (journal_text(copy.file) != whole) {
            CAPTURE(offset, static_cast<int>(mask));
            CHECK(fault_in(copy.file));
            ++changed;
        } else {
            fault_in(copy.file);
        }
        fs::remove(copy.file.string() + "-wal");
        fs::remove(copy.file.string() + "-shm");
        std::ofstream{copy.file, std::ios::binary} << bytes;
    }
    CHECK(changed > 40);
    CHECK(!fault_in(copy.file));
}

TEST_CASE("the journal and the editions cannot be changed or shortened through SQL", "[storage][verify]") {
    const auto kept = small_store();
    auto& db = kept->db();
    for (const std::string sql :
         {"UPDATE journal SET by = '他人'", "UPDATE journal SET at = at WHERE position = 1", "DELETE FROM journal",
          "DELETE FROM journal WHERE position = 3", "UPDATE editions SET body = '{}'", "DELETE FROM editions",
          "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE position = 1",
          "INSERT OR REPLACE INTO editions SELECT * FROM editions"}) {
        CAPTURE(sql);
        CHECK_THROWS_AS(db.run(sql), StoreFault);
    }
    CHECK(!verify(kept->store(), {}).fault);
}
