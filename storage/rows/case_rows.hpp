// The derived rows of one case, all made by one function from its state: list row, timeline, flows, search.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/case/case_state.hpp"
#include "core/counting/timeline.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

// The list row: one a case, as it is now. Numbers only, but for the case's own number; days are counted from 1970.
struct ListRow {
    std::string number{};
    std::int64_t version{};
    std::int64_t status{};
    std::optional<std::int64_t> stage{};
    std::int64_t type{};
    std::int64_t source{};
    std::int64_t town{};
    std::int64_t division{};
    std::int64_t last_day{};
    std::optional<std::int64_t> overdue_after{};
    std::optional<std::int64_t> watch_until{};
};

// What the tables have of a case now, so that only differences are written: a page that is not touched need not be
// written to the disk with every command.
struct WrittenCase {
    std::optional<ListRow> list{};  // none: the case is not in the tables yet
    Timeline timeline{};
    std::int64_t pending_until{};
    std::string summary{};
    std::vector<Party> parties{};
    // Every town that the case has ever been recorded in: a cut-off in the middle of a day may ask for one that no
    // whole day shows.
    std::set<std::int64_t> towns{};
};

// Brings the tables from `written` to the case as it is, and `written` with them.
void write_case_rows(Store& store, std::int64_t no, const CaseState& state, const Timeline& timeline,
                     const std::set<std::int64_t>& towns, WrittenCase& written);

// What the tables have of a case that is in them. `state` and `towns`: as its events say.
WrittenCase read_case_rows(Database& db, std::int64_t no, const CaseState& state, const std::set<std::int64_t>& towns);

// Names that may be searched: those of parties under fourteen never are.
std::string searchable_names(const std::vector<Party>& parties, Date day);

}  // namespace tiaojie::storage
