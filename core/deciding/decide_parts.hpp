// Shared by the decide_*.cpp files: what one decision sees, and the checks that many commands have in common.
#pragma once

#include <initializer_list>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/deciding/decide.hpp"

namespace tiaojie {

// A command on the office: no case behind it.
struct Given {
    const Envelope& envelope;
    const Context& context;

    Date day() const { return envelope.at.day; }
};

// A command on a case that exists.
struct GivenCase {
    const CaseState& state;
    const Envelope& envelope;
    const Context& context;

    Date day() const { return envelope.at.day; }
};

using Refused = std::optional<Refusal>;

// --- existence, as of the day of the command
Refused division_known(Directory& directory, Division division, std::string_view field);
Refused organisation_stands(Directory& directory, const Id& org, Date day, std::string_view field);
Refused mediators_in_office(Directory& directory, const std::vector<Id>& mediators, Date day, std::string_view field);
Refused elders_on_roll(Directory& directory, const std::vector<Id>& elders, Date day, std::string_view field);

// A case that commands on no case mention: there is none before its registration.
Refused case_known(Directory& directory, const Id& case_id, Date day, std::string_view field);

// --- status and time
Refused status_is_one_of(const CaseState& state, std::initializer_list<Status> allowed);
// The status at the end of a day, also one before the case's last event: what is no event of the case (a notice, an
// item of a consultation) may be entered late and is judged by its own day. The case was registered by then (asserted).
Status status_on(const CaseState& state, Date day);
Refused not_in_future(const Given& given);
Refused in_time(const GivenCase& given);  // not after today, not before the previous event of the case

// Registration's rule: one party on each side at least, but for disputes found by screening.
Refused parties_complete(Source source, const std::vector<Party>& parties);

// One overload per command; the compiler names the one that is missing.
Result<Event> decide_office(const FoundOrganisation&, const Given&);
Result<Event> decide_office(const DissolveOrganisation&, const Given&);
Result<Event> decide_office(const AppointMediator&, const Given&);
Result<Event> decide_office(const RemoveMediator&, const Given&);
Result<Event> decide_office(const EnrolElder&, const Given&);
Result<Event> decide_office(const RetireElder&, const Given&);
Result<Event> decide_office(const SetRepresentatives&, const Given&);
Result<Event> decide_office(const RecordScreening&, const Given&);
Result<Event> decide_office(const SetPolicy&, const Given&);
Result<Event> decide_office(const LoadCalendar&, const Given&);
Result<Event> decide_office(const LaunchCampaign&, const Given&);
Result<Event> decide_office(const CloseCampaign&, const Given&);
Result<Event> decide_office(const HoldConsultation&, const Given&);
Result<Event> decide_office(const CompleteDecision&, const Given&);
Result<Event> decide_office(const RegisterCase&, const Given&);
Result<Event> decide_office(const IssueSupervision&, const Given&);
Result<Event> decide_office(const SignSupervision&, const Given&);
Result<Event> decide_office(const ReplySupervision&, const Given&);
Result<Event> decide_office(const CancelSupervision&, const Given&);

Result<Event> decide_case(const AcceptCase&, const GivenCase&);
Result<Event> decide_case(const RefuseCase&, const GivenCase&);
Result<Event> decide_case(const AssignCase&, const GivenCase&);
Result<Event> decide_case(const HoldSession&, const GivenCase&);
Result<Event> decide_case(const HoldHearing&, const GivenCase&);
Result<Event> decide_case(const HoldReview&, const GivenCase&);
Result<Event> decide_case(const EscalateCase&, const GivenCase&);
Result<Event> decide_case(const ReturnCase&, const GivenCase&);
Result<Event> decide_case(const SettleCase&, const GivenCase&);
Result<Event> decide_case(const PerformObligation&, const GivenCase&);
Result<Event> decide_case(const DefaultObligation&, const GivenCase&);
Result<Event> decide_case(const ConfirmAgreement&, const GivenCase&);
Result<Event> decide_case(const FollowUpCase&, const GivenCase&);
Result<Event> decide_case(const ReopenCase&, const GivenCase&);
Result<Event> decide_case(const TerminateCase&, const GivenCase&);
Result<Event> decide_case(const WithdrawCase&, const GivenCase&);
Result<Event> decide_case(const SuspendCase&, const GivenCase&);
Result<Event> decide_case(const ResumeCase&, const GivenCase&);
Result<Event> decide_case(const ExtendClock&, const GivenCase&);
Result<Event> decide_case(const CorrectCase&, const GivenCase&);
Result<Event> decide_case(const MergeCase&, const GivenCase&);
Result<Event> decide_case(const FilePaper&, const GivenCase&);
Result<Event> decide_case(const StrikeOffCase&, const GivenCase&);
Result<Event> decide_case(const ArchiveCase&, const GivenCase&);

}  // namespace tiaojie
