#include "storage/work/new_store.hpp"

#include "storage/access/audit.hpp"
#include "storage/engine/schema.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {
namespace {

namespace fs = std::filesystem;

// A key file already there is used, so that a store can be made with the key of another; otherwise a new one is made.
Secrets key_for_new_store(const fs::path& key_file) {
    std::error_code error;
    const bool is_there = fs::exists(key_file, error);
    try {
        return is_there ? Secrets::load(key_file) : Secrets::create(key_file);
    } catch (const KeyFault& fault) {
        throw StoreFault{is_there ? FaultKind::no_key : FaultKind::unwritable, fault.what()};
    }
}

void fill_new_store(const fs::path& file, const Secrets& secrets, const Baseline& baseline) {
    Database db{file, Database::Open::make};
    db.run("PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE;");
    configure(db);
    Transaction transaction{db};
    create_canonical_tables(db);
    create_derived_tables(db);
    Query{db, "INSERT INTO store VALUES ('area', ?), ('key', ?)", baseline.area.text(), secrets.key_id()}.run();
    write_baseline(db, baseline);
    const auto genesis = genesis_of(db);
    Query{db, "INSERT INTO head VALUES (1, 0, ?, ?)", Query::Blob{genesis}, far_past.days}.run();
    begin_audit(db, secrets, genesis);
    for (const auto& d : baseline.divisions)
        Query{db, "INSERT INTO divisions VALUES (?, ?, ?)", d.division.code, d.name, d.division.town().code}.run();
    db.run("PRAGMA application_id = " + std::to_string(application_id) +
           "; PRAGMA user_version = " + std::to_string(schema_version));
    transaction.commit();
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

void create_store(const fs::path& file, const Baseline& baseline) {
    std::error_code error;
    if (fs::exists(file, error)) throw StoreFault{FaultKind::exists, "文件已存在，未作任何改动：" + file.string()};
    const auto key_file = Store::key_file_of(file);
    const bool had_key = fs::exists(key_file, error);
    const auto secrets = key_for_new_store(key_file);
    try {
        fill_new_store(file, secrets, baseline);
    } catch (...) {
        // Half a store would only be in the way.
        for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + end, error);
        if (!had_key) fs::remove(key_file, error);
        throw;
    }
}

}  // namespace tiaojie::storage
