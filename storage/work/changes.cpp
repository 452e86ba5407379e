#include "storage/work/changes.hpp"

namespace tiaojie::storage {

std::vector<Change> changes_after(Store& store, std::int64_t position, std::int64_t limit) {
    std::vector<Change> out;
    Query query{store.db(),
                "SELECT j.position, j.division, j.event, c.id, j.version, j.recorded FROM journal j"
                " LEFT JOIN cases c ON c.no = j.case_no WHERE j.position > ? ORDER BY j.position LIMIT ?",
                position, limit};
    while (query.step()) {
        Change change;
        change.position = query.integer(0);
        change.division = {query.integer(1)};
        change.event = query.string(2);
        if (!query.is_null(3)) change.case_id = Id{query.string(3)};
        change.version = query.integer(4);
        change.recorded = query.string(5);
        out.push_back(std::move(change));
    }
    return out;
}

}  // namespace tiaojie::storage
