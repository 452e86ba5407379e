// The tables of the store. The journal and the tables beside it are the truth; all others are derived from it and
// can be thrown away and rebuilt.
#pragma once

#include <cstdint>

#include "storage/engine/database.hpp"

namespace tiaojie::storage {

inline constexpr std::int32_t application_id = 0x744a6a31;  // "tJj1", in the header of the file
inline constexpr int schema_version = 3;

// The condition of the index of pending cases; a query that is to use it says the same. No IN: for one in the condition
// of an index SQLite makes a temporary table with every row it writes, which took a fifth of a registration.
inline constexpr const char* pending_sql = "(status = 0 OR status = 2 OR status = 3)";

void create_canonical_tables(Database& db);
void create_derived_tables(Database& db);
void drop_derived_tables(Database& db);

// Brings a store of an older release up to this one, in one transaction. Numbered, never changed once released.
void migrate(Database& db, int from_version);

}  // namespace tiaojie::storage
