#include "storage/rows/case_reader.hpp"

#include <algorithm>
#include <set>

#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "core/words/text.hpp"
#include "storage/engine/bigram_tokenizer.hpp"
#include "storage/engine/schema.hpp"
#include "storage/journal/journal.hpp"
#include "storage/rows/office_rows.hpp"
#include "storage/rows/statistics.hpp"

namespace tiaojie::storage {
namespace {

// Where counting stops: about 5 ms of rows, 25 ms of cases.
constexpr std::int64_t most_rows_counted = 10'000;
constexpr std::size_t most_cases_read = 1'000;

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
constexpr const char* watched_sql =
    "no IN (SELECT no FROM cases WHERE watch_until IS NOT NULL AND watch_until >= ?"
    " UNION SELECT no FROM cases WHERE id IN (SELECT case_id FROM notices WHERE replied IS NULL AND cancelled IS NULL"
    " UNION SELECT case_id FROM decisions WHERE done IS NULL AND due IS NOT NULL))";

// A statement whose text is the same for the same kinds of filters, so that it is prepared once.
struct Statement {
    std::string text{};
    std::vector<std::int64_t> values{};
};

class ListStatement {
public:
    // `current`: the columns speak of the day. Otherwise only what narrows safely is asked of them.
    ListStatement(const CaseFilter& filter, Date day, bool current)
        : filter_(filter),
          day_(day),
          current_(current),
          pending_(current && (filter.overdue || (filter.status && is_pending(*filter.status)))),
          in_town_(current && filter.division && filter.division->level() != Level::district) {}

    Statement make(std::int64_t after_registered, std::int64_t after_no, std::optional<std::int64_t> org) && {
        out_.text = std::string{"SELECT no FROM cases"} + index() + " WHERE registered <= ?";
        out_.values.push_back(day_.days);
        const bool newest = filter_.order == CaseOrder::newest;
        if (filter_.after) {
            out_.text += newest ? " AND (registered, no) < (?, ?)" : " AND (registered, no) > (?, ?)";
            out_.values.insert(out_.values.end(), {after_registered, after_no});
        }
        if (current_) columns();
        if (org) where("org = ?", *org);
        out_.text += newest ? " ORDER BY registered DESC, no DESC" : " ORDER BY registered, no";
        return std::move(out_);
    }

    // Of what is found by words, the latest entry first. The words and the number to look below come before the values.
    Statement among_found(std::optional<std::int64_t> org) && {
        out_.text =
            "SELECT no FROM search CROSS JOIN cases ON cases.no = search.rowid"
            " WHERE search MATCH ? AND search.rowid < ? AND registered <= ?";
        out_.values.push_back(day_.days);
        if (current_) columns();
        if (org) where("org = ?", *org);
        out_.text += " ORDER BY search.rowid DESC";
        return std::move(out_);
    }

private:
    const char* index() const {
        if (pending_) return " INDEXED BY cases_pending";
        if (in_town_) return " INDEXED BY cases_town";
        return filter_.due_before && current_ ? "" : " INDEXED BY cases_registered";
    }

    void where(const char* condition, std::int64_t value) {
        out_.text += std::string{" AND "} + condition;
        out_.values.push_back(value);
    }

    void columns() {
        if (pending_) out_.text += std::string{" AND "} + pending_sql;
        if (filter_.status)
            where("status = ?", static_cast<std::int64_t>(*filter_.status));
        else
            where("status <> ?", static_cast<std::int64_t>(Status::merged));
        if (filter_.stage) where("stage = ?", static_cast<std::int64_t>(*filter_.stage));
        if (filter_.level) out_.text += " AND " + words(*filter_.level);
        if (filter_.type) where("type = ?", static_cast<std::int64_t>(*filter_.type));
        if (filter_.source) where("source = ?", static_cast<std::int64_t>(*filter_.source));
        if (in_town_) where("town = ?", filter_.division->town().code);
        if (filter_.division) {
            where("division >= ?", filter_.division->code);
            where("division <= ?", filter_.division->last().code);
        }
        if (filter_.overdue) where("overdue_after < ?", day_.days);
        if (filter_.due_before) where(watched_sql, day_.days);
    }

