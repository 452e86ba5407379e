#include "storage/case_reader.hpp"

#include <algorithm>
#include <set>

#include "storage/bigram_tokenizer.hpp"
#include "storage/office_rows.hpp"
#include "storage/statistics.hpp"

namespace tiaojie::storage {
namespace {

constexpr const char* pending_sql = "status IN (0, 2, 3)";

std::string words(Level level) {
    switch (level) {
        case Level::village:
            return "stage BETWEEN 0 AND 2";
        case Level::town:
            return "stage = 3";
        case Level::district:
            return "stage = 4";
    }
    return {};
}

// Cases with a clock that may be unfinished on the day: their own, or a notice's or a decision's.
std::string watched_sql(Date day) {
    return "no IN (SELECT no FROM cases WHERE watch_until IS NOT NULL AND watch_until >= " + std::to_string(day.days) +
           " UNION SELECT no FROM cases WHERE id IN (SELECT case_id FROM notices WHERE replied IS NULL AND cancelled "
           "IS NULL"
           " UNION SELECT case_id FROM decisions WHERE done IS NULL AND due IS NOT NULL))";
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

CaseReader::CaseReader(Store& store, Date day)
    : store_(store), day_(day), current_(store.head().latest <= day), campaigns_(all_campaigns(store.db())) {
    std::erase_if(campaigns_, [day](const Campaign& campaign) { return campaign.from > day; });
}

std::optional<CaseView> CaseReader::view_of(std::int64_t no, Explain explain) {
    CaseView view;
    view.events = Journal{store_}.of_case(no);
    std::erase_if(view.events, [this](const Recorded& recorded) { return recorded.at.day > day_; });
    view.state = fold(view.events);
    if (!view.state.exists()) return std::nullopt;
    view.docket.campaigns = campaigns_;
    view.docket.notices = notices_of_case(store_.db(), view.state.id);
    std::erase_if(view.docket.notices, [this](const Notice& notice) { return notice.issued.day > day_; });
    view.docket.decisions = decisions_of_case(store_.db(), view.state.id);
    std::erase_if(view.docket.decisions, [this](const Decision& decision) { return decision.held > day_; });
    view.deadlines = deadlines(view.state, view.docket, store_.rules().view(), day_, explain);
    return view;
}

std::optional<CaseView> CaseReader::find(const Id& id, Explain explain) {
    std::int64_t no = 0;
    {
        Query query{store_.db(), "SELECT no FROM cases WHERE id = ?", id.text};
        if (!query.step()) return std::nullopt;
        no = query.integer(0);
    }
    return view_of(no, explain);
}

CaseRow CaseReader::row_from(const CaseView& view) {
    const auto& state = view.state;
    CaseRow row;
    row.id = state.id;
    row.number = state.number;
    row.status = state.status;
    row.stage = state.stage();
    row.type = state.type;
    row.source = state.source;
    row.division = state.division;
    row.org = state.org;
    row.registered = state.registered.day;
    if (const auto* agreement = state.agreement()) row.settled = agreement->settled;
    if (const auto* clock = nearest(view.deadlines)) {
        row.due = clock->due;
        row.state = clock->state;
    }
    return row;
}

std::optional<CaseRow> CaseReader::row(std::int64_t no) {
    const auto view = view_of(no, Explain::no);
    if (!view) return std::nullopt;
    return row_from(*view);
}

bool CaseReader::matches(const CaseFilter& filter, const CaseState& state) {
    if (filter.status ? state.status != *filter.status : state.status == Status::merged) return false;
    if (filter.stage && state.stage() != filter.stage) return false;
    if (filter.level && (!state.stage() || level_of(*state.stage()) != *filter.level)) return false;
    if (filter.type && state.type != *filter.type) return false;
    if (filter.source && state.source != *filter.source) return false;
    if (filter.division && !filter.division->contains(state.division)) return false;
    if (filter.org && state.org != *filter.org) return false;
    if (filter.overdue) {
        const auto last = overdue_after(state, store_.rules().view());
        if (!last || *last >= day_) return false;
    }
    return true;
}

// The filters as SQL where the columns speak of the day; otherwise only what narrows safely. Filters are checked again
// on the case itself.
std::string CaseReader::list_sql(const CaseFilter& filter, bool current) const {
    const bool pending = current && (filter.overdue || (filter.status && is_pending(*filter.status)));
    const bool in_town = current && filter.division && filter.division->level() != Level::district;
    std::string sql = "SELECT no FROM cases";
    if (pending)
        sql += " INDEXED BY cases_pending";
    else if (in_town)
        sql += " INDEXED BY cases_town";
    else if (!filter.due_before)
        sql += " INDEXED BY cases_registered";
    sql += " WHERE registered <= " + std::to_string(day_.days);
    if (filter.after) sql += " AND (registered, no) < (?, ?)";
    if (current) {
        const auto equal = [&](const char* column, auto value) {
            sql += std::string{" AND "} + column + " = " + std::to_string(static_cast<std::int64_t>(value));
        };
        if (pending) sql += std::string{" AND "} + pending_sql;
        if (filter.status)
            equal("status", *filter.status);
        else
            sql += " AND status <> " + std::to_string(static_cast<int>(Status::merged));
        if (filter.stage) equal("stage", *filter.stage);
        if (filter.level) sql += " AND " + words(*filter.level);
        if (filter.type) equal("type", *filter.type);
        if (filter.source) equal("source", *filter.source);
        if (in_town) equal("town", filter.division->town().code);
        if (filter.division)
            sql += " AND division BETWEEN " + std::to_string(filter.division->code) + " AND " +
                   std::to_string(filter.division->last().code);
        if (filter.overdue) sql += " AND overdue_after < " + std::to_string(day_.days);
        if (filter.due_before) sql += " AND " + watched_sql(day_);
    }
    if (filter.org) sql += " AND org = ?";
    return sql + " ORDER BY registered DESC, no DESC";
}

std::vector<std::int64_t> CaseReader::search_numbers(const std::string& q) {
    auto& db = store_.db();
    std::set<std::int64_t, std::greater<>> found;
    const auto take = [&](Query& query) {
        while (query.step()) found.insert(query.integer(0));
    };
    {
        Query exact{
            db, "SELECT no FROM cases WHERE id = ?1 UNION SELECT no FROM cases WHERE number = ?1 AND number <> ''", q};
        take(exact);
    }
    for (const char* kind : {"identity", "phone"}) {
        const auto key = store_.secrets().index_of(kind, q);
        Query personal{db, "SELECT no FROM personal_index WHERE key = ?", Query::Blob{key}};
        take(personal);
    }
    if (code_points(q) == 1) {
        Query prefix{db, "SELECT no FROM party_names WHERE name >= ?1 AND name < ?1 || char(1114111)", q};
        take(prefix);
    }
    return {found.begin(), found.end()};
}

std::vector<CaseRow> CaseReader::list(const CaseFilter& filter) {
    auto& db = store_.db();
    std::vector<CaseRow> rows;
    std::int64_t after_no = INT64_MAX;
    std::int64_t after_registered = INT64_MAX;
    if (filter.after) {
        Query query{db, "SELECT no, registered FROM cases WHERE id = ?", filter.after->text};
        if (!query.step()) return rows;
        after_no = query.integer(0);
        after_registered = query.integer(1);
    }
    const auto consider = [&](std::int64_t no) {
        auto view = view_of(no, Explain::no);
        if (!view || !matches(filter, view->state)) return;
        auto row = row_from(*view);
        if (filter.due_before && (!row.due || *row.due >= *filter.due_before)) return;
        rows.push_back(std::move(row));
    };
    if (filter.q) {
        for (const auto no : search_numbers(*filter.q))
            if (no < after_no && rows.size() < filter.limit) consider(no);
        const auto expression = match_expression(*filter.q);
        if (expression.empty() || rows.size() >= filter.limit) return rows;
        const auto exact = search_numbers(*filter.q);
        Query query{db, "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC", expression,
                    after_no};
        while (rows.size() < filter.limit && query.step())
            if (std::find(exact.begin(), exact.end(), query.integer(0)) == exact.end()) consider(query.integer(0));
        return rows;
    }
    std::optional<std::int64_t> org;
    if (filter.org) {
        org = organisation_number(db, *filter.org);
        if (!org) return rows;
    }
    Query query{db, list_sql(filter, current_)};
    int at = 0;
    if (filter.after) {
        query.bind(++at, after_registered);
        query.bind(++at, after_no);
    }
    if (org) query.bind(++at, *org);
    while (rows.size() < filter.limit && query.step()) consider(query.integer(0));
    return rows;
}

std::vector<CaseView> CaseReader::pending(Division area) {
    std::vector<CaseView> out;
    std::vector<std::int64_t> numbers;
    {
        // Pending at the end of the day, as far as the row can tell; the case itself decides.
        std::set<std::pair<std::int64_t, std::int64_t>> by_registration;
        for (const auto town : towns_in(store_.db(), area)) {
            Query query{store_.db(),
                        "SELECT registered, no FROM cohort WHERE town = ?1 AND pending_until >= ?2"
                        " AND registered <= ?2",
                        town, day_.days};
            while (query.step()) by_registration.emplace(query.integer(0), query.integer(1));
        }
        for (const auto& [registered, no] : by_registration) numbers.push_back(no);
    }
    for (const auto no : numbers) {
        auto view = view_of(no, Explain::no);
        if (view && is_pending(view->state.status) && area.contains(view->state.division))
            out.push_back(*std::move(view));
    }
    return out;
}

}  // namespace tiaojie::storage
