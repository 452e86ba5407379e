#include "storage/files/attachments.hpp"

#include "storage/engine/schema.hpp"
#include "storage/rows/case_reader.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

using namespace tiaojie;
using namespace tiaojie::storage;

namespace {

const std::string pdf = "%PDF-1.7 a paper";

Result<Attachment> write(Store& store, const std::string& bytes) {
    Transaction transaction{store.db()};
    auto out = write_attachment(store, bytes, "lin", "2022-06-01T09:00:00+08:00");
    transaction.commit();
    return out;
}

}  // namespace

TEST_CASE("an attachment is read back under the hash of its content, and is encrypted in the file") {
    test::TemporaryStore files;
    auto& store = files.store();
    const auto stored = write(store, pdf);
    REQUIRE(stored);
    CHECK(stored->media == "application/pdf");
    const auto back = read_attachment(store, stored->file);
    REQUIRE(back);
    CHECK(back->bytes == pdf);
    Query raw{store.db(), "SELECT bytes FROM attachments"};
    REQUIRE(raw.step());
    CHECK(raw.string(0).find("a paper") == std::string::npos);
    CHECK_FALSE(read_attachment(store, "sm3-none"));
}

TEST_CASE("a store of version 1 is brought up to this one when it is opened") {
    test::TemporaryStore files;
    files.store().db().run(
        "DROP TABLE attachments; DROP INDEX cases_pending;"
        "CREATE INDEX cases_pending ON cases (registered, no) WHERE status IN (0, 2, 3); PRAGMA user_version = 1");
    Store again{files.file(), Store::key_file_of(files.file())};
    CHECK(write(again, pdf));
    Query version{again.db(), "PRAGMA user_version"};
    REQUIRE(version.step());
    CHECK(version.integer(0) == schema_version);
    CaseFilter pending;
    pending.status = Status::registered;
    CHECK(CaseReader(again, Date::of(2022, 1, 1)).list(pending).empty());  // needs the index by its new condition
}
