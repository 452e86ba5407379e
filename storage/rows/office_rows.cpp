#include "storage/rows/office_rows.hpp"
#include "core/case/event.hpp"

#include <concepts>
#include <type_traits>

namespace tiaojie::storage {
namespace {

std::optional<std::int64_t> days_of(const std::optional<Date>& date) {
    return date ? std::optional<std::int64_t>{date->days} : std::nullopt;
}

// Lists of short texts in one column, a line each; a line holds no line break.
std::string lines(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += text + "\n";
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

}  // namespace tiaojie::storage
