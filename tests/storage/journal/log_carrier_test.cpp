#include "storage/journal/log_carrier.hpp"

#include <chrono>
#include <string>
#include <thread>

#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace tiaojie::test {
namespace {

namespace fs = std::filesystem;

constexpr int page_bytes = 4096;

// A file whose writer commits pages; a log carrier beside it.
struct Carried {
    TemporaryFolder folder{};
    fs::path file = folder.path() / "pages.db";
    storage::Database writer{file, storage::Database::Open::make};

    Carried() { writer.run("PRAGMA journal_mode = WAL; CREATE TABLE pages (bytes BLOB)"); }
    void commit_pages(int count) {
        for (int i = 0; i < count; i += 100) {
            storage::Transaction transaction{writer};
            for (int k = 0; k < 100; ++k)
                storage::Query{writer, "INSERT INTO pages VALUES (zeroblob(?))", page_bytes - 200}.run();
            transaction.commit();
        }
    }
    std::uintmax_t pages_in_file() const { return fs::file_size(file) / page_bytes; }
    bool grows_to(std::uintmax_t pages) const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (pages_in_file() < pages && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        return pages_in_file() >= pages;
    }
};

}  // namespace

TEST_CASE("the log is carried over into the file beside a writer that goes on") {
    Carried kept;
    const storage::LogCarrier carrier{kept.file, kept.writer};
    kept.commit_pages(1'000);
    CHECK(kept.pages_in_file() < 1'000);  // too little to be worth it
    kept.commit_pages(2'000);
    CHECK(kept.grows_to(2'000));
}

TEST_CASE("a log that never comes to rest has an end all the same") {
    Carried kept;
    {
        const storage::LogCarrier carrier{kept.file, kept.writer};
        kept.commit_pages(40'000);
    }
    CHECK(fs::file_size(kept.file.string() + "-wal") < std::uintmax_t{24'000} * page_bytes);
    storage::Query count{kept.writer, "SELECT count(*) FROM pages"};
    REQUIRE(count.step());
    CHECK(count.integer(0) == 40'000);
}

}  // namespace tiaojie::test
