// Copies of a store in use, reading while others write, editions and accounts.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "core/case/command.hpp"
#include "storage/access/accounts.hpp"
#include "storage/files/editions.hpp"
#include "storage/rows/rollups.hpp"
#include "storage/rows/statistics.hpp"
#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;
namespace fs = std::filesystem;

// Registers, accepts and settles one case after another through a connection of its own, as long as it lives.
class Writer {
public:
    explicit Writer(const fs::path& file) : thread_([this, file] { work(file); }) {}
    ~Writer() {
        stop_ = true;
        thread_.join();
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    int written() const { return written_; }
    void wait_for_first() const {
        while (written_ == 0 && !failed_) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    bool failed() const { return failed_; }

private:
    void work(const fs::path& file) {
        try {
            Store store{file};
            for (int n = 1; !stop_ && n < 3000; ++n) {
                const Id id{"w" + std::to_string(n)};
                const auto unit = begin_unit(store, date("2021-03-01"));
                const auto give = [&](const Command& command) {
                    if (!unit->execute(command, envelope_of("2021-03-01"))) failed_ = true;
                };
                give(case_in(n % 2 == 0 ? the_village : next_village, id.text));
                give(AcceptCase{id, {{"m1"}}, {}, {}, {}});
                if (n % 3 == 0) give(SettleCase{id, Form::oral, "握手言和", {}, {}, {}});
                unit->commit();
                written_ = n;
                std::this_thread::sleep_for(std::chrono::milliseconds{2});  // so that others get their turn
            }
        } catch (const std::exception&) {
            failed_ = true;
        }
    }

    std::atomic<bool> stop_{false};
    std::atomic<bool> failed_{false};
    std::atomic<int> written_{0};
    std::thread thread_;  // last: it uses the others
};

FaultKind kind_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const StoreFault& fault) {
        return fault.kind();
    }
    FAIL("no fault");
    return {};
}

void check_mode(const fs::path& file) {
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

}  // namespace

TEST_CASE("a backup made while another connection writes is whole, and so is what is restored from it",
          "[storage][backup]") {
    TemporaryStore kept;
    kept.found_office();
    std::int64_t last = 0;
    const Writer writer{kept.file()};
    writer.wait_for_first();
    for (int i = 1; i <= 4; ++i) {
        const auto target = kept.beside("backup-" + std::to_string(i) + ".db");
        const auto before = kept.store().head().position;
        backup(kept.store(), target, {});
        const auto after = kept.store().head().position;
        check_mode(Store::key_file_of(target));
        check_mode(target);
        Store copy{target};
        const auto checked = verify(copy, {});
        if (checked.fault) FAIL(checked.fault->what);
        CHECK(checked.events >= before);
        CHECK(checked.events <= after);
        last = checked.events;
    }
    CHECK(!writer.failed());
    const auto restored = kept.beside("restored.db");
    restore(kept.beside("backup-4.db"), restored);
    check_mode(Store::key_file_of(restored));
    Store store{restored};
    CHECK(verify(store, {}).events == last);
    Store source{kept.beside("backup-4.db")};
    CHECK(derived_rows(store) == derived_rows(source));
}

TEST_CASE("what is read while another connection writes fits together", "[storage][backup]") {
    TemporaryStore kept;
    kept.found_office();
    const Writer writer{kept.file()};
    writer.wait_for_first();
    std::int64_t seen = 0;
    for (int i = 0; i < 60; ++i) {
        const StatsQuery query{date("2021-01-01"), date("2021-12-31"), date("2021-12-31"),
                               INT64_MAX,          the_district,       Split::division};
        const auto counted = statistics(kept.store(), query);
        const auto screened = *counted.value("screened");
        CHECK(screened >= seen);
        CHECK(*counted.value("settled") == screened / 3);
        CHECK(*counted.value("pending") == screened - screened / 3);
        std::int64_t sum = 0;
        for (const auto& [part, values] : counted.tally.parts) sum += of(values, Metric::screened);
        CHECK(sum == screened);
        seen = screened;
    }
    for (int i = 0; i < 3; ++i) {
        const auto checked = verify(kept.store(), {});
        if (checked.fault) FAIL(checked.fault->what);
    }
    CHECK(!writer.failed());
    CHECK(writer.written() > 0);
}

namespace {

// Puts the waiting changes into the rollups through another connection, just before this one reads what waits.
int merge_in_between(unsigned, void* other, void* statement, void*) {
    const std::string sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
    if (sql.find("rollups_recent") == std::string::npos) return 0;
    auto& db = static_cast<Store*>(other)->db();
    Transaction transaction{db};
    merge_recent(db);
    transaction.commit();
    return 0;
}

}  // namespace

TEST_CASE("statistics are of one moment, also where another connection writes in the middle", "[storage][backup]") {
    TemporaryStore kept;
    kept.found_office();
    for (int i = 1; i <= 10; ++i) kept.apply(case_in(the_village, "c" + std::to_string(i)), "2021-03-01");
    Store other{kept.file()};
    auto* handle = kept.db().connection().getHandle();
    sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, merge_in_between, &other);
    const StatsQuery query{date("2021-01-01"), date("2021-12-31"), date("2021-12-31"), INT64_MAX, the_town, {}};
    const auto counted = statistics(kept.store(), query);
    sqlite3_trace_v2(handle, 0, nullptr, nullptr);
    CHECK(counted.value("screened") == 10);
    Query waiting{kept.db(), "SELECT count(*) FROM rollups_recent"};
    REQUIRE(waiting.step());
    CHECK(waiting.integer(0) == 0);  // it did happen
}

