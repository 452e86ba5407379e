#include "storage/rollups.hpp"

#include <algorithm>
#include <array>

namespace tiaojie::storage {
namespace {

constexpr std::int64_t most_recent_rows = 512;
constexpr std::size_t few_changes = 4096;  // more than that go to the rollups at once

void merge_split(Database& db, const Partition& partition, Split split, std::vector<Change> added) {
    const int key = static_cast<int>(split);
    bool there = false;
    {
        Query query{db, "SELECT changes FROM rollups WHERE town = ? AND month = ? AND split = ?", partition.town,
                    partition.month, key};
        there = query.step();
        if (there) {
            auto old = decode_changes(query.text(0));
            added.insert(added.end(), old.begin(), old.end());
        }
    }
    normalise(added);
    if (added.empty()) {
        if (there)
            Query{db, "DELETE FROM rollups WHERE town = ? AND month = ? AND split = ?", partition.town, partition.month,
                  key}
                .run();
        return;
    }
    const auto bytes = encode(added);
    if (there)
        Query{db, "UPDATE rollups SET changes = ?4 WHERE town = ?1 AND month = ?2 AND split = ?3", partition.town,
              partition.month, key, Query::Blob{bytes}}
            .run();
    else
        Query{db, "INSERT INTO rollups (town, month, split, changes) VALUES (?, ?, ?, ?)", partition.town,
              partition.month, key, Query::Blob{bytes}}
            .run();
}

void merge(Database& db, Changes& changes) {
    for (auto& [partition, all] : changes) {
        normalise(all);
        for (auto at = all.begin(); at != all.end();) {
            const auto end = std::find_if(at, all.end(), [&](const Change& c) { return c.split != at->split; });
            merge_split(db, partition, at->split, {at, end});
            at = end;
        }
    }
    changes.clear();
}

std::int64_t recent_rows(Database& db) {
    Query query{db, "SELECT count(*) FROM rollups_recent"};
    query.step();
    return query.integer(0);
}

}  // namespace

void merge_recent(Database& db) {
    Changes waiting;
    {
        Query query{db, "SELECT town, month, changes FROM rollups_recent"};
        while (query.step()) {
            auto& to = waiting[{query.integer(0), static_cast<std::int32_t>(query.integer(1))}];
            const auto more = decode_changes(query.text(2));
            to.insert(to.end(), more.begin(), more.end());
        }
    }
    merge(db, waiting);
    Query{db, "DELETE FROM rollups_recent"}.run();
}

void put_changes(Database& db, Changes& changes) {
    std::size_t count = 0;
    for (auto& [partition, all] : changes) count += all.size();
    if (count > few_changes) {
        merge(db, changes);
        return;
    }
    for (auto& [partition, all] : changes) {
        normalise(all);
        if (all.empty()) continue;
        const auto bytes = encode(all);
        Query{db, "INSERT INTO rollups_recent (town, month, changes) VALUES (?, ?, ?)", partition.town, partition.month,
              Query::Blob{bytes}}
            .run();
    }
    changes.clear();
    if (recent_rows(db) > most_recent_rows) merge_recent(db);
}

void add_rollups(Database& db, Tally& tally, std::int64_t town, int from_month, int to_month, Split split, Date as_of) {
    std::array<Split, 3> wanted{Split::none, Split::days, split};
    const auto last = split == Split::none ? wanted.begin() + 2 : wanted.end();
    for (auto each = wanted.begin(); each != last; ++each) {
        Query query{db, "SELECT changes FROM rollups WHERE town = ? AND month BETWEEN ? AND ? AND split = ?", town,
                    from_month, to_month, static_cast<int>(*each)};
        while (query.step()) add_changes(tally, query.text(0), *each, as_of);
    }
}

}  // namespace tiaojie::storage
