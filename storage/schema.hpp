// The tables of the store. The journal and the tables beside it are the truth; all others are derived from it and
// can be thrown away and rebuilt.
#pragma once

#include <cstdint>

#include "storage/database.hpp"

namespace tiaojie::storage {

inline constexpr std::int32_t application_id = 0x744a6a31;  // "tJj1", in the header of the file
inline constexpr int schema_version = 2;

void create_canonical_tables(Database& db);
void create_derived_tables(Database& db);
void drop_derived_tables(Database& db);

// Brings a store of an older release up to this one, in one transaction. Numbered, never changed once released.
void migrate(Database& db, int from_version);

}  // namespace tiaojie::storage
