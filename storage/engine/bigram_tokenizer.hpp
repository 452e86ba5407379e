// Full-text search in Chinese: FTS5 with every two neighbouring characters as one token. SQLite's own `trigram` finds
// no word of two characters, the commonest kind, and says nothing.
#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace tiaojie::storage {

// Makes `tokenize='bigram'` known to the connection; each connection needs it, for reading as well.
// Text is cut into runs of letters and digits, a run into its overlapping pairs; a run of one is a token by itself.
// Throws std::runtime_error when SQLite has no FTS5.
void register_bigram(sqlite3* connection);

// The MATCH expression for what a person typed: all its words of two and more characters must occur as they stand.
// Empty when there is none such, and then it must not be given to MATCH. Never contains syntax from the query.
std::string match_expression(std::string_view query);

}  // namespace tiaojie::storage
