#include "api/wire/event_to_command.hpp"
#include "core/case/command.hpp"
#include "core/case/event.hpp"

namespace tiaojie {
namespace {

// What is written only where it says something: lists that are not empty, flags that are set.
template <class T>
std::optional<std::vector<T>> if_any(const std::vector<T>& list) {
    if (list.empty()) return std::nullopt;
    return list;
}

std::optional<bool> if_set(bool flag) { return flag ? std::optional{true} : std::nullopt; }

std::optional<std::string> if_any(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

// An event with several numbers, or none, was made by a command that named none: it meant all that were left. Played
// back in order, the same ones are left.
std::optional<int> the_one(const std::vector<int>& numbers) {
    return numbers.size() == 1 ? std::optional{numbers.front()} : std::nullopt;
}

// --- the office
Command back(const OrganisationFounded& e) {
    return FoundOrganisation{e.org, e.name, e.kind, e.division, if_any(e.short_name)};
}
Command back(const OrganisationDissolved& e) { return DissolveOrganisation{e.org}; }
Command back(const MediatorAppointed& e) {
    return AppointMediator{e.mediator, e.name, e.org, if_set(e.full_time), e.phone};
}
Command back(const MediatorRemoved& e) { return RemoveMediator{e.mediator, e.reason}; }
Command back(const ElderEnrolled& e) { return EnrolElder{e.elder, e.name, e.division}; }
Command back(const ElderRetired& e) { return RetireElder{e.elder, e.reason}; }
Command back(const RepresentativesSet& e) { return SetRepresentatives{e.division, e.seats}; }
Command back(const ScreeningRecorded& e) { return RecordScreening{e.division, e.note}; }
Command back(const PolicySet& e) { return SetPolicy{e.from, e.policy}; }
Command back(const CalendarLoaded& e) { return LoadCalendar{e.notice}; }

// A length in months is given back as such: the calendar then loaded is loaded again by then.
Command back(const CampaignLaunched& e) {
    return LaunchCampaign{e.campaign,
                          e.name,
                          e.division,
                          e.months ? std::nullopt : std::optional{e.until},
                          e.months,
                          if_any(e.types),
                          if_set(e.include_open)};
}
Command back(const CampaignClosed& e) { return CloseCampaign{e.campaign}; }
Command back(const ConsultationHeld& e) { return HoldConsultation{e.division, e.present, e.items, e.consultation}; }
Command back(const DecisionCompleted& e) { return CompleteDecision{e.consultation, e.item, e.note}; }
Command back(const SupervisionIssued& e) {
    return IssueSupervision{e.case_id, e.grade, e.requirement, e.reply_by, e.notice};
}
Command back(const SupervisionSigned& e) { return SignSupervision{e.notice}; }
Command back(const SupervisionReplied& e) { return ReplySupervision{e.notice, e.note}; }
Command back(const SupervisionCancelled& e) { return CancelSupervision{e.notice, e.reason}; }

// --- cases; numbers of cases and notices follow from the order
Command back(const CaseRegistered& e) {
    return RegisterCase{e.case_id, e.org,     e.division, e.type,   e.source,
                        e.summary, e.parties, e.amount,   e.people, if_set(e.major)};
}
Command back(const CaseAccepted& e) {
    const auto stage = e.stage == Stage::assigned_mediation ? std::nullopt : std::optional{e.stage};
    return AcceptCase{e.case_id, e.mediators, e.official, stage, e.reason};
}
Command back(const CaseRefused& e) { return RefuseCase{e.case_id, e.reason, e.routes}; }
Command back(const MediatorsAssigned& e) { return AssignCase{e.case_id, e.mediators, e.official, e.plan}; }
Command back(const SessionHeld& e) { return HoldSession{e.case_id, e.place, e.notes, if_any(e.present)}; }
Command back(const HearingHeld& e) {
    return HoldHearing{e.case_id, e.elders, e.consented, e.opinion, if_any(e.recused)};
}
Command back(const ReviewHeld& e) { return HoldReview{e.case_id, e.present, e.in_favour, e.against, e.opinion}; }
Command back(const StageEscalated& e) { return EscalateCase{e.case_id, e.reason, e.to}; }
Command back(const StageReturned& e) { return ReturnCase{e.case_id, e.to, e.reason}; }
Command back(const AgreementReached& e) {
    return SettleCase{e.case_id, e.form, e.terms, e.amount, if_any(e.obligations), e.effective};
}
Command back(const ObligationPerformed& e) { return PerformObligation{e.case_id, the_one(e.obligations), e.note}; }
Command back(const ObligationDefaulted& e) { return DefaultObligation{e.case_id, the_one(e.obligations), e.note}; }
Command back(const ConfirmationRecorded& e) { return ConfirmAgreement{e.case_id, e.step}; }
Command back(const FollowUpMade& e) { return FollowUpCase{e.case_id, e.result, e.note}; }
Command back(const CaseReopened& e) { return ReopenCase{e.case_id, e.reason, e.stage}; }
Command back(const MediationTerminated& e) { return TerminateCase{e.case_id, e.reason, e.routes}; }
Command back(const CaseWithdrawn& e) { return WithdrawCase{e.case_id, e.reason}; }
Command back(const MediationSuspended& e) { return SuspendCase{e.case_id, e.reason}; }
Command back(const MediationResumed& e) { return ResumeCase{e.case_id, e.reason}; }
Command back(const ClockExtended& e) { return ExtendClock{e.case_id, e.clock, e.until, e.consented, e.reason}; }
Command back(const CaseCorrected& e) { return CorrectCase{e.case_id, e.set, e.reason}; }
Command back(const CaseMerged& e) { return MergeCase{e.case_id, e.into, e.reason}; }
Command back(const PaperFiled& e) { return FilePaper{e.case_id, e.kind, e.note, e.file}; }
Command back(const CaseStruckOff& e) { return StrikeOffCase{e.case_id}; }
Command back(const CaseArchived& e) { return ArchiveCase{e.case_id}; }

}  // namespace

ReadCommand command_of(const Recorded& recorded) {
    auto command = std::visit([](const auto& e) { return back(e); }, recorded.event);
    return {std::move(command), {recorded.at, recorded.by, recorded.id}};
}

}  // namespace tiaojie
