// One connection to SQLite, its statements prepared once. The only door to SQL for the rest of storage/. Whatever
// SQLite complains of comes out as a StoreFault.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace SQLite {
class Database;
class Exception;
class Statement;
}  // namespace SQLite

namespace tiaojie::storage {

class Database {
public:
    enum class Open : std::uint8_t { existing, make };  // make: the file too, unless it is there, for its owner alone

    Database(const std::filesystem::path& file, Open how);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const std::string& script);
    SQLite::Database& connection();  // for what is asked of SQLite itself
    std::int64_t last_rowid();
    int changed_rows() const;  // by the last INSERT, UPDATE or DELETE that was run to its end
    bool in_transaction() const;
    // After each commit of this connection: how many pages the write-ahead log holds. Takes the place of carrying it
    // over by itself; an empty one is no longer told. Must not throw.
    void on_log(std::function<void(int pages)> told);
    void release_memory();  // pages of the file that were kept
    [[noreturn]] void fail(const SQLite::Exception& error) const;

private:
    friend class Query;
    struct Prepared;
    struct Impl;

    Prepared& prepared(const std::string& sql);
    // Found by where the literal stands, without looking at its text: what every event runs is found at once.
    Prepared& prepared_literal(const char* sql);

    std::unique_ptr<Impl> impl_;
};

// How every connection to a store is set up: write-ahead log, durable commits, the tokenizer of the search.
void configure(Database& db);

// One use of a prepared statement: bound in order, stepped, reset at the end. Two uses of the same text at a time would
// step on each other; the second is refused by an assertion.
class Query {
public:
    template <class Sql, class... Args>
    Query(Database& db, const Sql& sql, Args&&... args) : Query(db, statement_of(db, sql)) {
        int at = 0;
        (bind(++at, std::forward<Args>(args)), ...);
    }
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    bool step();
    void run() {
        while (step()) {
        }
    }

    int columns() const;
    bool is_null(int column) const;
    int type(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;  // valid until the next step
    std::string string(int column) const { return std::string{text(column)}; }
    std::optional<std::int64_t> optional_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional{integer(column)};
    }

    struct Blob {
        std::string_view bytes;
    };

    // For lists of arguments whose length is known at run time only.
    void bind(int at, std::int64_t value);
    void bind(int at, int value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, bool value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, const std::string& value);  // must outlive the query
    void bind(int at, std::string&& value);       // copied: it may end before the query
    void bind(int at, const char* value);
    void bind(int at, std::nullopt_t);
    void bind(int at, const Blob& value);
    template <class T>
    void bind(int at, const std::optional<T>& value) {
        if (value)
            bind(at, *value);
        else
            bind(at, std::nullopt);
    }
    template <class T>
    void bind(int at, std::optional<T>&& value) {
        if (value)
            bind(at, *std::move(value));
        else
            bind(at, std::nullopt);
    }

private:
    Query(Database& db, Database::Prepared& prepared);
    static Database::Prepared& statement_of(Database& db, const std::string& sql) { return db.prepared(sql); }
    template <std::size_t N>
    static Database::Prepared& statement_of(Database& db, const char (&sql)[N]) {
        return db.prepared_literal(sql);
    }

    Database& db_;
    Database::Prepared& prepared_;
};

// Several statements as one: kept by `commit`, undone otherwise.
class Transaction {
public:
    explicit Transaction(Database& db) : db_(db) { Query{db_, "BEGIN IMMEDIATE"}.run(); }
    ~Transaction();
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
