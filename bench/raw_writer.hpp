// What the program is measured against: raw SQLite writing the rows of a journal again, with the same durability.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/filling.hpp"
#include "bench/measure.hpp"
#include "storage/engine/database.hpp"
#include "storage/journal/journal.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::bench {

// The rows of a journal, to be written again by raw SQLite into a table of the same shape.
struct RawRow {
    std::int64_t case_no{};
    std::int64_t version{};
    std::int64_t division{};
    std::vector<std::string> texts{};
};

inline std::vector<RawRow> rows_of(storage::Store& store, std::int64_t from, std::int64_t count) {
    std::vector<RawRow> out;
    storage::Query query{
        store.db(), "SELECT " + storage::Journal::columns() + " FROM journal WHERE position >= ? LIMIT ?", from, count};
    while (query.step()) {
        RawRow row{query.integer(1), query.integer(2), query.integer(3), {}};
        for (int i = 4; i <= 12; ++i) row.texts.push_back(query.string(i));
        out.push_back(std::move(row));
    }
    return out;
}

// The bytes of a journal are its rows and its two keys, by which a repeated id and a lost race are seen.
enum class Keys { as_in_the_journal, none };

class RawWriter {
public:
    RawWriter(const std::filesystem::path& file, Keys keys)
        : db_(fresh(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {
        db_.run(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE journal (position INTEGER PRIMARY KEY, case_no INTEGER, version INTEGER, division INTEGER,"
            " event TEXT, at TEXT, recorded TEXT, by TEXT, id TEXT, body TEXT, personal BLOB, seal BLOB, hash BLOB)");
        if (keys == Keys::none) return;
        db_.run(
            "CREATE UNIQUE INDEX journal_version ON journal (case_no, version);"
            "CREATE UNIQUE INDEX journal_id ON journal (id) WHERE id IS NOT NULL");
    }
    void insert(const RawRow& row) {
        storage::Query query{db_, "INSERT INTO journal VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row.case_no,
                             row.version, row.division};
        for (int i = 0; i < 9; ++i) query.bind(4 + i, row.texts[static_cast<std::size_t>(i)]);
        query.run();
    }
    storage::Database& db() { return db_; }

private:
    storage::Database db_;
};

inline double raw_rate(RawWriter& raw, const std::vector<RawRow>& rows, std::size_t batch) {
    const Stopwatch watch;
    for (std::size_t at = 0; at < rows.size();) {
        storage::Transaction transaction{raw.db()};
        for (const auto end = std::min(rows.size(), at + batch); at < end; ++at) raw.insert(rows[at]);
        transaction.commit();
    }
    return static_cast<double>(rows.size()) / watch.seconds();
}

}  // namespace tiaojie::bench
