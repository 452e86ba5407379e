#include "storage/database.hpp"

#include <sqlite3.h>

#include <fstream>
#include <utility>

#include "storage/fault.hpp"

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
SQLite::Database opened(const std::filesystem::path& file, int flags) {
    try {
        if ((flags & SQLite::OPEN_CREATE) != 0) make_private(file);
        return SQLite::Database{file.string(), flags | SQLite::OPEN_NOMUTEX, busy_timeout_ms};
    } catch (const SQLite::Exception& error) {
        throw fault_of(error, file.string());
    }
}

}  // namespace

Database::Database(const std::filesystem::path& file, int flags) : connection_(opened(file, flags)) {}

void Database::run(const std::string& script) {
    try {
        connection_.exec(script);
    } catch (const SQLite::Exception& error) {
        fail(error);
    }
}

SQLite::Statement& Database::prepared(const std::string& sql) {
    auto& statement = statements_[sql];
    try {
        if (!statement)
            statement = std::make_unique<SQLite::Statement>(connection_, sql);
        else
            statement->clearBindings();
    } catch (const SQLite::Exception& error) {
        fail(error);
    }
    return *statement;
}

int Database::changed_rows() const { return sqlite3_changes(connection_.getHandle()); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(connection_.getHandle()) == 0; }

void Database::on_log(std::function<void(int pages)> told) {
    told_of_log_ = std::move(told);
    const auto hook = [](void* self, sqlite3*, const char*, int pages) {
        const auto& tell = static_cast<Database*>(self)->told_of_log_;
        if (tell) tell(pages);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(connection_.getHandle(), hook, this);
}

void Database::release_memory() { sqlite3_db_release_memory(connection_.getHandle()); }

void Database::fail(const SQLite::Exception& error) const { throw fault_of(error, connection_.getFilename()); }

}  // namespace tiaojie::storage
