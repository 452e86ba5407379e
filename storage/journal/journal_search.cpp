#include "storage/journal/journal_search.hpp"
#include "core/case/event.hpp"
#include "storage/journal/journal.hpp"

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

void each_event_named(Store& store, std::string_view event, const std::function<void(const Recorded&)>& f,
                      std::int64_t after) {
    Journal journal{store};
    const std::string name{event};  // bound without a copy: it must outlive the query
    Query query{store.db(),
                "SELECT " + Journal::columns() + " FROM journal WHERE event = ? AND position > ? ORDER BY position",
                name, after};
    while (query.step()) f(journal.read(query));
}

void each_case(Store& store, const std::function<void(const std::vector<Recorded>&)>& f) {
    Journal journal{store};
    // In the order of the index on case and version: nothing is sorted.
    Query query{store.db(),
                "SELECT " + Journal::columns() + " FROM journal WHERE case_no > 0 ORDER BY case_no, version"};
    std::vector<Recorded> events;
    std::int64_t no = 0;
    while (query.step()) {
        if (query.integer(1) != no && !events.empty()) {
            f(events);
            events.clear();
        }
        no = query.integer(1);
        events.push_back(journal.read(query));
    }
    if (!events.empty()) f(events);
}

}  // namespace tiaojie::storage
