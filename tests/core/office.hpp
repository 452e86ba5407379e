// An office kept in plain maps: what the store does with events, without a store.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/case/command.hpp"
#include "core/case/context.hpp"
#include "core/case/event.hpp"
#include "core/clocks/deadline.hpp"
#include "core/deciding/decide.hpp"

namespace tiaojie::test {

class Office final : public Directory {
public:
    explicit Office(const std::vector<DivisionName>& divisions);

    PolicyBook policies{};
    Calendar calendar{};

    // Decides, and records what follows. `today` bounds what may be entered.
    Result<Event> give(const Command& command, const Envelope& envelope, Date today);

    const std::vector<Recorded>& journal() const { return journal_; }
    const std::vector<Recorded>& events_of(const Id& case_id) const { return events_.at(case_id); }
    std::vector<Id> cases() const;  // in order of entry
    const CaseState& state(const Id& case_id) const { return *states_.at(case_id); }
    const std::map<Id, Campaign>& campaigns() const { return campaigns_; }
    const std::map<Id, Consultation>& consultations() const { return consultations_; }
    const std::map<Id, Notice>& notices() const { return notices_; }
    std::vector<Id> mediators() const;
    std::vector<Id> elders() const;
    const std::vector<std::pair<Date, Division>>& screenings() const { return screenings_; }
    DeadlineRules rules() const { return {policies, calendar}; }
    Docket docket(const Id& case_id, Date day) const;

    bool knows(Division division) override { return divisions_.contains(division); }
    std::string division_name(Division division) override { return divisions_.at(division); }
    std::optional<Organisation> organisation(const Id& id) override;
    bool has_pending_cases(const Id& org) override;
    std::vector<Tenure> mediator(const Id& id) override;
    std::vector<Tenure> elder(const Id& id) override;
    std::optional<int> seats(Division division, Date day) override;
    std::optional<Campaign> campaign(const Id& id) override;
    std::optional<Consultation> consultation(const Id& id) override;
    std::optional<Notice> notice(const Id& id) override;
    std::shared_ptr<const CaseState> case_state(const Id& id) override;
    int next_case_number(const Id& org, int year) override;
    int next_notice_number(Division town, int year) override;
    Id new_case_id() override;
    Id new_notice_id() override;
    Id new_consultation_id() override;

private:
    void record(const Event& event, const Envelope& envelope);
    void note(const OrganisationFounded& e, const At& at);
    void note(const OrganisationDissolved& e, const At& at);
    void note(const MediatorAppointed& e, const At& at);
    void note(const MediatorRemoved& e, const At& at);
    void note(const ElderEnrolled& e, const At& at);
    void note(const ElderRetired& e, const At& at);
    void note(const RepresentativesSet& e, const At& at);
    void note(const ScreeningRecorded& e, const At& at);
    void note(const PolicySet& e, const At& at);
    void note(const CalendarLoaded& e, const At& at);
    void note(const CampaignLaunched& e, const At& at);
    void note(const CampaignClosed& e, const At& at);
    void note(const ConsultationHeld& e, const At& at);
    void note(const DecisionCompleted& e, const At& at);
    void note(const SupervisionIssued& e, const At& at);
    void note(const SupervisionSigned& e, const At& at);
    void note(const SupervisionReplied& e, const At& at);
    void note(const SupervisionCancelled& e, const At& at);
    void note(const CaseAccepted& e, const At& at);
    template <class CaseEvent>
    void note(const CaseEvent&, const At&) {}

    std::map<Division, std::string> divisions_{};
    std::vector<Recorded> journal_{};
    std::map<Id, std::vector<Recorded>> events_{};
    std::map<Id, std::shared_ptr<const CaseState>> states_{};
    std::vector<Id> case_order_{};
    std::map<Id, Organisation> organisations_{};
    std::map<Id, std::vector<Tenure>> mediators_{};
    std::map<Id, std::vector<Tenure>> elders_{};
    std::map<Division, std::map<Date, int>> seats_{};
    std::vector<std::pair<Date, Division>> screenings_{};
    std::map<Id, Campaign> campaigns_{};
    std::map<Id, Consultation> consultations_{};
    std::map<Id, Notice> notices_{};
    std::map<std::pair<Id, int>, int> case_numbers_{};
    std::map<std::pair<Division, int>, int> notice_numbers_{};
};

// The holiday notices of data/calendar, and the default policy as data/policy has it.
const CalendarNotice& calendar_of_data();
Policy default_policy();

}  // namespace tiaojie::test
