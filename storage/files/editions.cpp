#include "storage/files/editions.hpp"

#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

std::string digest(const Edition& edition) {
    return sm3({"tiaojie edition 1\n", edition.id, "\n", std::to_string(edition.year), "\n",
                std::to_string(edition.number), "\n", edition.frozen, "\n", edition.body});
}

constexpr const char* columns = "SELECT edition, year, number, frozen, body, hash FROM editions ";

// Over all editions there are: one that is gone, or came from elsewhere, does not fit.
std::string seal_of_all(Store& store) {
    std::string text = "tiaojie editions 1\n";
    Query query{store.db(), "SELECT edition, hash FROM editions ORDER BY year, number"};
    while (query.step()) text += query.string(0) + "\n" + query.string(1) + "\n";
    return hex(store.secrets().seal(text));
}

Edition edition_from(Query& query) {
    return {query.string(0), static_cast<int>(query.integer(1)), static_cast<int>(query.integer(2)), query.string(3),
            query.string(4)};
}

}  // namespace

Edition write_edition(Store& store, int year, const std::string& frozen, const std::string& body) {
    auto& db = store.db();
    Edition edition;
    edition.year = year;
    {
        Query query{db, "SELECT coalesce(max(number), 0) + 1 FROM editions WHERE year = ?", year};
        query.step();
        edition.number = static_cast<int>(query.integer(0));
    }
    edition.id = std::to_string(year) + "-" + std::to_string(edition.number);
    edition.frozen = frozen;
    edition.body = body;
    const auto hash = digest(edition);
    Query{db,
          "INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?)",
          edition.id,
          edition.year,
          edition.number,
          edition.frozen,
          edition.body,
          Query::Blob{hash}}
        .run();
    Query{db, "INSERT INTO store VALUES ('editions', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          seal_of_all(store)}
        .run();
    return edition;
}

Edition freeze(Store& store, int year, const std::string& frozen, const std::string& body) {
    Transaction transaction{store.db()};
    auto edition = write_edition(store, year, frozen, body);
    transaction.commit();
    return edition;
}

std::vector<Edition> editions(Store& store) {
    std::vector<Edition> out;
    Query query{store.db(), std::string{columns} + "ORDER BY year, number"};
    while (query.step()) out.push_back(edition_from(query));
    return out;
}

std::optional<Edition> find_edition(Store& store, const std::string& id) {
    Query query{store.db(), std::string{columns} + "WHERE edition = ?", id};
    if (!query.step()) return std::nullopt;
    return edition_from(query);
}

std::optional<std::string> damaged_edition(Store& store) {
    Query query{store.db(), std::string{columns} + "ORDER BY year, number"};
    while (query.step())
        if (const auto edition = edition_from(query); digest(edition) != query.text(5)) return edition.id;
    return std::nullopt;
}

bool are_editions_sealed(Store& store) {
    Query query{store.db(), "SELECT value FROM store WHERE name = 'editions'"};
    return !query.step() || query.string(0) == seal_of_all(store);
}

std::string hash_at(Store& store, std::int64_t position) {
    if (position == 0) return store.genesis();
    Query query{store.db(), "SELECT hash FROM journal WHERE position = ?", position};
    return query.step() ? query.string(0) : std::string{};
}

}  // namespace tiaojie::storage
