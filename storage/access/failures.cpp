#include "storage/access/failures.hpp"

namespace tiaojie::storage {
namespace {

// Not the name itself: a password typed in the wrong place would stand in the clear.
std::string key_of(Store& store, const std::string& name) { return store.secrets().index_of("sign-in", name); }

}  // namespace

Failures failures_of(Store& store, const std::string& name) {
    const auto key = key_of(store, name);
    Query query{store.db(), "SELECT count, locked_until FROM failures WHERE name = ?", Query::Blob{key}};
    if (!query.step()) return {};
    return {static_cast<int>(query.integer(0)), query.integer(1)};
}

bool write_failure(Store& store, const std::string& name, std::int64_t at_seconds, const SessionRules& rules) {
    auto& db = store.db();
    Query{db, "DELETE FROM failures WHERE last < ? AND locked_until <= ?", at_seconds - rules.failures_kept_seconds,
          at_seconds}
        .run();
    auto failures = failures_of(store, name);
    const bool locks = ++failures.count >= rules.failures_before_lock;
    if (locks) failures = {0, at_seconds + rules.lock_seconds};
    const auto key = key_of(store, name);
    Query{db,
          "INSERT INTO failures VALUES (?, ?, ?, ?) ON CONFLICT (name)"
          " DO UPDATE SET count = excluded.count, last = excluded.last, locked_until = excluded.locked_until",
          Query::Blob{key},
          failures.count,
          at_seconds,
          failures.locked_until}
        .run();
    return locks;
}

bool write_failures_forgotten(Store& store, const std::string& name) {
    const auto key = key_of(store, name);
    Query{store.db(), "DELETE FROM failures WHERE name = ?", Query::Blob{key}}.run();
    return store.db().changed_rows() > 0;
}

}  // namespace tiaojie::storage
