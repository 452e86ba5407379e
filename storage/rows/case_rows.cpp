#include "storage/rows/case_rows.hpp"

#include <algorithm>
#include <set>

#include "core/law/child.hpp"
#include "storage/engine/fault.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::storage {
namespace {

std::int64_t pending_until(const CaseState& state) {
    if (is_pending(state.status)) return far_future.days;
    return state.status_history.back().first.days - 1;
}

// The last day on which one of the case's own clocks may still be unfinished.
std::optional<std::int64_t> watch_until(const CaseState& state, const Calendar& calendar) {
    if (is_pending(state.status)) return far_future.days;
    const auto* agreement = state.agreement();
    if (!agreement) return std::nullopt;
    if (!agreement->first_follow_up || !agreement->all_performed()) return far_future.days;
    if (agreement->applied) return std::nullopt;
    return confirmation_due(*agreement, calendar).due.days;
}

ListRow list_row(const CaseState& state, const DeadlineRules& rules) {
    ListRow row;
    row.number = state.number;
    row.version = state.version;
    row.status = static_cast<int>(state.status);
    if (const auto rung = state.stage()) row.stage = static_cast<int>(*rung);
    row.type = static_cast<int>(state.type);
    row.source = static_cast<int>(state.source);
    row.town = state.division.town().code;
    row.division = state.division.code;
    row.last_day = state.last_at.day.days;
    if (const auto overdue = overdue_after(state, rules)) row.overdue_after = overdue->days;
    row.watch_until = watch_until(state, rules.calendar);
    return row;
}

void insert_list_row(Database& db, std::int64_t no, const CaseState& state, std::int64_t org, const ListRow& row) {
    Query{db,
          "INSERT INTO cases (no, id, number, version, status, stage, type, source, town, division, org, registered,"
          " last_day, overdue_after, watch_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          no,
          state.id.text,
          row.number,
          row.version,
          row.status,
          row.stage,
          row.type,
          row.source,
          row.town,
          row.division,
          org,
          state.registered.day.days,
          row.last_day,
          row.overdue_after,
          row.watch_until}
        .run();
}

// Columns that change together. SQLite rewrites an index when one of its columns is set, whatever its value: a column
// that stays as it was must not be named.
void update_list_row(Database& db, std::int64_t no, const ListRow& row, const ListRow& old) {
    Query{db, "UPDATE cases SET version = ?, last_day = ? WHERE no = ?", row.version, row.last_day, no}.run();
    if (row.number != old.number) Query{db, "UPDATE cases SET number = ? WHERE no = ?", row.number, no}.run();
    if (row.status != old.status) Query{db, "UPDATE cases SET status = ? WHERE no = ?", row.status, no}.run();
    if (row.stage != old.stage || row.overdue_after != old.overdue_after)
        Query{db, "UPDATE cases SET stage = ?, overdue_after = ? WHERE no = ?", row.stage, row.overdue_after, no}.run();
    if (row.type != old.type || row.source != old.source)
        Query{db, "UPDATE cases SET type = ?, source = ? WHERE no = ?", row.type, row.source, no}.run();
    if (row.division != old.division)
        Query{db, "UPDATE cases SET town = ?, division = ? WHERE no = ?", row.town, row.division, no}.run();
    if (row.watch_until != old.watch_until)
        Query{db, "UPDATE cases SET watch_until = ? WHERE no = ?", row.watch_until, no}.run();
}

void write_flows(Database& db, std::int64_t no, const Timeline& timeline, const std::set<std::int64_t>& towns) {
    for (const auto town : towns)
        for (std::size_t n = 0; n < timeline.flows.size(); ++n) {
            const auto& flow = timeline.flows[n];
            std::optional<int> previous;
            if (flow.previous) previous = flow.previous->days;
            Query{db,
                  "INSERT OR IGNORE INTO flows (town, day, no, n, kind, registered, previous)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?)",  // a flow never changes, nor does a town leave the set
                  town,
                  flow.day.days,
                  no,
                  static_cast<std::int64_t>(n),
                  static_cast<int>(flow.kind),
                  timeline.registered.days,
                  previous}
                .run();
        }
}

void write_timeline(Database& db, std::int64_t no, const Timeline& timeline, std::int64_t pending_until,
                    const std::set<std::int64_t>& towns, const WrittenCase& written) {
    const bool moved = pending_until != written.pending_until;
    const bool changed = timeline != written.timeline;
    if (changed || towns != written.towns) {
        const auto bytes = encode(timeline);
        const auto day = timeline.registered.days;
        for (const auto town : towns)
            if (!written.towns.contains(town))
                Query{db, "INSERT INTO cohort VALUES (?, ?, ?, ?, ?)", town, day, no, pending_until, Query::Blob{bytes}}
                    .run();
            else if (changed)
                Query{db,
                      "UPDATE cohort SET timeline = ? WHERE town = ? AND registered = ? AND no = ?",
                      Query::Blob{bytes},
                      town,
                      day,
                      no}
                    .run();
    }
    if (moved)
        for (const auto town : written.towns)
            Query{db,
                  "UPDATE cohort SET pending_until = ? WHERE town = ? AND registered = ? AND no = ?",
                  pending_until,
                  town,
                  timeline.registered.days,
                  no}
                .run();
    if (timeline.flows != written.timeline.flows || towns != written.towns) write_flows(db, no, timeline, towns);
}

void index_parties(Store& store, std::int64_t no, const std::vector<Party>& parties, Date day, bool add) {
    auto& db = store.db();
    const std::string name_sql =
        add ? "INSERT OR IGNORE INTO party_names VALUES (?, ?)" : "DELETE FROM party_names WHERE name = ? AND no = ?";
    const std::string key_sql = add ? "INSERT OR IGNORE INTO personal_index VALUES (?, ?)"
                                    : "DELETE FROM personal_index WHERE key = ? AND no = ?";
    for (const auto& party : parties) {
        // Taken out of them whoever it is: an older release may have entered one who is a child by the rule of today.
        if (!add || !is_child(party, day)) Query{db, name_sql, party.name, no}.run();
        const auto put_key = [&](const char* kind, const std::optional<std::string>& value) {
            if (!value) return;
            const auto key = store.secrets().index_of(kind, *value);
            Query{db, key_sql, Query::Blob{key}, no}.run();
        };
        put_key("identity", party.id_number);
        put_key("phone", party.phone);
    }
}

void write_search(Store& store, std::int64_t no, const CaseState& state, WrittenCase& written) {
    const bool indexed = written.list.has_value();
    if (indexed && state.summary == written.summary && state.parties == written.parties) return;
    auto& db = store.db();
    const Date day = state.registered.day;
    if (indexed) {
        // Out of the index goes what was put in, be it by the rule of an older release: other words would damage it.
        Query{db,
              "INSERT INTO search (search, rowid, summary, names)"
              " SELECT 'delete', no, summary, names FROM texts WHERE no = ?",
              no}
            .run();
        index_parties(store, no, written.parties, day, false);
    }
    const auto names = searchable_names(state.parties, day);
    // No OR REPLACE: it opens a savepoint, at which the search index writes out what it has, one segment a case.
    if (indexed)
        Query{db, "UPDATE texts SET summary = ?, names = ? WHERE no = ?", state.summary, names, no}.run();
    else
        Query{db, "INSERT INTO texts VALUES (?, ?, ?)", no, state.summary, names}.run();
    Query{db, "INSERT INTO search (rowid, summary, names) VALUES (?, ?, ?)", no, state.summary, names}.run();
    index_parties(store, no, state.parties, day, true);
    written.summary = state.summary;
    written.parties = state.parties;
}

}  // namespace

