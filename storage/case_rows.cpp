#include "storage/case_rows.hpp"

#include <algorithm>
#include <set>

#include "core/identity_number.hpp"
#include "storage/office_rows.hpp"

namespace tiaojie::storage {
namespace {

bool is_minor(const Party& party, Date day) {
    auto birth = party.birth;
    if (!birth && party.id_number && party.kind == PartyKind::person) birth = birth_of(*party.id_number);
    return birth && is_under_fourteen(*birth, day);
}

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

void write_list_row(Store& store, std::int64_t no, const CaseState& state, std::int64_t org) {
    const auto rules = store.rules().view();
    const auto overdue = overdue_after(state, rules);
    std::optional<int> stage;
    if (const auto rung = state.stage()) stage = static_cast<int>(*rung);
    std::optional<int> overdue_day;
    if (overdue) overdue_day = overdue->days;
    Query{store.db(),
          "INSERT INTO cases (no, id, number, version, status, stage, type, source, town, division, org, registered,"
          " last_day, overdue_after, watch_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (no) DO UPDATE SET number = excluded.number, version = excluded.version,"
          " status = excluded.status, stage = excluded.stage, type = excluded.type, source = excluded.source,"
          " town = excluded.town, division = excluded.division, last_day = excluded.last_day,"
          " overdue_after = excluded.overdue_after,"
          " watch_until = excluded.watch_until",
          no,
          state.id.text,
          state.number,
          state.version,
          static_cast<int>(state.status),
          stage,
          static_cast<int>(state.type),
          static_cast<int>(state.source),
          state.division.town().code,
          state.division.code,
          org,
          state.registered.day.days,
          state.last_at.day.days,
          overdue_day,
          watch_until(state, rules.calendar)}
        .run();
}

void write_flows(Database& db, std::int64_t no, const Timeline& timeline, const StoredCase& stored) {
    if (timeline.flows == stored.timeline.flows && stored.towns == stored.towns_stored) return;
    for (const auto town : stored.towns)
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

void write_timeline(Database& db, std::int64_t no, const Timeline& timeline, const StoredCase& stored,
                    std::int64_t pending_until) {
    const auto bytes = encode(timeline);
    for (const auto town : stored.towns)
        Query{db,
              "INSERT INTO cohort VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET timeline = excluded.timeline,"
              " pending_until = excluded.pending_until",
              town,
              timeline.registered.days,
              no,
              pending_until,
              Query::Blob{bytes}}
            .run();
    write_flows(db, no, timeline, stored);
}

void index_parties(Store& store, std::int64_t no, const std::vector<Party>& parties, Date day, bool add) {
    auto& db = store.db();
    const std::string name_sql =
        add ? "INSERT OR IGNORE INTO party_names VALUES (?, ?)" : "DELETE FROM party_names WHERE name = ? AND no = ?";
    const std::string key_sql = add ? "INSERT OR IGNORE INTO personal_index VALUES (?, ?)"
                                    : "DELETE FROM personal_index WHERE key = ? AND no = ?";
    for (const auto& party : parties) {
        if (!is_minor(party, day)) Query{db, name_sql, party.name, no}.run();
        const auto put_key = [&](const char* kind, const std::optional<std::string>& value) {
            if (!value) return;
            const auto key = store.secrets().index_of(kind, *value);
            Query{db, key_sql, Query::Blob{key}, no}.run();
        };
        put_key("identity", party.id_number);
        put_key("phone", party.phone);
    }
}

void write_search(Store& store, std::int64_t no, const CaseState& state, const StoredCase& stored) {
    const bool indexed = !stored.timeline.segments.empty();
    if (indexed && state.summary == stored.summary && state.parties == stored.parties) return;
    auto& db = store.db();
    const Date day = state.registered.day;
    if (indexed) {
        const auto names = searchable_names(stored.parties, day);
        Query{db, "INSERT INTO search (search, rowid, summary, names) VALUES ('delete', ?, ?, ?)", no, stored.summary,
              names}
            .run();
        index_parties(store, no, stored.parties, day, false);
    }
    const auto names = searchable_names(state.parties, day);
    Query{db, "INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", no, state.summary, names}.run();
    Query{db, "INSERT INTO search (rowid, summary, names) VALUES (?, ?, ?)", no, state.summary, names}.run();
    index_parties(store, no, state.parties, day, true);
}

}  // namespace

std::string searchable_names(const std::vector<Party>& parties, Date day) {
    std::string out;
    for (const auto& party : parties)
        if (!is_minor(party, day)) out += party.name + "\n";
    return out;
}

Timeline stored_timeline(Database& db, std::int64_t no, Division division, Date registered) {
    Query query{db, "SELECT timeline FROM cohort WHERE town = ? AND registered = ? AND no = ?", division.town().code,
                registered.days, no};
    return query.step() ? decode_timeline(query.text(0)) : Timeline{};
}

void write_case_rows(Store& store, std::int64_t no, const CaseState& state, const Timeline& timeline,
                     const StoredCase& stored) {
    write_list_row(store, no, state, timeline.org);
    write_timeline(store.db(), no, timeline, stored, pending_until(state));
    write_search(store, no, state, stored);
}

}  // namespace tiaojie::storage
