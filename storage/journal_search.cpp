#include "storage/journal_search.hpp"

namespace tiaojie::storage {

std::vector<Recorded> events_of_case(Store& store, const Id& case_id) {
    std::int64_t no{};
    {
        Query query{store.db(), "SELECT no FROM cases WHERE id = ?", case_id.text};
        if (!query.step()) return {};
        no = query.integer(0);
    }
    return Journal{store}.of_case(no);
}

void each_office_event(Store& store, std::int64_t cut_off, const std::function<void(const Recorded&)>& f) {
    Journal journal{store};
    Query query{store.db(),
                "SELECT " + Journal::columns() + " FROM journal WHERE case_no = 0 AND position <= ? ORDER BY version",
                cut_off};
    while (query.step()) f(journal.read(query));
}

void each_event_named(Store& store, std::string_view event, const std::function<void(const Recorded&)>& f) {
    Journal journal{store};
    Query query{store.db(), "SELECT " + Journal::columns() + " FROM journal WHERE event = ? ORDER BY position",
                std::string{event}};
    while (query.step()) f(journal.read(query));
}

}  // namespace tiaojie::storage
