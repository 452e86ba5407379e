#include "storage/rows/timelines.hpp"

#include <set>

#include "core/case/event.hpp"
#include "storage/engine/fault.hpp"
#include "storage/journal/journal.hpp"
#include "storage/rows/statistics.hpp"

namespace tiaojie::storage {
namespace {

// A case as it was when the journal ended at `cut_off`.
class Past {
public:
    Past(Store& store, std::int64_t cut_off)
        : store_(store), cut_off_(cut_off), now_(cut_off >= store.head().position) {
        if (!now_) rules_ = store.rules_at(cut_off);
    }
    bool is_now() const { return now_; }
    Timeline at_cut_off(std::int64_t no, std::int64_t org) {
        return timeline_of(Journal{store_}.of_case(no, cut_off_), org, rules_.view());
    }

private:
    Store& store_;
    std::int64_t cut_off_;
    bool now_;
    Rules rules_{};
};

// A case that has been in two towns of the area is found twice.
class Once {
public:
    explicit Once(bool several_towns) : several_towns_(several_towns) {}
    bool is_new(std::int64_t no) { return !several_towns_ || seen_.insert(no).second; }

private:
    bool several_towns_;
    std::set<std::int64_t> seen_{};
};

void visit_stored(std::int64_t no, std::string_view bytes, Past& past, const TimelineVisitor& visit) {
    auto timeline = must_decode(decode_timeline(bytes));
    if (!past.is_now()) timeline = past.at_cut_off(no, timeline.org);
    if (!timeline.segments.empty()) visit(no, timeline);
}

constexpr const char* flow_sql =
    "SELECT DISTINCT f.no, c.timeline FROM flows f JOIN cohort c ON c.town = f.town AND c.registered = f.registered"
    " AND c.no = f.no WHERE f.town = ? AND f.day BETWEEN ? AND ?";

}  // namespace

void each_in_cohort(Store& store, Division area, Date from, Date to, std::int64_t cut_off,
                    const TimelineVisitor& visit) {
    Past past{store, cut_off};
    const auto towns = towns_in(store.db(), area);
    Once once{towns.size() > 1};
    for (const auto town : towns) {
        Query query{store.db(), "SELECT no, timeline FROM cohort WHERE town = ? AND registered BETWEEN ? AND ?", town,
                    from.days, to.days};
        while (query.step())
            if (once.is_new(query.integer(0))) visit_stored(query.integer(0), query.text(1), past, visit);
    }
}

void each_with_flow(Store& store, Division area, Date from, Date to, std::int64_t cut_off,
                    const TimelineVisitor& visit) {
    Past past{store, cut_off};
    const auto towns = towns_in(store.db(), area);
    Once once{towns.size() > 1};
    for (const auto town : towns) {
        Query query{store.db(), flow_sql, town, from.days, to.days};
        while (query.step())
            if (once.is_new(query.integer(0))) visit_stored(query.integer(0), query.text(1), past, visit);
    }
}

void each_with_repeated_flow(Store& store, Division area, Date from, Date to, Date since,
                             const TimelineVisitor& visit) {
    Past past{store, INT64_MAX};
    const auto towns = towns_in(store.db(), area);
    Once once{towns.size() > 1};
    for (const auto town : towns) {
        Query query{store.db(), std::string{flow_sql} + " AND f.previous IS NOT NULL AND f.previous >= ?",
                    town,       from.days,
                    to.days,    since.days};
        while (query.step())
            if (once.is_new(query.integer(0))) visit_stored(query.integer(0), query.text(1), past, visit);
    }
}

void each_open_since(Store& store, Division area, Date day, const TimelineVisitor& visit) {
    Past past{store, INT64_MAX};
    const auto towns = towns_in(store.db(), area);
    Once once{towns.size() > 1};
    for (const auto town : towns) {
        Query query{store.db(),
                    "SELECT no, timeline FROM cohort WHERE town = ?1 AND pending_until >= ?2 AND registered <= ?2",
                    town, day.days};
        while (query.step())
            if (once.is_new(query.integer(0))) visit_stored(query.integer(0), query.text(1), past, visit);
    }
}

}  // namespace tiaojie::storage
