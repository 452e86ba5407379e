#include "storage/engine/database.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <cassert>
#include <fstream>
#include <unordered_map>
#include <utility>

#include "storage/engine/bigram_tokenizer.hpp"
#include "storage/engine/fault.hpp"

namespace tiaojie::storage {
namespace {

constexpr int busy_timeout_ms = 5000;

// Names stand in the clear in the file, so that they can be searched: nobody else on the machine may read it.
void make_private(const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    std::ofstream{file, std::ios::app};
    std::error_code error;  // what cannot be made cannot be opened either, and that says why
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
}

// A connection belongs to one thread, so SQLite need not lock it.
SQLite::Database opened(const std::filesystem::path& file, Database::Open how) {
    const bool makes = how == Database::Open::make;
    try {
        if (makes) make_private(file);
        const int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX | (makes ? SQLite::OPEN_CREATE : 0);
        return SQLite::Database{file.string(), flags, busy_timeout_ms};
    } catch (const SQLite::Exception& error) {
        throw fault_of(error, file.string());
    }
}

}  // namespace

struct Database::Prepared {
    SQLite::Statement statement;
    bool is_in_use{false};
};

struct Database::Impl {
    SQLite::Database connection;
    std::function<void(int)> told_of_log{};
    std::unordered_map<std::string, std::unique_ptr<Prepared>> statements{};
    std::unordered_map<const char*, Prepared*> literals{};
};

Database::Database(const std::filesystem::path& file, Open how)
    : impl_(std::make_unique<Impl>(Impl{opened(file, how)})) {}
Database::~Database() = default;

SQLite::Database& Database::connection() { return impl_->connection; }

void Database::run(const std::string& script) {
    try {
        impl_->connection.exec(script);
    } catch (const SQLite::Exception& error) {
        fail(error);
    }
}

Database::Prepared& Database::prepared(const std::string& sql) {
    auto& known = impl_->statements[sql];
    if (known) return *known;
    try {
        known = std::make_unique<Prepared>(Prepared{SQLite::Statement{impl_->connection, sql}});
    } catch (const SQLite::Exception& error) {
        fail(error);
    }
    return *known;
}

Database::Prepared& Database::prepared_literal(const char* sql) {
    auto& known = impl_->literals[sql];
    if (!known) known = &prepared(sql);
    return *known;
}

std::int64_t Database::last_rowid() { return impl_->connection.getLastInsertRowid(); }

int Database::changed_rows() const { return sqlite3_changes(impl_->connection.getHandle()); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(impl_->connection.getHandle()) == 0; }

void Database::on_log(std::function<void(int pages)> told) {
    impl_->told_of_log = std::move(told);
    const auto hook = [](void* impl, sqlite3*, const char*, int pages) {
        const auto& tell = static_cast<Impl*>(impl)->told_of_log;
        if (tell) tell(pages);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(impl_->connection.getHandle(), hook, impl_.get());
}

void Database::release_memory() { sqlite3_db_release_memory(impl_->connection.getHandle()); }

void Database::fail(const SQLite::Exception& error) const { throw fault_of(error, impl_->connection.getFilename()); }

void configure(Database& db) {
    register_bigram(db.connection().getHandle());
    // recursive_triggers: or REPLACE would pass by the triggers.
    db.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
        "PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON; PRAGMA wal_autocheckpoint = 4000;");
}

// ---- queries ----

Query::Query(Database& db, Database::Prepared& prepared) : db_(db), prepared_(prepared) {
    assert(!prepared_.is_in_use && "a query of this text is under way");
    prepared_.is_in_use = true;
    prepared_.statement.clearBindings();
}

Query::~Query() {
    prepared_.statement.tryReset();
    prepared_.is_in_use = false;
}

bool Query::step() {
    try {
        return prepared_.statement.executeStep();
    } catch (const SQLite::Exception& error) {
        db_.fail(error);
    }
}

int Query::columns() const { return prepared_.statement.getColumnCount(); }
bool Query::is_null(int column) const { return prepared_.statement.getColumn(column).isNull(); }
int Query::type(int column) const { return prepared_.statement.getColumn(column).getType(); }
std::int64_t Query::integer(int column) const { return prepared_.statement.getColumn(column).getInt64(); }

std::string_view Query::text(int column) const {
    const auto value = prepared_.statement.getColumn(column);
    const auto* bytes = static_cast<const char*>(value.getBlob());
    return bytes ? std::string_view{bytes, static_cast<std::size_t>(value.getBytes())} : std::string_view{};
}

void Query::bind(int at, std::int64_t value) { prepared_.statement.bind(at, value); }
void Query::bind(int at, const std::string& value) { prepared_.statement.bindNoCopy(at, value); }
void Query::bind(int at, std::string&& value) { prepared_.statement.bind(at, value); }
void Query::bind(int at, const char* value) { prepared_.statement.bind(at, value); }
void Query::bind(int at, std::nullopt_t) { prepared_.statement.bind(at); }
void Query::bind(int at, const Blob& value) {
    prepared_.statement.bindNoCopy(at, static_cast<const void*>(value.bytes.data()),
                                   static_cast<int>(value.bytes.size()));
}

Transaction::~Transaction() {
    if (!done_) db_.connection().tryExec("ROLLBACK");
}

}  // namespace tiaojie::storage
