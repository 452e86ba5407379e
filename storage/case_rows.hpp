// The derived rows of one case, all made by one function from its state: list row, timeline, flows, search.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/case_state.hpp"
#include "core/timeline.hpp"
#include "storage/store.hpp"

namespace tiaojie::storage {

// What the tables have of the case now, so that only differences are written.
struct StoredCase {
    const Timeline& timeline;
    const std::string& summary;
    const std::vector<Party>& parties;
    // Every town that the case has ever been recorded in, now and in the tables: a cut-off in the middle of a day may
    // ask for one that no whole day shows.
    const std::set<std::int64_t>& towns;
    const std::set<std::int64_t>& towns_stored;
};

void write_case_rows(Store& store, std::int64_t no, const CaseState& state, const Timeline& timeline,
                     const StoredCase& stored);

// The timeline of a case as stored; empty when there is none.
Timeline stored_timeline(Database& db, std::int64_t no, Division division, Date registered);

// Names that may be searched: those of parties under fourteen never are.
std::string searchable_names(const std::vector<Party>& parties, Date day);

}  // namespace tiaojie::storage
