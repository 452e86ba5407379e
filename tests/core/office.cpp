#include "office.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "lines.hpp"
#include "tests/places.hpp"

namespace tiaojie::test {
namespace {

template <class Value>
std::optional<Value> found(const std::map<Id, Value>& all, const Id& id) {
    const auto it = all.find(id);
    if (it == all.end()) return std::nullopt;
    return it->second;
}

std::vector<Id> keys(const std::map<Id, std::vector<Tenure>>& all) {
    std::vector<Id> out;
    for (const auto& [id, tenures] : all) out.push_back(id);
    return out;
}

}  // namespace

Office::Office(const std::vector<DivisionName>& divisions) {
    for (const auto& each : divisions) divisions_[each.division] = each.name;
}

Result<Event> Office::give(const Command& command, const Envelope& envelope, Date today) {
    auto event = decide(command, envelope, {today, *this, policies, calendar});
    if (event) record(*event, envelope);
    return event;
}

void Office::record(const Event& event, const Envelope& envelope) {
    Recorded recorded{.position = static_cast<std::int64_t>(journal_.size()) + 1,
                      .version = 1,
                      .at = envelope.at,
                      .recorded = envelope.at.text,
                      .by = envelope.by,
                      .id = envelope.id,
                      .event = event};
    std::visit([&](const auto& e) { note(e, envelope.at); }, event);
    if (const auto id = case_of(event)) {
        auto& known = states_[*id];
        if (!known) case_order_.push_back(*id);
        // A new state each time: whoever holds the old one keeps it, as with the store.
        auto state = known ? std::make_shared<CaseState>(*known) : std::make_shared<CaseState>();
        recorded.version = state->version + 1;
        evolve(*state, recorded);
        known = std::move(state);
        events_[*id].push_back(recorded);
    }
    journal_.push_back(std::move(recorded));
}

void Office::note(const OrganisationFounded& e, const At& at) {
    organisations_[e.org] = {e.org, e.name, e.kind, e.division, e.short_name, at.day, std::nullopt};
}

void Office::note(const OrganisationDissolved& e, const At& at) {
    organisations_[e.org].dissolved = at.day;
    for (auto& [id, tenures] : mediators_)
        for (auto& tenure : tenures)
            if (tenure.org == e.org && !tenure.until) tenure.until = at.day;
}

void Office::note(const MediatorAppointed& e, const At& at) {
    // Entered after the organisation's end, for a day before it: leaves office with the others.
    const auto until = organisations_.at(e.org).dissolved;
    mediators_[e.mediator].push_back({e.mediator, e.name, e.org, {}, e.full_time, at.day, until});
}

void Office::note(const MediatorRemoved& e, const At& at) { mediators_[e.mediator].back().until = at.day; }

void Office::note(const ElderEnrolled& e, const At& at) {
    elders_[e.elder].push_back({e.elder, e.name, {}, e.division, false, at.day, std::nullopt});
}

void Office::note(const ElderRetired& e, const At& at) { elders_[e.elder].back().until = at.day; }
void Office::note(const RepresentativesSet& e, const At& at) { seats_[e.division][at.day] = e.seats; }
void Office::note(const ScreeningRecorded& e, const At& at) { screenings_.emplace_back(at.day, e.division); }
void Office::note(const PolicySet& e, const At&) { policies.set(e.from, e.policy); }
void Office::note(const CalendarLoaded& e, const At&) { calendar.load(e.notice); }

void Office::note(const CampaignLaunched& e, const At& at) {
    campaigns_[e.campaign] = {e.campaign, e.name,  e.division,     at.day,      e.until,
                              e.months,   e.types, e.include_open, std::nullopt};
}

void Office::note(const CampaignClosed& e, const At& at) { campaigns_[e.campaign].closed = at.day; }

void Office::note(const ConsultationHeld& e, const At& at) {
    Consultation held{e.consultation, e.division, at.day, e.present, {}};
    for (const auto& item : e.items) held.items.push_back({item, std::nullopt, std::nullopt});
    consultations_[e.consultation] = std::move(held);
}

void Office::note(const DecisionCompleted& e, const At& at) {
    consultations_[e.consultation].items[static_cast<std::size_t>(e.item - 1)].done = at.day;
}

void Office::note(const SupervisionIssued& e, const At& at) {
    ++notice_numbers_[{state(e.case_id).division.town(), at.day.year()}];
    Notice notice{.id = e.notice, .number = e.number, .case_id = e.case_id, .grade = e.grade};
    notice.requirement = e.requirement;
    notice.issued = notice.last_at = at;
    notice.reply_by = e.reply_by;
    notices_[e.notice] = std::move(notice);
}

void Office::note(const SupervisionSigned& e, const At& at) {
    notices_[e.notice].is_signed = at.day;
    notices_[e.notice].last_at = at;
}

void Office::note(const SupervisionReplied& e, const At& at) {
    notices_[e.notice].replied = at.day;
    notices_[e.notice].last_at = at;
}

void Office::note(const SupervisionCancelled& e, const At& at) {
    notices_[e.notice].cancelled = at.day;
    notices_[e.notice].last_at = at;
}

void Office::note(const CaseAccepted& e, const At& at) { ++case_numbers_[{state(e.case_id).org, at.day.year()}]; }

std::vector<Id> Office::cases() const { return case_order_; }
std::vector<Id> Office::mediators() const { return keys(mediators_); }
std::vector<Id> Office::elders() const { return keys(elders_); }

Docket Office::docket(const Id& case_id, Date day) const {
    Docket out;
    for (const auto& [id, campaign] : campaigns_)
        if (campaign.from <= day) out.campaigns.push_back(campaign);
    for (const auto& [id, notice] : notices_)
        if (notice.case_id == case_id && notice.issued.day <= day) out.notices.push_back(notice);
    for (const auto& [id, held] : consultations_) {
        if (held.held > day) continue;
        int number = 0;
        for (const auto& [item, done, what] : held.items) {
            ++number;
            if (item.case_id == case_id)
                out.decisions.push_back({id, number, held.held, item.due, done, item.decision, item.leader});
        }
    }
    return out;
}

std::optional<Organisation> Office::organisation(const Id& id) { return found(organisations_, id); }
std::vector<Tenure> Office::mediator(const Id& id) { return found(mediators_, id).value_or(std::vector<Tenure>{}); }
std::vector<Tenure> Office::elder(const Id& id) { return found(elders_, id).value_or(std::vector<Tenure>{}); }
std::optional<Campaign> Office::campaign(const Id& id) { return found(campaigns_, id); }
std::optional<Consultation> Office::consultation(const Id& id) { return found(consultations_, id); }
std::optional<Notice> Office::notice(const Id& id) { return found(notices_, id); }

bool Office::has_pending_cases(const Id& org) {
    return std::any_of(states_.begin(), states_.end(),
                       [&](const auto& entry) { return entry.second->org == org && is_pending(entry.second->status); });
}

std::optional<int> Office::seats(Division division, Date day) {
    const auto& by_day = seats_[division];
    const auto after = by_day.upper_bound(day);
    if (after == by_day.begin()) return std::nullopt;
    return std::prev(after)->second;
}

std::shared_ptr<const CaseState> Office::case_state(const Id& id) {
    const auto it = states_.find(id);
    return it == states_.end() ? nullptr : it->second;
}

int Office::next_case_number(const Id& org, int year) { return case_numbers_[{org, year}] + 1; }
int Office::next_notice_number(Division town, int year) { return notice_numbers_[{town, year}] + 1; }
Id Office::new_case_id() { return {"made-case-" + std::to_string(journal_.size())}; }
Id Office::new_notice_id() { return {"made-notice-" + std::to_string(journal_.size())}; }
Id Office::new_consultation_id() { return {"made-consultation-" + std::to_string(journal_.size())}; }

// The file has one day a line; that is all that this reader understands of JSON.
const CalendarNotice& calendar_of_data() {
    static const CalendarNotice notice = [] {
        std::ifstream file{tiaojie::source_dir() + "/data/calendar/2004-2026.json"};
        if (!file) throw std::runtime_error{"no calendar file"};
        CalendarNotice out;
        std::vector<int> years;
        for (std::string line; std::getline(file, line);) {
            const auto quoted = split(line, '"');
            if (line.find("\"years\"") != std::string::npos) {
                const auto from = line.find('[') + 1;
                for (const auto year : split(std::string_view{line}.substr(from, line.find(']') - from), ','))
                    years.push_back(std::stoi(std::string{year}));
            }
            if (quoted.size() < 10 || !Date::parse(quoted[1])) continue;
            CalendarDay what{quoted[5] == "work" ? DayType::work : DayType::off, std::string{quoted[9]}, std::nullopt};
            if (line.find("\"in_lieu\": true") != std::string::npos) what.in_lieu = true;
            out.days[day(quoted[1])] = std::move(what);
        }
        out.id = "cn-2004-2026";
        out.years = years;
        return out;
    }();
    return notice;
}

Policy default_policy() {
    const auto days = [](int n) {
        ClockRule rule;
        rule.days = n;
        return rule;
    };
    Policy policy;
    policy.id = "default";
    policy.version = 1;
    policy.clocks.accept.working_days = 3;
    policy.clocks.stage = {days(10), days(10), days(10), days(30), days(30)};
    policy.clocks.overall = days(30);
    policy.clocks.overall.extendable = true;
    policy.clocks.overall.extension_days = 30;
    policy.clocks.follow_up = days(15);
    policy.due_soon_days = 3;
    policy.supervision = SupervisionPolicy{false, 1, 5, 10};
    return policy;
}

}  // namespace tiaojie::test
