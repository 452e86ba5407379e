// The counts of core/counting/counts.hpp in tables. New changes wait in `rollups_recent` and are added to the rollups
// by the hundred, so that one command does not rewrite a month.
#pragma once

#include "core/counting/counts.hpp"
#include "storage/engine/database.hpp"

namespace tiaojie::storage {

// Keeps the changes, as part of the open transaction. Leaves `changes` empty.
void put_changes(Database& db, Changes& changes);

// Adds all waiting changes to the rollups.
void merge_recent(Database& db);

// Adds the counts of a town's months [from, to] (202101 … 202112) up to the day to the tally.
void add_rollups(Database& db, Tally& tally, std::int64_t town, int from_month, int to_month, Split split, Date as_of);

// Adds the changes that still wait, of the towns of the area.
void add_recent(Database& db, Tally& tally, Division area, int from_month, int to_month, Split split, Date as_of);

}  // namespace tiaojie::storage
