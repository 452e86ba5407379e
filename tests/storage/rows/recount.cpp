#include "tests/storage/rows/recount.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "storage/journal/journal.hpp"

#include <algorithm>

namespace tiaojie::test {

using storage::StatsQuery;

Recount::Recount(storage::Store& store, std::int64_t cut_off) {
    const auto baseline = store.baseline();
    policies_.set(far_past, baseline.policy);
    calendar_.load(baseline.calendar);
    storage::Journal{store}.each([&](const Recorded& recorded, std::int64_t case_no) {
        if (recorded.position > cut_off) return;
        if (case_no != 0) {
            cases_[case_no].push_back(recorded);
            return;
        }
        office_.push_back(recorded);
        if (const auto* e = std::get_if<OrganisationFounded>(&recorded.event))
            organisation_numbers_.emplace(e->org.text, static_cast<std::int64_t>(organisation_numbers_.size()) + 1);
        if (const auto* e = std::get_if<PolicySet>(&recorded.event)) policies_.set(e->from, e->policy);
        if (const auto* e = std::get_if<CalendarLoaded>(&recorded.event)) calendar_.load(e->notice);
    });
}

const std::vector<Standing>& Recount::on(Date day) {
    const auto found = standings_.find(day);
    if (found != standings_.end()) return found->second;
    auto& out = standings_[day];
    for (const auto& [no, events] : cases_) {
        Standing standing;
        standing.no = no;
        standing.state = fold(events, day);
        if (!standing.state.exists()) continue;
        standing.id = standing.state.id.text;
        const auto& state = standing.state;
        const bool open = is_pending(state.status);
        for (const auto& clock : deadlines(state, {}, {policies_, calendar_}, day, Explain::no)) {
            const bool own = clock.clock == ClockKind::accept || clock.clock == ClockKind::stage ||
                             clock.clock == ClockKind::overall;
            if (open && own && clock.state == ClockState::overdue) standing.overdue = true;
            if (clock.clock == ClockKind::overall)  // the last run's stands last
                standing.on_time = state.status == Status::settled && clock.ended && *clock.ended <= clock.due;
        }
        out.push_back(std::move(standing));
    }
    std::stable_sort(out.begin(), out.end(), [](const Standing& a, const Standing& b) {
        return a.state.registered.day < b.state.registered.day;
    });
    return out;
}

namespace {

bool all_performed(const CaseState& state) {
    const auto& obligations = state.agreements.back().obligations;
    return std::all_of(obligations.begin(), obligations.end(), [](const auto& o) { return o.performed.has_value(); });
}

// What the case adds to the metrics of its cohort.
NamedValues cohort_values(const Standing& standing) {
    const auto& s = standing.state;
    const bool settled = s.status == Status::settled;
    const bool open = s.status == Status::registered || s.status == Status::mediating || s.status == Status::suspended;
    NamedValues out;
    out["screened"] = 1;
    out["flow.registered"] = 1;
    out["accepted"] = s.accepted.has_value();
    out["refused"] = s.status == Status::refused;
    out["mediated"] = !s.rungs.empty();
    out["settled"] = settled;
    out["terminated"] = s.status == Status::terminated;
    out["withdrawn"] = s.status == Status::withdrawn;
    out["pending"] = open;
    out["struck_off"] = s.struck_off.has_value();
    out["reopened"] = s.reopened > 0;
    out["performed"] = settled && all_performed(s);
    out["confirmed"] = settled && s.agreements.back().confirmed.has_value();
    out["on_time"] = standing.on_time;
    out["overdue"] = standing.overdue;
    out["oral"] = settled && s.agreements.back().form == Form::oral;
    out["written"] = settled && s.agreements.back().form == Form::written;
    out["people"] = s.people.value_or(0);
    out["amount"] = s.amount ? s.amount->fen : 0;
    return out;
}

template <class E>
bool happened_between(const std::vector<Recorded>& events, Date from, Date to) {
    return std::any_of(events.begin(), events.end(), [&](const Recorded& recorded) {
        return std::holds_alternative<E>(recorded.event) && recorded.at.day >= from && recorded.at.day <= to;
    });
}

}  // namespace

std::int64_t Recount::part(const StatsQuery& query, const Standing& standing) const {
    const auto& s = standing.state;
    switch (query.split) {
        case Split::stage:
            return s.rungs.empty() ? no_part : static_cast<std::int64_t>(s.rungs.back().stage);
        case Split::level:
            return s.rungs.empty() ? no_part : static_cast<std::int64_t>(level_of(s.rungs.back().stage));
        case Split::type:
            return static_cast<std::int64_t>(s.type);
        case Split::source:
            return static_cast<std::int64_t>(s.source);
        case Split::division:
            return s.division.code;
        case Split::org:
            return organisation_numbers_.at(s.org.text);
        case Split::form:
            return s.status == Status::settled ? static_cast<std::int64_t>(s.agreements.back().form) : no_part;
        case Split::month:
            return s.registered.day.year() * 100 + static_cast<int>(s.registered.day.month());
        case Split::none:
        case Split::days:
            return 0;
    }
    return 0;
}

Answer Recount::answer(const StatsQuery& query) {
    Answer out;
    std::vector<std::int64_t> days;
    const Date last = std::min(query.to, query.as_of);
    for (const auto& standing : on(query.as_of)) {
        const auto& s = standing.state;
        if (s.status == Status::merged || !query.area.contains(s.division)) continue;
        NamedValues values;
        if (s.registered.day >= query.from && s.registered.day <= last) {
            values = cohort_values(standing);
            if (s.status == Status::settled) days.push_back(s.agreements.back().settled - *s.accepted);
        }
        const auto& events = cases_.at(standing.no);
        values["flow.settled"] = happened_between<AgreementReached>(events, query.from, last);
        values["flow.terminated"] = happened_between<MediationTerminated>(events, query.from, last);
        const auto its_part = part(query, standing);
        for (const auto& [metric, value] : values) {
            if (value == 0) continue;
            out.values[metric] += value;
            out.behind[metric].push_back(standing.id);
            if (query.split == Split::none) continue;
            out.parts[its_part][metric] += value;
            out.behind_part[{its_part, metric}].push_back(standing.id);
        }
    }
    std::sort(days.begin(), days.end());
    if (!days.empty()) out.median = days[(days.size() - 1) / 2];
    count_office(out, query);
    return out;
}

void Recount::count_office(Answer& out, const StatsQuery& query) const {
    struct Body {
        OrganisationFounded founded{};
        bool dissolved{false};
    };
    struct Person {
        bool holds{false};
        bool full_time{false};
        Division division{};
        std::string org{};
    };
    std::map<std::string, Body> bodies;
    std::map<std::string, Person> mediators;
    std::map<std::string, Person> elders;
    // What happened by the day, in order of entry: entries about one person or body lie in the order of their days.
    for (const auto& recorded : office_) {
        const Date day = recorded.at.day;
        if (const auto* e = std::get_if<ScreeningRecorded>(&recorded.event))
            if (day >= query.from && day <= std::min(query.to, query.as_of) && query.area.contains(e->division))
                ++out.values["screening_rounds"];
        if (day > query.as_of) continue;
        if (const auto* e = std::get_if<OrganisationFounded>(&recorded.event)) bodies[e->org.text] = {*e, false};
        if (const auto* e = std::get_if<OrganisationDissolved>(&recorded.event)) {
            bodies[e->org.text].dissolved = true;
            for (auto& [id, person] : mediators)
                if (person.org == e->org.text) person.holds = false;
        }
        if (const auto* e = std::get_if<MediatorAppointed>(&recorded.event)) {
            const auto& body = bodies.at(e->org.text);  // dissolved since, where the appointment is entered late
            mediators[e->mediator.text] = {!body.dissolved, e->full_time, body.founded.division, e->org.text};
        }
        if (const auto* e = std::get_if<MediatorRemoved>(&recorded.event)) mediators[e->mediator.text].holds = false;
        if (const auto* e = std::get_if<ElderEnrolled>(&recorded.event))
            elders[e->elder.text] = {true, false, e->division, {}};
        if (const auto* e = std::get_if<ElderRetired>(&recorded.event)) elders[e->elder.text].holds = false;
    }
    for (const auto& [id, body] : bodies) {
        if (body.dissolved || !query.area.contains(body.founded.division)) continue;
        const auto kind = body.founded.kind;
        if (kind == OrganisationKind::village || kind == OrganisationKind::town) ++out.values["committees"];
        if (kind == OrganisationKind::regional) ++out.values["regional_bodies"];
        if (kind == OrganisationKind::trade) ++out.values["trade_bodies"];
    }
    for (const auto& [id, person] : mediators) {
        if (!person.holds || !query.area.contains(person.division)) continue;
        ++out.values["mediators"];
        if (person.full_time) ++out.values["mediators_full_time"];
    }
    for (const auto& [id, person] : elders)
        if (person.holds && query.area.contains(person.division)) ++out.values["elders"];
}

}  // namespace tiaojie::test
