#include "storage/database.hpp"

namespace tiaojie::storage {

// A connection belongs to one thread, so SQLite need not lock it.
Database::Database(const std::filesystem::path& file, int flags)
    : connection_(file.string(), flags | SQLite::OPEN_NOMUTEX, 5000) {}

SQLite::Statement& Database::prepared(const std::string& sql) {
    auto& statement = statements_[sql];
    if (!statement) {
        statement = std::make_unique<SQLite::Statement>(connection_, sql);
    } else {
        statement->clearBindings();
    }
    return *statement;
}

}  // namespace tiaojie::storage
