#include "storage/office_rows.hpp"

#include <concepts>
#include <type_traits>

namespace tiaojie::storage {
namespace {

std::optional<std::int64_t> days_of(const std::optional<Date>& date) {
    return date ? std::optional<std::int64_t>{date->days} : std::nullopt;
}

std::optional<Date> date_of(std::optional<std::int64_t> days) {
    return days ? std::optional{Date{static_cast<std::int32_t>(*days)}} : std::nullopt;
}

Date date_at(const Query& query, int column) { return Date{static_cast<std::int32_t>(query.integer(column))}; }

// Lists of short texts in one column, a line each; a line holds no line break.
std::string lines(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += text + "\n";
    return out;
}

std::vector<std::string> from_lines(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

// What is written: one overload per event; events of a case that change nothing here have none.
struct Projector {
    Database& db;
    const Recorded& recorded;
    Division case_division;

    std::int64_t day() const { return recorded.at.day.days; }

    void operator()(const OrganisationFounded& e) const {
        Query{db,
              "INSERT INTO organisations (id, name, kind, division, short, founded, founded_position)"
              " VALUES (?, ?, ?, ?, ?, ?, ?)",
              e.org.text,
              e.name,
              static_cast<int>(e.kind),
              e.division.code,
              e.short_name,
              day(),
              recorded.position}
            .run();
    }
    void operator()(const OrganisationDissolved& e) const {
        Query{db, "UPDATE organisations SET dissolved = ?, dissolved_position = ? WHERE id = ?", day(),
              recorded.position, e.org.text}
            .run();
        Query{db, "UPDATE tenures SET until = max(?, since), until_position = ? WHERE org = ? AND until IS NULL", day(),
              recorded.position, e.org.text}
            .run();
    }
    void operator()(const MediatorAppointed& e) const {
        const auto org = find_organisation(db, e.org);
        begin_tenure(TenureRole::mediator, e.mediator, e.name, e.org.text, org ? org->division : Division{},
                     e.full_time);
        // Entered late, for a time before the organisation was dissolved: over with it like the others.
        if (org && org->dissolved)
            Query{db,
                  "UPDATE tenures SET until = max(?, since), until_position = ? WHERE who = ? AND org = ? AND until IS "
                  "NULL",
                  org->dissolved->days,
                  recorded.position,
                  e.mediator.text,
                  e.org.text}
                .run();
    }
    void operator()(const MediatorRemoved& e) const { end_tenure(TenureRole::mediator, e.mediator); }
    void operator()(const ElderEnrolled& e) const {
        begin_tenure(TenureRole::elder, e.elder, e.name, {}, e.division, false);
    }
    void operator()(const ElderRetired& e) const { end_tenure(TenureRole::elder, e.elder); }
    void operator()(const RepresentativesSet& e) const {
        Query{db, "INSERT INTO seats VALUES (?, ?, ?, ?)", e.division.code, day(), recorded.position, e.seats}.run();
    }
    void operator()(const ScreeningRecorded& e) const {
        Query{db,
              "INSERT INTO screenings VALUES (?, ?, ?, ?)",
              e.division.town().code,
              day(),
              recorded.position,
              e.division.code}
            .run();
    }
    void operator()(const PolicySet&) const { log_rules(); }
    void operator()(const CalendarLoaded&) const { log_rules(); }
    void operator()(const CampaignLaunched& e) const {
        std::vector<std::string> types;
        for (const auto type : e.types) types.emplace_back(name(type));
        Query{db,
              "INSERT INTO campaigns (id, name, division, since, until, months, types, include_open, position)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              e.campaign.text,
              e.name,
              e.division.code,
              day(),
              e.until.days,
              e.months,
              lines(types),
              e.include_open,
              recorded.position}
            .run();
    }
    void operator()(const CampaignClosed& e) const {
        Query{db, "UPDATE campaigns SET closed = ? WHERE id = ?", day(), e.campaign.text}.run();
    }
    void operator()(const ConsultationHeld& e) const {
        Query{db,
              "INSERT INTO consultations (id, division, held, present, position) VALUES (?, ?, ?, ?, ?)",
              e.consultation.text,
              e.division.code,
              day(),
              lines(e.present),
              recorded.position}
            .run();
        int item = 0;
        for (const auto& each : e.items)
            Query{db,
                  "INSERT INTO decisions (consultation, item, case_id, decision, leader, held, due)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?)",
                  e.consultation.text,
                  ++item,
                  each.case_id.text,
                  each.decision,
                  each.leader,
                  day(),
                  days_of(each.due)}
                .run();
    }
    void operator()(const DecisionCompleted& e) const {
        Query{db,
              "UPDATE decisions SET done = ?, note = ? WHERE consultation = ? AND item = ?",
              day(),
              e.note,
              e.consultation.text,
              e.item}
            .run();
    }
    void operator()(const SupervisionIssued& e) const {
        Query{db,
              "INSERT INTO notices (id, number, case_id, division, grade, requirement, issued, reply_by, last_at)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              e.notice.text,
              e.number,
              e.case_id.text,
              case_division.code,
              static_cast<int>(e.grade),
              e.requirement,
              recorded.at.text,
              e.reply_by.days,
              recorded.at.text}
            .run();
        next_in_sequence("notices/" + case_division.town().text());
    }
    void operator()(const SupervisionSigned& e) const { mark_notice("signed", e.notice); }
    void operator()(const SupervisionReplied& e) const { mark_notice("replied", e.notice); }
    void operator()(const SupervisionCancelled& e) const { mark_notice("cancelled", e.notice); }

    void begin_tenure(TenureRole role, const Id& who, const std::string& name, const std::string& org,
                      Division division, bool full_time) const {
        Query{db,
              "INSERT INTO tenures (role, who, name, org, division, full_time, since, since_position)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              static_cast<int>(role),
              who.text,
              name,
              org,
              division.code,
              full_time,
              day(),
              recorded.position}
            .run();
    }
    void end_tenure(TenureRole role, const Id& who) const {
        Query{db,
              "UPDATE tenures SET until = ?, until_position = ? WHERE role = ? AND who = ? AND until IS NULL",
              day(),
              recorded.position,
              static_cast<int>(role),
              who.text}
            .run();
    }
    void mark_notice(const std::string& column, const Id& notice) const {
        Query{db, "UPDATE notices SET " + column + " = ?, last_at = ? WHERE id = ?", day(), recorded.at.text,
              notice.text}
            .run();
    }
    void log_rules() const { Query{db, "INSERT OR IGNORE INTO rules_log VALUES (?)", recorded.position}.run(); }
    void next_in_sequence(const std::string& owner) const {
        Query{db, "INSERT INTO sequences VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1", owner,
              recorded.at.day.year()}
            .run();
    }
};

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

void project_office(Database& db, const Recorded& recorded, Division case_division) {
    const Projector projector{db, recorded, case_division};
    std::visit(
        [&](const auto& e) {
            if constexpr (std::is_invocable_v<Projector, decltype(e)>) projector(e);
        },
        recorded.event);
}

Division division_of(Database& db, const Event& event) {
    const auto of_org = [&](const Id& org) {
        const auto found = find_organisation(db, org);
        return found ? found->division : Division{};
    };
    const auto of_tenure = [&](TenureRole role, const Id& who) {
        const auto tenures = find_tenures(db, role, who);
        return tenures.empty() ? Division{} : tenures.back().division;
    };
    const auto of_notice = [&](const Id& notice) {
        Query query{db, "SELECT division FROM notices WHERE id = ?", notice.text};
        return query.step() ? Division{query.integer(0)} : Division{};
    };
    return std::visit(
        [&](const auto& e) -> Division {
            using E = std::remove_cvref_t<decltype(e)>;
            if constexpr (requires {
                              { e.division } -> std::convertible_to<Division>;
                          })
                return e.division;
            else if constexpr (requires { e.org; })
                return of_org(e.org);
            else if constexpr (std::is_same_v<E, MediatorRemoved>)
                return of_tenure(TenureRole::mediator, e.mediator);
            else if constexpr (std::is_same_v<E, ElderRetired>)
                return of_tenure(TenureRole::elder, e.elder);
            else if constexpr (requires {
                                   { e.notice } -> std::convertible_to<Id>;
                               })
                return of_notice(e.notice);
            else
                return Division{};
        },
        event);
}

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

std::vector<Organisation> organisations_on(Database& db, Division area, Date day) {
    std::vector<Organisation> out;
    Query query{db, std::string{organisation_columns} + "WHERE division BETWEEN ? AND ? ORDER BY no", area.code,
                area.last().code};
    while (query.step())
        if (auto org = organisation_from(query); org.stands_on(day)) out.push_back(std::move(org));
    return out;
}

std::vector<Tenure> find_tenures(Database& db, TenureRole role, const Id& who) {
    std::vector<Tenure> out;
    Query query{db, std::string{tenure_columns} + "WHERE role = ? AND who = ? ORDER BY no", static_cast<int>(role),
                who.text};
    while (query.step()) out.push_back(tenure_from(query));
    return out;
}

std::vector<Tenure> tenures_on(Database& db, TenureRole role, Division area, Date day) {
    std::vector<Tenure> out;
    Query query{db, std::string{tenure_columns} + "WHERE role = ? AND division BETWEEN ? AND ? ORDER BY no",
                static_cast<int>(role), area.code, area.last().code};
    while (query.step())
        if (auto tenure = tenure_from(query); tenure.holds_on(day)) out.push_back(std::move(tenure));
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