std::string searchable_names(const std::vector<Party>& parties, Date day) {
    std::string out;
    for (const auto& party : parties)
        if (!is_child(party, day)) out += party.name + "\n";
    return out;
}

WrittenCase read_case_rows(Database& db, std::int64_t no, const CaseState& state, const std::set<std::int64_t>& towns) {
    WrittenCase out;
    {
        Query query{db,
                    "SELECT number, version, status, stage, type, source, town, division, last_day, overdue_after,"
                    " watch_until FROM cases WHERE no = ?",
                    no};
        if (!query.step()) return out;
        out.list =
            ListRow{query.string(0),  query.integer(1),          query.integer(2),          query.optional_integer(3),
                    query.integer(4), query.integer(5),          query.integer(6),          query.integer(7),
                    query.integer(8), query.optional_integer(9), query.optional_integer(10)};
    }
    Query query{db, "SELECT timeline, pending_until FROM cohort WHERE town = ? AND registered = ? AND no = ?",
                state.division.town().code, state.registered.day.days, no};
    if (query.step()) {
        out.timeline = must_decode(decode_timeline(query.text(0)));
        out.pending_until = query.integer(1);
    }
    out.summary = state.summary;
    out.parties = state.parties;
    out.towns = towns;
    return out;
}

void write_case_rows(Store& store, std::int64_t no, const CaseState& state, const Timeline& timeline,
                     const std::set<std::int64_t>& towns, WrittenCase& written) {
    auto row = list_row(state, store.rules().view());
    const auto until = pending_until(state);
    auto& db = store.db();
    if (written.list)
        update_list_row(db, no, row, *written.list);
    else
        insert_list_row(db, no, state, timeline.org, row);
    write_timeline(db, no, timeline, until, towns, written);
    write_search(store, no, state, written);
    written.list = std::move(row);
    written.timeline = timeline;
    written.pending_until = until;
    written.towns = towns;
}

}  // namespace tiaojie::storage
