// The reading half of office_rows.hpp.
#include "storage/rows/office_rows.hpp"

namespace tiaojie::storage {
namespace {

std::optional<Date> date_of(std::optional<std::int64_t> days) {
    return days ? std::optional{Date{static_cast<std::int32_t>(*days)}} : std::nullopt;
}

Date date_at(const Query& query, int column) { return Date{static_cast<std::int32_t>(query.integer(column))}; }

std::vector<std::string> from_lines(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

Campaign campaign_from(Query& query) {
    Campaign out;
    out.id = {query.string(0)};
    out.name = query.string(1);
    out.division = {query.integer(2)};
    out.from = date_at(query, 3);
    out.until = date_at(query, 4);
    if (!query.is_null(5)) out.months = static_cast<int>(query.integer(5));
    for (const auto& type : from_lines(query.text(6)))
        if (const auto term = parse_term<DisputeType>(type)) out.types.push_back(*term);
    out.include_open = query.integer(7) != 0;
    out.closed = date_of(query.optional_integer(8));
    return out;
}

constexpr const char* campaign_columns =
    "SELECT id, name, division, since, until, months, types, include_open, closed FROM campaigns ";

Notice notice_from(Query& query) {
    Notice out;
    out.id = {query.string(0)};
    out.number = query.string(1);
    out.case_id = {query.string(2)};
    out.grade = static_cast<Grade>(query.integer(3));
    out.requirement = query.string(4);
    out.issued = At::parse(query.text(5)).value_or(At{});
    out.reply_by = date_at(query, 6);
    out.is_signed = date_of(query.optional_integer(7));
    out.replied = date_of(query.optional_integer(8));
    out.cancelled = date_of(query.optional_integer(9));
    out.last_at = At::parse(query.text(10)).value_or(At{});
    return out;
}

constexpr const char* notice_columns =
    "SELECT id, number, case_id, grade, requirement, issued, reply_by, signed, replied, cancelled, last_at"
    " FROM notices ";

Organisation organisation_from(Query& query) {
    return {{query.string(0)},
            query.string(1),
            static_cast<OrganisationKind>(query.integer(2)),
            {query.integer(3)},
            query.string(4),
            date_at(query, 5),
            date_of(query.optional_integer(6))};
}

constexpr const char* organisation_columns =
    "SELECT id, name, kind, division, short, founded, dissolved FROM organisations ";

Tenure tenure_from(Query& query) {
    return {{query.string(0)},
            query.string(1),
            {query.string(2)},
            {query.integer(3)},
            query.integer(4) != 0,
            date_at(query, 5),
            date_of(query.optional_integer(6))};
}

constexpr const char* tenure_columns = "SELECT who, name, org, division, full_time, since, until FROM tenures ";

std::vector<DecisionItem> items_of(Database& db, const Id& consultation) {
    std::vector<DecisionItem> out;
    Query query{db,
                "SELECT case_id, decision, leader, due, done, note FROM decisions WHERE consultation = ? ORDER BY item",
                consultation.text};
    while (query.step()) {
        DecisionItem item;
        item.item.case_id = {query.string(0)};
        item.item.decision = query.string(1);
        if (!query.is_null(2)) item.item.leader = query.string(2);
        item.item.due = date_of(query.optional_integer(3));
        item.done = date_of(query.optional_integer(4));
        if (!query.is_null(5)) item.note = query.string(5);
        out.push_back(std::move(item));
    }
    return out;
}

Consultation consultation_from(Query& query) {
    return {{query.string(0)}, {query.integer(1)}, date_at(query, 2), from_lines(query.text(3)), {}};
}

}  // namespace

std::optional<Organisation> find_organisation(Database& db, const Id& id) {
    Query query{db, std::string{organisation_columns} + "WHERE id = ?", id.text};
    if (!query.step()) return std::nullopt;
    return organisation_from(query);
}

std::optional<std::int64_t> organisation_number(Database& db, const Id& id) {
    Query query{db, "SELECT no FROM organisations WHERE id = ?", id.text};
    if (!query.step()) return std::nullopt;
    return query.integer(0);
}

std::vector<Organisation> organisations_on(Database& db, Division area, Date day, bool with_left) {
    std::vector<Organisation> out;
    Query query{db, std::string{organisation_columns} + "WHERE division BETWEEN ? AND ? ORDER BY no", area.code,
                area.last().code};
    while (query.step())
        if (auto org = organisation_from(query); org.stands_on(day) || (with_left && org.founded <= day))
            out.push_back(std::move(org));
    return out;
}

std::vector<Tenure> find_tenures(Database& db, TenureRole role, const Id& who) {
    std::vector<Tenure> out;
    Query query{db, std::string{tenure_columns} + "WHERE role = ? AND who = ? ORDER BY no", static_cast<int>(role),
                who.text};
    while (query.step()) out.push_back(tenure_from(query));
    return out;
}

std::vector<Tenure> tenures_on(Database& db, TenureRole role, Division area, Date day, bool with_left) {
    std::vector<Tenure> out;
    Query query{db, std::string{tenure_columns} + "WHERE role = ? AND division BETWEEN ? AND ? ORDER BY no",
                static_cast<int>(role), area.code, area.last().code};
    while (query.step())
        if (auto tenure = tenure_from(query); tenure.holds_on(day) || (with_left && tenure.from <= day))
            out.push_back(std::move(tenure));
    return out;
}

std::optional<int> find_seats(Database& db, Division division, Date day) {
    Query query{db, "SELECT seats FROM seats WHERE division = ? AND day <= ? ORDER BY day DESC, position DESC LIMIT 1",
                division.code, day.days};
    if (!query.step()) return std::nullopt;
    return static_cast<int>(query.integer(0));
}

std::optional<Campaign> find_campaign(Database& db, const Id& id) {
    Query query{db, std::string{campaign_columns} + "WHERE id = ?", id.text};
    if (!query.step()) return std::nullopt;
    return campaign_from(query);
}

std::vector<Campaign> all_campaigns(Database& db) {
    std::vector<Campaign> out;
    Query query{db, std::string{campaign_columns} + "ORDER BY since, no"};
    while (query.step()) out.push_back(campaign_from(query));
    return out;
}

std::optional<Consultation> find_consultation(Database& db, const Id& id) {
    Query query{db, "SELECT id, division, held, present FROM consultations WHERE id = ?", id.text};
    if (!query.step()) return std::nullopt;
    auto out = consultation_from(query);
    out.items = items_of(db, out.id);
    return out;
}

std::vector<Consultation> consultations_between(Database& db, Division area, Date from, Date to) {
    std::vector<Consultation> out;
    Query query{
        db,
        "SELECT id, division, held, present FROM consultations WHERE division BETWEEN ? AND ? AND held BETWEEN ? AND ?"
        " ORDER BY held, no",
        area.code,
        area.last().code,
        from.days,
        to.days};
    while (query.step()) out.push_back(consultation_from(query));
    for (auto& consultation : out) consultation.items = items_of(db, consultation.id);
    return out;
}

std::optional<Notice> find_notice(Database& db, const Id& id) {
    Query query{db, std::string{notice_columns} + "WHERE id = ?", id.text};
    if (!query.step()) return std::nullopt;
    return notice_from(query);
}

std::vector<Notice> notices_in(Database& db, Division area) {
    std::vector<Notice> out;
    Query query{db, std::string{notice_columns} + "WHERE division BETWEEN ? AND ? ORDER BY no", area.code,
                area.last().code};
    while (query.step()) out.push_back(notice_from(query));
    return out;
}

std::vector<Notice> notices_of_case(Database& db, const Id& case_id) {
    std::vector<Notice> out;
    Query query{db, std::string{notice_columns} + "WHERE case_id = ? ORDER BY no", case_id.text};
    while (query.step()) out.push_back(notice_from(query));
    return out;
}

std::vector<Decision> decisions_of_case(Database& db, const Id& case_id) {
    std::vector<Decision> out;
    Query query{db,
                "SELECT consultation, item, held, due, done, decision, leader FROM decisions WHERE case_id = ?"
                " ORDER BY held, consultation, item",
                case_id.text};
    while (query.step()) {
        Decision decision;
        decision.consultation = {query.string(0)};
        decision.item = static_cast<int>(query.integer(1));
        decision.held = date_at(query, 2);
        decision.due = date_of(query.optional_integer(3));
        decision.done = date_of(query.optional_integer(4));
        decision.decision = query.string(5);
        if (!query.is_null(6)) decision.leader = query.string(6);
        out.push_back(std::move(decision));
    }
    return out;
}

bool knows_division(Database& db, Division division) {
    Query query{db, "SELECT 1 FROM divisions WHERE division = ?", division.code};
    return query.step();
}

std::string division_name(Database& db, Division division) {
    Query query{db, "SELECT name FROM divisions WHERE division = ?", division.code};
    return query.step() ? query.string(0) : division.text();
}

std::vector<DivisionName> divisions_in(Database& db, Division area) {
    std::vector<DivisionName> out;
    Query query{db, "SELECT division, name FROM divisions WHERE division BETWEEN ? AND ? ORDER BY division", area.code,
                area.last().code};
    while (query.step()) out.push_back({{query.integer(0)}, query.string(1)});
    return out;
}

}  // namespace tiaojie::storage
