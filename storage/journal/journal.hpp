// The journal: every event in the order in which it was recorded, chained by hash. Rows are never changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/case/fwd.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

Head journal_head(Database& db);  // needs no key

StoreFault unreadable_event(std::int64_t position);

// Reads events back. `cut_off`: no later position.
class Journal {
public:
    explicit Journal(Store& store) : store_(store) {}

    std::vector<Recorded> of_case(std::int64_t case_no, std::int64_t cut_off = INT64_MAX);
    std::int64_t version_of_office();

    // Calls f(Recorded, case_no) for every event in order.
    template <class Function>
    void each(Function&& f) {
        Query query{store_.db(), "SELECT " + columns() + " FROM journal ORDER BY position"};
        while (query.step()) f(read(query), query.integer(1));
    }

    static std::string columns();
    Recorded read(Query& row);

private:
    Store& store_;
};

// The chained digest of one event. `seal` is empty when it has no personal part.
struct JournalRow {
    std::int64_t position{};
    std::int64_t case_no{};
    std::int64_t version{};
    std::int64_t division{};
    std::string event{};
    std::string at{};
    std::string recorded{};
    std::string by{};
    std::optional<std::string> id{};
    std::string body{};
    std::string personal{};  // encrypted
    std::string seal{};
    std::string hash{};
};
JournalRow row_of(Query& row);  // of a query over Journal::columns()
std::string chain_hash(const std::string& previous, const JournalRow& row);

// Associated data of the personal part: binds it to its place, so that it cannot be moved to another event.
std::string personal_context(const JournalRow& row);

}  // namespace tiaojie::storage
