// What a store says when its files are missing, foreign, cut off, locked or when there is no room.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>

#include "core/case/command.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/work/new_store.hpp"
#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;
namespace fs = std::filesystem;

// The fault that the action ends with.
StoreFault fault_of_action(const std::function<void()>& action) {
    try {
        action();
    } catch (const StoreFault& fault) {
        return fault;
    }
    FAIL("no fault");
    throw std::logic_error{"not reached"};
}

StoreFault opening(const fs::path& file) {
    return fault_of_action([&] { Store{file}; });
}

bool mentions(const StoreFault& fault, const std::string& text) {
    return std::string{fault.what()}.find(text) != std::string::npos;
}

RegisterCase with_phone(const std::string& id) {
    auto out = case_in(the_village, id);
    out.parties[0].phone = "13800000000";
    return out;
}

std::unique_ptr<TemporaryStore> store_with_cases(int cases) {
    auto out = std::make_unique<TemporaryStore>();
    out->found_office();
    for (int i = 1; i <= cases; ++i) out->apply(with_phone("c" + std::to_string(i)), "2021-03-01");
    return out;
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream{file, std::ios::binary} << bytes; }

}  // namespace

TEST_CASE("a missing store is named and not made", "[storage][faults]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "nothing.db";
    const auto fault = opening(file);
    CHECK(fault.kind() == FaultKind::missing);
    CHECK(mentions(fault, file.string()));
    CHECK(!fs::exists(file));
    CHECK(opening(folder.path()).kind() == FaultKind::damaged);  // a folder
}

TEST_CASE("a file that is no store is left as it is", "[storage][faults]") {
    TemporaryStore kept;
    const auto file = kept.beside("other.db");
    fs::copy_file(Store::key_file_of(kept.file()), Store::key_file_of(file));
    std::string foreign = bytes_of(kept.file());
    foreign[68] = 'X';  // a database of another program
    for (const std::string& bytes :
         {std::string{}, std::string{"SQLite format 3"}, std::string(5000, 'x'), std::string(5000, '\0'), foreign}) {
        write(file, bytes);
        CHECK(opening(file).kind() == FaultKind::damaged);
        CHECK(bytes_of(file) == bytes);
        CHECK(!fs::exists(file.string() + "-wal"));
    }
}

TEST_CASE("a store that was cut off is found out, wherever it was cut", "[storage][faults]") {
    const auto kept = store_with_cases(40);
    kept->close();
    const auto bytes = bytes_of(kept->file());
    REQUIRE(bytes.size() > 100'000);
    std::vector<std::size_t> sizes{100, 101, 4096, 8191, 8192, 8193, bytes.size() / 2, bytes.size() - 1};
    for (std::size_t size = 16384; size < bytes.size(); size += 5 * 8192) sizes.push_back(size);
    for (const auto size : sizes) {
        CAPTURE(size);
        write(kept->file(), bytes.substr(0, size));
        try {
            Store store{kept->file()};
            CHECK(verify(store, {}).fault);
        } catch (const StoreFault& fault) {
            CHECK(fault.kind() == FaultKind::damaged);
        }
        fs::remove(kept->file().string() + "-wal");
        fs::remove(kept->file().string() + "-shm");
    }
}

TEST_CASE("a store of a newer program is left as it is", "[storage][faults]") {
    const auto kept = store_with_cases(1);
    kept->close();
    tamper(kept->file(), "PRAGMA user_version = 99");
    const auto bytes = bytes_of(kept->file());
    const auto fault = opening(kept->file());
    CHECK(fault.kind() == FaultKind::newer);
    CHECK(mentions(fault, "升级"));
    CHECK(bytes_of(kept->file()) == bytes);
    CHECK(!fs::exists(kept->file().string() + "-wal"));
}

TEST_CASE("a missing key file is named", "[storage][faults]") {
    const auto kept = store_with_cases(1);
    kept->close();
    const auto bytes = bytes_of(kept->file());
    const auto key = Store::key_file_of(kept->file());
    fs::rename(key, kept->beside("moved"));
    const auto fault = opening(kept->file());
    CHECK(fault.kind() == FaultKind::no_key);
    CHECK(mentions(fault, key.string()));
    CHECK(bytes_of(kept->file()) == bytes);
    write(key, "no key at all\n");
    CHECK(opening(kept->file()).kind() == FaultKind::no_key);
    fs::rename(kept->beside("moved"), key);
    kept->open();
    CHECK(!verify(kept->store(), {}).fault);
}

TEST_CASE("the key of another store is refused, and what it cannot read is one clear fault", "[storage][faults]") {
    const auto kept = store_with_cases(1);
    const TemporaryStore other;
    kept->close();
    const auto key = Store::key_file_of(kept->file());
    fs::copy_file(Store::key_file_of(other.file()), key, fs::copy_options::overwrite_existing);
    const auto fault = opening(kept->file());
    CHECK(fault.kind() == FaultKind::no_key);
    CHECK(mentions(fault, key.string()));

    // Also where somebody has made the store believe in that key.
    const auto id = Secrets::load(key).key_id();
    tamper(kept->file(), "UPDATE store SET value = '" + id + "' WHERE name = 'key'");
    Store store{kept->file()};
    const auto reading = fault_of_action([&] { CaseReader{store, date("2021-03-02")}.find({"c1"}, Explain::no); });
    CHECK(reading.kind() == FaultKind::damaged);
    CHECK(mentions(reading, "无法解读"));
    const auto checked = verify(store, {});
    REQUIRE(checked.fault);
    CHECK(checked.fault->event == 9);  // the first event with a personal part
}

TEST_CASE("a store that exists is not made anew, and one that cannot be made leaves nothing", "[storage][faults]") {
    TemporaryStore kept;
    const auto bytes = bytes_of(kept.file());
    CHECK(fault_of_action([&] { create_store(kept.file(), baseline_of(1)); }).kind() == FaultKind::exists);
    CHECK(bytes_of(kept.file()) == bytes);
    const auto nowhere = kept.beside("no-such-folder") / "new.db";
    CHECK(fault_of_action([&] { create_store(nowhere, baseline_of(1)); }).kind() == FaultKind::unwritable);
    CHECK(!fs::exists(nowhere.parent_path()));
}

namespace {

// Files cannot grow beyond so many bytes while this lives: what a full disk looks like to a program.
class NoRoom {
public:
    explicit NoRoom(std::uintmax_t bytes) {
        old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old_);
        auto now = old_;
        now.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~NoRoom() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, old_handler_);
    }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

private:
    rlimit old_{};
    void (*old_handler_)(int){};
};

