// One connection to SQLite, its statements prepared once. The only door to SQL for the rest of storage/. Whatever
// SQLite complains of comes out as a StoreFault.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tiaojie::storage {

class Database {
public:
    Database(const std::filesystem::path& file, int flags);

    void run(const std::string& script);
    SQLite::Statement& prepared(const std::string& sql);
    // A literal is found by where it stands, without looking at its text: what every event runs is found at once.
    template <std::size_t N>
    SQLite::Statement& prepared(const char (&sql)[N]) {
        auto& known = literals_[sql];
        if (!known) return *(known = &prepared(std::string{sql, N - 1}));
        known->clearBindings();
        return *known;
    }
    SQLite::Database& connection() { return connection_; }
    std::int64_t last_rowid() { return connection_.getLastInsertRowid(); }
    int changed_rows() const;  // by the last INSERT, UPDATE or DELETE that was run to its end
    bool in_transaction() const;
    // After each commit of this connection: how many pages the write-ahead log holds. Takes the place of carrying it
    // over by itself; an empty one is no longer told. Must not throw.
    void on_log(std::function<void(int pages)> told);
    void release_memory();  // pages of the file that were kept
    [[noreturn]] void fail(const SQLite::Exception& error) const;

private:
    SQLite::Database connection_;
    std::function<void(int)> told_of_log_{};
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements_{};
    std::unordered_map<const char*, SQLite::Statement*> literals_{};
};

// One use of a prepared statement: bound in order, stepped, reset at the end. Two uses of the same text must not
// overlap.
class Query {
public:
    template <class Sql, class... Args>
    Query(Database& db, const Sql& sql, Args&&... args) : db_(db), statement_(db.prepared(sql)) {
        int at = 0;
        (bind(++at, std::forward<Args>(args)), ...);
    }
    ~Query() { statement_.tryReset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    bool step() {
        try {
            return statement_.executeStep();
        } catch (const SQLite::Exception& error) {
            db_.fail(error);
        }
    }
    void run() {
        while (step()) {
        }
    }

    bool is_null(int column) const { return statement_.getColumn(column).isNull(); }
    int type(int column) const { return statement_.getColumn(column).getType(); }
    std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
    // Valid until the next step.
    std::string_view text(int column) const {
        const auto value = statement_.getColumn(column);
        const auto* bytes = static_cast<const char*>(value.getBlob());
        return bytes ? std::string_view{bytes, static_cast<std::size_t>(value.getBytes())} : std::string_view{};
    }
    std::string string(int column) const { return std::string{text(column)}; }
    std::optional<std::int64_t> optional_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional{integer(column)};
    }

    // For lists of arguments whose length is known at run time only.
    void bind(int at, std::int64_t value) { statement_.bind(at, value); }
    void bind(int at, int value) { statement_.bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, bool value) { statement_.bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, const std::string& value) { statement_.bindNoCopy(at, value); }
    void bind(int at, std::string&& value) { statement_.bind(at, value); }  // copied: it may end before the query
    void bind(int at, const char* value) { statement_.bind(at, value); }
    void bind(int at, std::nullopt_t) { statement_.bind(at); }
    template <class T>
    void bind(int at, const std::optional<T>& value) {
        if (value)
            bind(at, *value);
        else
            statement_.bind(at);
    }
    template <class T>
    void bind(int at, std::optional<T>&& value) {
        if (value)
            bind(at, *std::move(value));
        else
            statement_.bind(at);
    }
    struct Blob {
        std::string_view bytes;
    };
    void bind(int at, const Blob& value) {
        statement_.bindNoCopy(at, static_cast<const void*>(value.bytes.data()), static_cast<int>(value.bytes.size()));
    }

private:
    Database& db_;
    SQLite::Statement& statement_;
};

// Several statements as one: kept by `commit`, undone otherwise.
class Transaction {
public:
    explicit Transaction(Database& db) : db_(db) { Query{db_, "BEGIN IMMEDIATE"}.run(); }
    ~Transaction() {
        if (!done_) db_.connection().tryExec("ROLLBACK");
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        Query{db_, "COMMIT"}.run();
        done_ = true;
    }

private:
    Database& db_;
    bool done_{false};
};

// One state of the store for several questions, whatever others write meanwhile. Inside a transaction it is that one's.
class ReadTransaction {
public:
    explicit ReadTransaction(Database& db) : db_(db), outermost_(!db.in_transaction()) {
        if (outermost_) Query{db_, "BEGIN"}.run();
    }
    ~ReadTransaction() {
        if (!outermost_) return;
        try {
            Query{db_, "COMMIT"}.run();
        } catch (const std::exception&) {  // there is nothing to lose
        }
    }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    Database& db_;
    bool outermost_;
};

}  // namespace tiaojie::storage
