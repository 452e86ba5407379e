// Walks over the timelines of the cases of an area, as stored, or as they were at an earlier place in the journal.
#pragma once

#include <functional>
#include <vector>

#include "core/counting/timeline.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

using TimelineVisitor = std::function<void(std::int64_t no, const Timeline& timeline)>;

// Cases registered in [from, to] that were in a town of the area on any day; each case once.
void each_in_cohort(Store& store, Division area, Date from, Date to, std::int64_t cut_off,
                    const TimelineVisitor& visit);

// Cases with a settlement or termination in [from, to]; each once.
void each_with_flow(Store& store, Division area, Date from, Date to, std::int64_t cut_off,
                    const TimelineVisitor& visit);

// Cases with a second settlement or termination in [from, to] whose one before it was not before `since`; each once.
void each_with_repeated_flow(Store& store, Division area, Date from, Date to, Date since, const TimelineVisitor& visit);

// Cases registered on or before `day` that were pending at the end of it, or later again; each once.
void each_open_since(Store& store, Division area, Date day, const TimelineVisitor& visit);

}  // namespace tiaojie::storage