void apply_batch(Store& store, int cases) {
    const auto unit = begin_unit(store, date("2021-03-02"));
    for (int i = 1; i <= cases; ++i) {
        auto command = with_phone("batch-" + std::to_string(i));
        for (int n = 0; n < 40; ++n) command.summary += "因排水沟改道，两户多年不和";
        if (!unit->execute(command, envelope_of("2021-03-02"))) throw std::logic_error{"refused"};
    }
    unit->commit();
}

}  // namespace

TEST_CASE("a store for which there is no room leaves nothing behind", "[storage][faults]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "new.db";
    auto kind = FaultKind::missing;
    {
        const NoRoom full{30'000};
        try {
            create_store(file, baseline_of(1));
        } catch (const StoreFault& fault) {
            kind = fault.kind();
        }
    }
    CHECK(kind == FaultKind::full);
    CHECK(fs::is_empty(folder.path()));
    create_store(file, baseline_of(1));
    Store store{file};
    CHECK(!verify(store, {}).fault);
}

TEST_CASE("on a full disk a unit of work is there not at all, and later ones work again", "[storage][faults]") {
    const auto kept = store_with_cases(5);
    auto& db = kept->db();
    const auto head = kept->store().head();
    const auto before = derived_rows(kept->store());
    std::function<void()> fill;
    SECTION("where the database may not grow") {
        fill = [&] {
            Query pages{db, "PRAGMA page_count"};
            pages.step();
            db.run("PRAGMA max_page_count = " + std::to_string(pages.integer(0) + 3));
            apply_batch(kept->store(), 100);
        };
    }
    SECTION("where the log beside it may not grow") {
        fill = [&] {
            const NoRoom full{fs::file_size(kept->file().string() + "-wal") + 20'000};
            apply_batch(kept->store(), 100);
        };
    }
    CHECK(fault_of_action(fill).kind() == FaultKind::full);
    CHECK(kept->store().head().position == head.position);
    db.run("PRAGMA max_page_count = 1073741823");
    CHECK(derived_rows(kept->store()) == before);
    const auto checked = verify(kept->store(), {});
    if (checked.fault) FAIL(checked.fault->what);
    apply_batch(kept->store(), 100);
    CHECK(kept->store().head().position == head.position + 100);
    CHECK(!verify(kept->store(), {}).fault);
}

TEST_CASE("a store locked by another program says so and works afterwards", "[storage][faults]") {
    const auto kept = store_with_cases(2);
    Store other{kept->file()};
    kept->db().connection().setBusyTimeout(30);
    other.db().run("BEGIN EXCLUSIVE");
    const auto fault = fault_of_action([&] { begin_unit(kept->store(), date("2021-03-02")); });
    CHECK(fault.kind() == FaultKind::locked);
    CHECK(mentions(fault, "占用"));
    CHECK_FALSE(verify(kept->store(), {}).fault);                               // works in a copy: waits for nobody
    CHECK(CaseReader{kept->store(), date("2021-03-02")}.list({}).size() == 2);  // readers go on
    other.db().run("ROLLBACK");
    kept->apply(case_in(the_village, "c3"), "2021-03-02");
    CHECK(!verify(kept->store(), {}).fault);
}

TEST_CASE("a store that may not be written says so and stays as it is", "[storage][faults]") {
    const auto kept = store_with_cases(2);
    kept->close();
    const auto folder = kept->file().parent_path();
    const auto bytes = bytes_of(kept->file());
    constexpr uid_t nobody = 65534;  // to the superuser nothing is read-only
    const bool superuser = ::geteuid() == 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        ::chmod(entry.path().c_str(), S_IRUSR);
        if (superuser) REQUIRE(::chown(entry.path().c_str(), nobody, nobody) == 0);
    }
    if (superuser) REQUIRE(::chown(folder.c_str(), nobody, nobody) == 0);
    ::chmod(folder.c_str(), S_IRUSR | S_IXUSR);
    if (superuser) REQUIRE(::seteuid(nobody) == 0);
    auto kind = FaultKind::missing;
    try {
        Store store{kept->file()};
        begin_unit(store, date("2021-03-02"));
    } catch (const StoreFault& fault) {
        kind = fault.kind();
    }
    if (superuser) REQUIRE(::seteuid(0) == 0);
    ::chmod(folder.c_str(), S_IRWXU);
    CHECK(kind == FaultKind::unwritable);
    CHECK(bytes_of(kept->file()) == bytes);
}