    const CaseFilter& filter_;
    Date day_;
    bool current_;
    bool pending_;
    bool in_town_;
    Statement out_{};
};

}  // namespace

// Here, where events are known.
CaseView::CaseView() = default;
CaseView::CaseView(const CaseView&) = default;
CaseView::CaseView(CaseView&&) noexcept = default;
CaseView& CaseView::operator=(const CaseView&) = default;
CaseView& CaseView::operator=(CaseView&&) noexcept = default;
CaseView::~CaseView() = default;

CaseReader::CaseReader(Store& store, Date day) : store_(store), day_(day), campaigns_(all_campaigns(store.db())) {
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
    const ReadTransaction reading{store_.db()};
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
    if (count_characters(q) == 1) {
        Query prefix{db, "SELECT no FROM party_names WHERE name >= ?1 AND name < ?1 || char(1114111)", q};
        take(prefix);
    }
    return {found.begin(), found.end()};
}

// Every filter is checked on the case itself, too: the columns only narrow.
void CaseReader::consider(std::vector<CaseRow>& rows, const CaseFilter& filter, std::int64_t no) {
    auto view = view_of(no, Explain::no);
    if (!view || !matches(filter, view->state)) return;
    auto row = row_from(*view);
    if (filter.due_before && (!row.due || *row.due >= *filter.due_before)) return;
    rows.push_back(std::move(row));
}

// Two sources, each latest entry first, read as one.
std::vector<CaseRow> CaseReader::found(const CaseFilter& filter, std::int64_t after_no,
                                       std::optional<std::int64_t> org) {
    std::vector<CaseRow> rows;
    const std::string q{trimmed(*filter.q)};
    const auto exact = search_numbers(q);
    auto next = std::find_if(exact.begin(), exact.end(), [&](std::int64_t no) { return no < after_no; });
    const auto take_exact_above = [&](std::int64_t no) {
        while (next != exact.end() && *next > no && rows.size() < filter.limit) consider(rows, filter, *next++);
    };
    if (const auto expression = match_expression(q); !expression.empty()) {
        // A word may stand in all cases: what the columns tell, no case is read for.
        const auto statement = ListStatement{filter, day_, columns_are_current()}.among_found(org);
        Query query{store_.db(), statement.text, expression, after_no};
        int at = 2;
        for (const auto value : statement.values) query.bind(++at, value);
        while (rows.size() < filter.limit && query.step()) {
            const auto no = query.integer(0);
            take_exact_above(no);
            if (next != exact.end() && *next == no) ++next;
            if (rows.size() < filter.limit) consider(rows, filter, no);
        }
    }
    take_exact_above(0);
    return rows;
}

// Nothing recorded has happened after the day.
bool CaseReader::columns_are_current() const { return store_.head().latest <= day_; }

CaseTotal CaseReader::count(CaseFilter filter) {
    auto& db = store_.db();
    const ReadTransaction reading{db};
    filter.after.reset();
    const bool columns_tell = columns_are_current() && !filter.q && !filter.due_before;
    if (!columns_tell) {  // only the cases themselves tell
        filter.limit = most_cases_read;
        const auto rows = list(filter);
        return {static_cast<std::int64_t>(rows.size()), rows.size() < most_cases_read};
    }
    std::optional<std::int64_t> org;
    if (filter.org) {
        org = organisation_number(db, *filter.org);
        if (!org) return {0, true};
    }
    auto statement = ListStatement{filter, day_, true}.make(0, 0, org);
    Query query{db, "SELECT count(*) FROM (" + statement.text + " LIMIT " + std::to_string(most_rows_counted) + ")"};
    int at = 0;
    for (const auto value : statement.values) query.bind(++at, value);
    const auto count = query.step() ? query.integer(0) : 0;
    return {count, count < most_rows_counted};
}

std::vector<CaseRow> CaseReader::list(const CaseFilter& filter) {
    auto& db = store_.db();
    const ReadTransaction reading{db};
    std::vector<CaseRow> rows;
    std::int64_t after_no = INT64_MAX;
    std::int64_t after_registered = INT64_MAX;
    if (filter.after) {
        Query query{db, "SELECT no, registered FROM cases WHERE id = ?", filter.after->text};
        if (!query.step()) return rows;
        after_no = query.integer(0);
        after_registered = query.integer(1);
    }
    std::optional<std::int64_t> org;
    if (filter.org) {
        org = organisation_number(db, *filter.org);
        if (!org) return rows;
    }
    if (filter.q) return found(filter, after_no, org);
    const auto statement = ListStatement{filter, day_, columns_are_current()}.make(after_registered, after_no, org);
    Query query{db, statement.text};
    int at = 0;
    for (const auto value : statement.values) query.bind(++at, value);
    while (rows.size() < filter.limit && query.step()) consider(rows, filter, query.integer(0));
    return rows;
}

std::vector<CaseView> CaseReader::pending(Division area) {
    std::vector<CaseView> out;
    each_pending(area, [&out](CaseView&& view) { out.push_back(std::move(view)); });
    return out;
}

void CaseReader::each_pending(Division area, const std::function<void(CaseView&&)>& f) {
    const ReadTransaction reading{store_.db()};
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
        if (view && is_pending(view->state.status) && area.contains(view->state.division)) f(*std::move(view));
    }
}

}  // namespace tiaojie::storage
