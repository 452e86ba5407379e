#include "storage/rows/rollups.hpp"
#include "storage/engine/fault.hpp"

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
            const auto old = must_decode(decode_changes(query.text(0)));
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
        Query{db,
              "UPDATE rollups SET changes = ?4 WHERE town = ?1 AND month = ?2 AND split = ?3",
              partition.town,
              partition.month,
              key,
              Query::Blob{bytes}}
            .run();
    else
        Query{db,
              "INSERT INTO rollups (town, month, split, changes) VALUES (?, ?, ?, ?)",
              partition.town,
              partition.month,
              key,
              Query::Blob{bytes}}
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

}  // namespace

void merge_recent(Database& db) {
    Changes waiting;
    {
        Query query{db, "SELECT town, month, changes FROM rollups_recent"};
        while (query.step()) {
            auto& to = waiting[{query.integer(0), static_cast<std::int32_t>(query.integer(1))}];
            const auto more = must_decode(decode_changes(query.text(2)));
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
    std::int64_t waiting = 0;
    for (auto& [partition, all] : changes) {
        normalise(all);
        if (all.empty()) continue;
        const auto bytes = encode(all);
        Query{db, "INSERT INTO rollups_recent (town, month, changes) VALUES (?, ?, ?)", partition.town, partition.month,
              Query::Blob{bytes}}
            .run();
        waiting = db.last_rowid();  // rows are numbered from 1 after every merge
    }
    changes.clear();
    if (waiting > most_recent_rows) merge_recent(db);
}

namespace {

// The stored split that answers the asked one: levels are sums over stages, months over partitions.
Split stored_split(Split split) { return split == Split::level ? Split::stage : split; }

void add_part(Tally& tally, std::int64_t part, const Values& more) {
    auto& values = tally.parts[part];
    for (std::size_t m = 0; m < metric_count; ++m) values[m] += more[m];
}

// Adds changes of one partition, all of one stored split, to what was asked for.
void add_partition(Tally& tally, std::string_view bytes, int month, Split stored, Split asked, Date as_of) {
    if (stored == Split::days) {
        must_decode(add_changes(tally, bytes, stored, as_of));
        return;
    }
    Tally own;
    must_decode(add_changes(own, bytes, stored, as_of));
    if (stored == Split::none) {
        for (std::size_t m = 0; m < metric_count; ++m) tally.totals[m] += own.totals[m];
        if (asked != Split::month) return;
        // Flows lie in the month of the settlement; their own split by month tells that of the registration.
        of(own.totals, Metric::flow_settled) = 0;
        of(own.totals, Metric::flow_terminated) = 0;
        add_part(tally, month, own.totals);
        return;
    }
    for (const auto& [part, values] : own.parts) {
        const bool level = asked == Split::level && part != no_part;
        add_part(tally, level ? static_cast<std::int64_t>(level_of(static_cast<Stage>(part))) : part, values);
    }
}

std::vector<Split> splits_for(Split asked) {
    std::vector<Split> out{Split::none, Split::days};
    if (asked != Split::none) out.push_back(stored_split(asked));
    return out;
}

}  // namespace

void add_rollups(Database& db, Tally& tally, std::int64_t town, int from_month, int to_month, Split asked, Date as_of) {
    for (const auto split : splits_for(asked)) {
        Query query{
            db,       "SELECT month, changes FROM rollups WHERE town = ? AND month BETWEEN ? AND ? AND split = ?",
            town,     from_month,
            to_month, static_cast<int>(split)};
        while (query.step())
            add_partition(tally, query.text(1), static_cast<int>(query.integer(0)), split, asked, as_of);
    }
}

void add_recent(Database& db, Tally& tally, Division area, int from_month, int to_month, Split asked, Date as_of) {
    Query query{db,
                "SELECT month, changes FROM rollups_recent WHERE town BETWEEN ? AND ? AND month BETWEEN ? AND ?",
                area.town().code,
                area.last().code,
                from_month,
                to_month};
    while (query.step())
        for (const auto split : splits_for(asked))
            add_partition(tally, query.text(1), static_cast<int>(query.integer(0)), split, asked, as_of);
}

}  // namespace tiaojie::storage