TEST_CASE("copies never overwrite a file and leave nothing when they fail", "[storage][backup]") {
    TemporaryStore kept;
    kept.found_office();
    kept.apply(case_in(the_village, "c1"), "2021-03-01");
    const auto target = kept.beside("copy.db");
    backup(kept.store(), target, {});
    const auto bytes = bytes_of(target);
    CHECK(kind_of([&] { backup(kept.store(), target, {}); }) == FaultKind::exists);
    CHECK(kind_of([&] { restore(kept.file(), target); }) == FaultKind::exists);
    CHECK(bytes_of(target) == bytes);
    fs::rename(target, kept.beside("moved.db"));  // its key file is still there
    CHECK(kind_of([&] { backup(kept.store(), target, {}); }) == FaultKind::exists);
    CHECK(!fs::exists(target));
    CHECK(kind_of([&] { backup(kept.store(), kept.beside("no-folder") / "b.db", {}); }) == FaultKind::unwritable);
    CHECK(kind_of([&] { restore(kept.beside("nothing.db"), kept.beside("new.db")); }) == FaultKind::missing);
    CHECK(!fs::exists(kept.beside("new.db")));
    fs::rename(kept.beside("moved.db"), target);
    tamper(target, "UPDATE journal SET by = '他人' WHERE position = 2");
    CHECK(kind_of([&] { restore(target, kept.beside("new.db")); }) == FaultKind::damaged);
    CHECK(!fs::exists(kept.beside("new.db")));
    CHECK(!fs::exists(Store::key_file_of(kept.beside("new.db"))));
}

TEST_CASE("editions of a year are numbered and kept as they were frozen", "[storage][editions]") {
    TemporaryStore kept;
    auto& store = kept.store();
    CHECK(editions(store).empty());
    const auto first = freeze(store, 2021, "2022-01-05T09:00:00+08:00", "甲");
    const auto second = freeze(store, 2021, "2022-01-06T09:00:00+08:00", "乙");
    const auto other = freeze(store, 2022, "2023-01-05T09:00:00+08:00", "丙");
    CHECK(first.id == "2021-1");
    CHECK(second.id == "2021-2");
    CHECK(other.id == "2022-1");
    kept.close();
    kept.open();
    std::vector<std::string> ids;
    for (const auto& edition : editions(kept.store())) ids.push_back(edition.id);
    CHECK(ids == std::vector<std::string>{"2021-1", "2021-2", "2022-1"});
    const auto found = find_edition(kept.store(), "2021-1");
    REQUIRE(found);
    CHECK(found->body == "甲");
    CHECK(found->frozen == "2022-01-05T09:00:00+08:00");
    CHECK(!find_edition(kept.store(), "2021-3"));
    CHECK(!damaged_edition(kept.store()));
    CHECK(hash_at(kept.store(), 0) == kept.store().genesis());
    kept.found_office();
    const auto head = kept.store().head();
    CHECK(hash_at(kept.store(), head.position) == head.hash);
    CHECK(hash_at(kept.store(), head.position + 1).empty());
}

TEST_CASE("a password has eight characters of four classes", "[storage][accounts]") {
    for (const std::string good : {"Mediate-2021", "aB3$efgh", "口令Aa1口令口"}) {
        CAPTURE(good);
        CHECK(!password_fault(good));
    }
    for (const std::string& bad : {std::string{}, std::string{"aB3$efg"}, std::string{"mediate-2021"},
                                   std::string{"MEDIATE-2021"}, std::string{"Mediate-year"}, std::string{"Mediate2021"},
                                   std::string{"口令Aa1"}, "aB3$" + std::string(300, 'x')}) {
        CAPTURE(bad);
        CHECK(password_fault(bad));
    }
}

TEST_CASE("an account opens with its password until it is disabled", "[storage][accounts]") {
    TemporaryStore kept;
    auto& store = kept.store();
    const Account clerk{"lin", Role::clerk, the_town, Id{"m1"}};
    CHECK(add_account(store, clerk, "Mediate-2021", "2021-01-01"));
    CHECK(!add_account(store, clerk, "Other-2021!", "2021-01-02"));
    CHECK(password_matches(store, "lin", "Mediate-2021"));
    CHECK(!password_matches(store, "lin", "Other-2021!"));
    CHECK(!password_matches(store, "lin", ""));
    CHECK(!password_matches(store, "nobody", "Mediate-2021"));
    const auto listed = accounts(store);
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].account.role == Role::clerk);
    CHECK(listed[0].account.area == the_town);
    CHECK(listed[0].account.mediator == Id{"m1"});
    CHECK(listed[0].must_change);
    CHECK(!listed[0].disabled);
    CHECK(set_password(store, "lin", "Changed-2021", false));
    CHECK(!set_password(store, "nobody", "Changed-2021", false));
    CHECK(password_matches(store, "lin", "Changed-2021"));
    CHECK(!password_matches(store, "lin", "Mediate-2021"));
    CHECK(!accounts(store)[0].must_change);
    CHECK(disable_account(store, "lin"));
    CHECK(!disable_account(store, "nobody"));
    CHECK(accounts(store)[0].disabled);
    CHECK(!password_matches(store, "lin", "Changed-2021"));
    kept.db().run("PRAGMA wal_checkpoint(TRUNCATE)");
    CHECK(bytes_of(kept.file()).find("Changed-2021") == std::string::npos);
}
