// What has happened, in the past tense. Events are the stored truth: never renamed, never changed; a new field has a
// default, a new meaning is a new event (docs/stored-events.md). One applied command makes one event.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/command.hpp"
#include "core/payload.hpp"

namespace tiaojie {

struct OrganisationFounded {
    static constexpr std::string_view event_name = "OrganisationFounded";

    Id org{};
    std::string name{};
    OrganisationKind kind{};
    Division division{};
    std::string short_name{};

    static constexpr auto fields() {
        return std::tuple{field("org", &OrganisationFounded::org), field("name", &OrganisationFounded::name),
                          field("kind", &OrganisationFounded::kind), field("division", &OrganisationFounded::division),
                          field("short", &OrganisationFounded::short_name)};
    }
    friend bool operator==(const OrganisationFounded&, const OrganisationFounded&) = default;
};

struct OrganisationDissolved {
    static constexpr std::string_view event_name = "OrganisationDissolved";

    Id org{};

    static constexpr auto fields() { return std::tuple{field("org", &OrganisationDissolved::org)}; }
    friend bool operator==(const OrganisationDissolved&, const OrganisationDissolved&) = default;
};

struct MediatorAppointed {
    static constexpr std::string_view event_name = "MediatorAppointed";

    Id mediator{};
    std::string name{};
    Id org{};
    bool full_time{};
    std::optional<std::string> phone{};

    static constexpr auto fields() {
        return std::tuple{field("mediator", &MediatorAppointed::mediator), field("name", &MediatorAppointed::name),
                          field("org", &MediatorAppointed::org), field("full_time", &MediatorAppointed::full_time),
                          field("phone", &MediatorAppointed::phone)};
    }
    friend bool operator==(const MediatorAppointed&, const MediatorAppointed&) = default;
};

struct MediatorRemoved {
    static constexpr std::string_view event_name = "MediatorRemoved";

    Id mediator{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("mediator", &MediatorRemoved::mediator), field("reason", &MediatorRemoved::reason)};
    }
    friend bool operator==(const MediatorRemoved&, const MediatorRemoved&) = default;
};

struct ElderEnrolled {
    static constexpr std::string_view event_name = "ElderEnrolled";

    Id elder{};
    std::string name{};
    Division division{};

    static constexpr auto fields() {
        return std::tuple{field("elder", &ElderEnrolled::elder), field("name", &ElderEnrolled::name),
                          field("division", &ElderEnrolled::division)};
    }
    friend bool operator==(const ElderEnrolled&, const ElderEnrolled&) = default;
};

struct ElderRetired {
    static constexpr std::string_view event_name = "ElderRetired";

    Id elder{};
    std::optional<std::string> reason{};

    static constexpr auto fields() {
        return std::tuple{field("elder", &ElderRetired::elder), field("reason", &ElderRetired::reason)};
    }
    friend bool operator==(const ElderRetired&, const ElderRetired&) = default;
};

struct RepresentativesSet {
    static constexpr std::string_view event_name = "RepresentativesSet";

    Division division{};
    int seats{};

    static constexpr auto fields() {
        return std::tuple{field("division", &RepresentativesSet::division), field("seats", &RepresentativesSet::seats)};
    }
    friend bool operator==(const RepresentativesSet&, const RepresentativesSet&) = default;
};

struct ScreeningRecorded {
    static constexpr std::string_view event_name = "ScreeningRecorded";

    Division division{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("division", &ScreeningRecorded::division), field("note", &ScreeningRecorded::note)};
    }
    friend bool operator==(const ScreeningRecorded&, const ScreeningRecorded&) = default;
};

struct PolicySet {
    static constexpr std::string_view event_name = "PolicySet";

    Date from{};
    Policy policy{};

    static constexpr auto fields() {
        return std::tuple{field("from", &PolicySet::from), field("policy", &PolicySet::policy)};
    }
    friend bool operator==(const PolicySet&, const PolicySet&) = default;
};

struct CalendarLoaded {
    static constexpr std::string_view event_name = "CalendarLoaded";

    CalendarNotice notice{};

    static constexpr auto fields() { return std::tuple{field("notice", &CalendarLoaded::notice)}; }
    friend bool operator==(const CalendarLoaded&, const CalendarLoaded&) = default;
};

struct CampaignLaunched {
    static constexpr std::string_view event_name = "CampaignLaunched";

    Id campaign{};
    std::string name{};
    Division division{};
    Date until{};
    std::optional<int> months{};
    std::vector<DisputeType> types{};
    bool include_open{};

    static constexpr auto fields() {
        return std::tuple{field("campaign", &CampaignLaunched::campaign),
                          field("name", &CampaignLaunched::name),
                          field("division", &CampaignLaunched::division),
                          field("until", &CampaignLaunched::until),
                          field("months", &CampaignLaunched::months),
                          field("types", &CampaignLaunched::types),
                          field("include_open", &CampaignLaunched::include_open)};
    }
    friend bool operator==(const CampaignLaunched&, const CampaignLaunched&) = default;
};

struct CampaignClosed {
    static constexpr std::string_view event_name = "CampaignClosed";

    Id campaign{};

    static constexpr auto fields() { return std::tuple{field("campaign", &CampaignClosed::campaign)}; }
    friend bool operator==(const CampaignClosed&, const CampaignClosed&) = default;
};

struct ConsultationHeld {
    static constexpr std::string_view event_name = "ConsultationHeld";

    Id consultation{};
    Division division{};
    std::vector<std::string> present{};
    std::vector<ConsultationItem> items{};

    static constexpr auto fields() {
        return std::tuple{field("consultation", &ConsultationHeld::consultation),
                          field("division", &ConsultationHeld::division), field("present", &ConsultationHeld::present),
                          field("items", &ConsultationHeld::items)};
    }
    friend bool operator==(const ConsultationHeld&, const ConsultationHeld&) = default;
};

struct DecisionCompleted {
    static constexpr std::string_view event_name = "DecisionCompleted";

    Id consultation{};
    int item{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("consultation", &DecisionCompleted::consultation),
                          field("item", &DecisionCompleted::item), field("note", &DecisionCompleted::note)};
    }
    friend bool operator==(const DecisionCompleted&, const DecisionCompleted&) = default;
};

struct SupervisionIssued {
    static constexpr std::string_view event_name = "SupervisionIssued";

    Id notice{};
    std::string number{};
    Id case_id{};
    Grade grade{};
    std::string requirement{};
    Date reply_by{};

    static constexpr auto fields() {
        return std::tuple{field("notice", &SupervisionIssued::notice),
                          field("number", &SupervisionIssued::number),
                          field("case", &SupervisionIssued::case_id),
                          field("grade", &SupervisionIssued::grade),
                          field("requirement", &SupervisionIssued::requirement),
                          field("reply_by", &SupervisionIssued::reply_by)};
    }
    friend bool operator==(const SupervisionIssued&, const SupervisionIssued&) = default;
};

struct SupervisionSigned {
    static constexpr std::string_view event_name = "SupervisionSigned";

    Id notice{};

    static constexpr auto fields() { return std::tuple{field("notice", &SupervisionSigned::notice)}; }
    friend bool operator==(const SupervisionSigned&, const SupervisionSigned&) = default;
};

struct SupervisionReplied {
    static constexpr std::string_view event_name = "SupervisionReplied";

    Id notice{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("notice", &SupervisionReplied::notice), field("note", &SupervisionReplied::note)};
    }
    friend bool operator==(const SupervisionReplied&, const SupervisionReplied&) = default;
};

struct SupervisionCancelled {
    static constexpr std::string_view event_name = "SupervisionCancelled";

    Id notice{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("notice", &SupervisionCancelled::notice),
                          field("reason", &SupervisionCancelled::reason)};
    }
    friend bool operator==(const SupervisionCancelled&, const SupervisionCancelled&) = default;
};

struct CaseRegistered {
    static constexpr std::string_view event_name = "CaseRegistered";

    Id case_id{};
    Id org{};
    Division division{};
    DisputeType type{};
    Source source{};
    std::string summary{};
    std::vector<Party> parties{};
    std::optional<Amount> amount{};
    std::optional<int> people{};
    bool major{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseRegistered::case_id),      field("org", &CaseRegistered::org),
                          field("division", &CaseRegistered::division), field("type", &CaseRegistered::type),
                          field("source", &CaseRegistered::source),     field("summary", &CaseRegistered::summary),
                          field("parties", &CaseRegistered::parties),   field("amount", &CaseRegistered::amount),
                          field("people", &CaseRegistered::people),     field("major", &CaseRegistered::major)};
    }
    friend bool operator==(const CaseRegistered&, const CaseRegistered&) = default;
};

struct CaseAccepted {
    static constexpr std::string_view event_name = "CaseAccepted";

    Id case_id{};
    std::string number{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    Stage stage{};
    std::optional<std::string> reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseAccepted::case_id),        field("number", &CaseAccepted::number),
                          field("mediators", &CaseAccepted::mediators), field("official", &CaseAccepted::official),
                          field("stage", &CaseAccepted::stage),         field("reason", &CaseAccepted::reason)};
    }
    friend bool operator==(const CaseAccepted&, const CaseAccepted&) = default;
};

struct CaseRefused {
    static constexpr std::string_view event_name = "CaseRefused";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseRefused::case_id), field("reason", &CaseRefused::reason),
                          field("routes", &CaseRefused::routes)};
    }
    friend bool operator==(const CaseRefused&, const CaseRefused&) = default;
};

struct MediatorsAssigned {
    static constexpr std::string_view event_name = "MediatorsAssigned";

    Id case_id{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<std::string> plan{};

    static constexpr auto fields() {
        return std::tuple{field("case", &MediatorsAssigned::case_id), field("mediators", &MediatorsAssigned::mediators),
                          field("official", &MediatorsAssigned::official), field("plan", &MediatorsAssigned::plan)};
    }
    friend bool operator==(const MediatorsAssigned&, const MediatorsAssigned&) = default;
};

struct SessionHeld {
    static constexpr std::string_view event_name = "SessionHeld";

    Id case_id{};
    std::string place{};
    std::string notes{};
    std::vector<std::string> present{};

    static constexpr auto fields() {
        return std::tuple{field("case", &SessionHeld::case_id), field("place", &SessionHeld::place),
                          field("notes", &SessionHeld::notes), field("present", &SessionHeld::present)};
    }
    friend bool operator==(const SessionHeld&, const SessionHeld&) = default;
};

struct HearingHeld {
    static constexpr std::string_view event_name = "HearingHeld";

    Id case_id{};
    std::vector<Id> elders{};
    bool consented{};
    std::string opinion{};
    std::vector<Id> recused{};

    static constexpr auto fields() {
        return std::tuple{field("case", &HearingHeld::case_id), field("elders", &HearingHeld::elders),
                          field("consented", &HearingHeld::consented), field("opinion", &HearingHeld::opinion),
                          field("recused", &HearingHeld::recused)};
    }
    friend bool operator==(const HearingHeld&, const HearingHeld&) = default;
};

struct ReviewHeld {
    static constexpr std::string_view event_name = "ReviewHeld";

    Id case_id{};
    int present{};
    int in_favour{};
    int against{};
    std::string opinion{};
    int seats{};
    bool carried{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ReviewHeld::case_id),        field("present", &ReviewHeld::present),
                          field("in_favour", &ReviewHeld::in_favour), field("against", &ReviewHeld::against),
                          field("opinion", &ReviewHeld::opinion),     field("seats", &ReviewHeld::seats),
                          field("carried", &ReviewHeld::carried)};
    }
    friend bool operator==(const ReviewHeld&, const ReviewHeld&) = default;
};

struct StageEscalated {
    static constexpr std::string_view event_name = "StageEscalated";

    Id case_id{};
    Stage from{};
    Stage to{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &StageEscalated::case_id), field("from", &StageEscalated::from),
                          field("to", &StageEscalated::to), field("reason", &StageEscalated::reason)};
    }
    friend bool operator==(const StageEscalated&, const StageEscalated&) = default;
};

struct StageReturned {
    static constexpr std::string_view event_name = "StageReturned";

    Id case_id{};
    Stage from{};
    Stage to{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &StageReturned::case_id), field("from", &StageReturned::from),
                          field("to", &StageReturned::to), field("reason", &StageReturned::reason)};
    }
    friend bool operator==(const StageReturned&, const StageReturned&) = default;
};

struct AgreementReached {
    static constexpr std::string_view event_name = "AgreementReached";

    Id case_id{};
    Form form{};
    std::string terms{};
    std::optional<Amount> amount{};
    std::vector<Obligation> obligations{};
    Date effective{};

    static constexpr auto fields() {
        return std::tuple{field("case", &AgreementReached::case_id),
                          field("form", &AgreementReached::form),
                          field("terms", &AgreementReached::terms),
                          field("amount", &AgreementReached::amount),
                          field("obligations", &AgreementReached::obligations),
                          field("effective", &AgreementReached::effective)};
    }
    friend bool operator==(const AgreementReached&, const AgreementReached&) = default;
};

struct ObligationPerformed {
    static constexpr std::string_view event_name = "ObligationPerformed";

    Id case_id{};
    std::vector<int> obligations{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ObligationPerformed::case_id),
                          field("obligations", &ObligationPerformed::obligations),
                          field("note", &ObligationPerformed::note)};
    }
    friend bool operator==(const ObligationPerformed&, const ObligationPerformed&) = default;
};

struct ObligationDefaulted {
    static constexpr std::string_view event_name = "ObligationDefaulted";

    Id case_id{};
    std::vector<int> obligations{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ObligationDefaulted::case_id),
                          field("obligations", &ObligationDefaulted::obligations),
                          field("note", &ObligationDefaulted::note)};
    }
    friend bool operator==(const ObligationDefaulted&, const ObligationDefaulted&) = default;
};

struct ConfirmationRecorded {
    static constexpr std::string_view event_name = "ConfirmationRecorded";

    Id case_id{};
    ConfirmationStep step{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ConfirmationRecorded::case_id), field("step", &ConfirmationRecorded::step)};
    }
    friend bool operator==(const ConfirmationRecorded&, const ConfirmationRecorded&) = default;
};

struct FollowUpMade {
    static constexpr std::string_view event_name = "FollowUpMade";

    Id case_id{};
    FollowUpResult result{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("case", &FollowUpMade::case_id), field("result", &FollowUpMade::result),
                          field("note", &FollowUpMade::note)};
    }
    friend bool operator==(const FollowUpMade&, const FollowUpMade&) = default;
};

struct CaseReopened {
    static constexpr std::string_view event_name = "CaseReopened";

    Id case_id{};
    std::string reason{};
    Stage stage{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseReopened::case_id), field("reason", &CaseReopened::reason),
                          field("stage", &CaseReopened::stage)};
    }
    friend bool operator==(const CaseReopened&, const CaseReopened&) = default;
};

struct MediationTerminated {
    static constexpr std::string_view event_name = "MediationTerminated";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    static constexpr auto fields() {
        return std::tuple{field("case", &MediationTerminated::case_id), field("reason", &MediationTerminated::reason),
                          field("routes", &MediationTerminated::routes)};
    }
    friend bool operator==(const MediationTerminated&, const MediationTerminated&) = default;
};

struct CaseWithdrawn {
    static constexpr std::string_view event_name = "CaseWithdrawn";

    Id case_id{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseWithdrawn::case_id), field("reason", &CaseWithdrawn::reason)};
    }
    friend bool operator==(const CaseWithdrawn&, const CaseWithdrawn&) = default;
};

struct MediationSuspended {
    static constexpr std::string_view event_name = "MediationSuspended";

    Id case_id{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &MediationSuspended::case_id), field("reason", &MediationSuspended::reason)};
    }
    friend bool operator==(const MediationSuspended&, const MediationSuspended&) = default;
};

struct MediationResumed {
    static constexpr std::string_view event_name = "MediationResumed";

    Id case_id{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &MediationResumed::case_id), field("reason", &MediationResumed::reason)};
    }
    friend bool operator==(const MediationResumed&, const MediationResumed&) = default;
};

struct ClockExtended {
    static constexpr std::string_view event_name = "ClockExtended";

    Id case_id{};
    ClockKind clock{};
    Date until{};
    bool consented{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ClockExtended::case_id), field("clock", &ClockExtended::clock),
                          field("until", &ClockExtended::until), field("consented", &ClockExtended::consented),
                          field("reason", &ClockExtended::reason)};
    }
    friend bool operator==(const ClockExtended&, const ClockExtended&) = default;
};

struct CaseCorrected {
    static constexpr std::string_view event_name = "CaseCorrected";

    Id case_id{};
    Corrections set{};
    Corrections was{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseCorrected::case_id), field("set", &CaseCorrected::set),
                          field("was", &CaseCorrected::was), field("reason", &CaseCorrected::reason)};
    }
    friend bool operator==(const CaseCorrected&, const CaseCorrected&) = default;
};

struct CaseMerged {
    static constexpr std::string_view event_name = "CaseMerged";

    Id case_id{};
    Id into{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CaseMerged::case_id), field("into", &CaseMerged::into),
                          field("reason", &CaseMerged::reason)};
    }
    friend bool operator==(const CaseMerged&, const CaseMerged&) = default;
};

struct PaperFiled {
    static constexpr std::string_view event_name = "PaperFiled";

    Id case_id{};
    PaperKind kind{};
    std::optional<std::string> note{};
    std::optional<std::string> file{};

    static constexpr auto fields() {
        return std::tuple{field("case", &PaperFiled::case_id), field("kind", &PaperFiled::kind),
                          field("note", &PaperFiled::note), field("file", &PaperFiled::file)};
    }
    friend bool operator==(const PaperFiled&, const PaperFiled&) = default;
};

struct CaseStruckOff {
    static constexpr std::string_view event_name = "CaseStruckOff";

    Id case_id{};

    static constexpr auto fields() { return std::tuple{field("case", &CaseStruckOff::case_id)}; }
    friend bool operator==(const CaseStruckOff&, const CaseStruckOff&) = default;
};

struct CaseArchived {
    static constexpr std::string_view event_name = "CaseArchived";

    Id case_id{};

    static constexpr auto fields() { return std::tuple{field("case", &CaseArchived::case_id)}; }
    friend bool operator==(const CaseArchived&, const CaseArchived&) = default;
};

using Event =
    std::variant<OrganisationFounded, OrganisationDissolved, MediatorAppointed, MediatorRemoved, ElderEnrolled,
                 ElderRetired, RepresentativesSet, ScreeningRecorded, PolicySet, CalendarLoaded, CampaignLaunched,
                 CampaignClosed, ConsultationHeld, DecisionCompleted, SupervisionIssued, SupervisionSigned,
                 SupervisionReplied, SupervisionCancelled, CaseRegistered, CaseAccepted, CaseRefused, MediatorsAssigned,
                 SessionHeld, HearingHeld, ReviewHeld, StageEscalated, StageReturned, AgreementReached,
                 ObligationPerformed, ObligationDefaulted, ConfirmationRecorded, FollowUpMade, CaseReopened,
                 MediationTerminated, CaseWithdrawn, MediationSuspended, MediationResumed, ClockExtended, CaseCorrected,
                 CaseMerged, PaperFiled, CaseStruckOff, CaseArchived>;

// The name under which an event is stored and shown.
inline std::string_view event_name(const Event& event) {
    return std::visit([](const auto& e) { return e.event_name; }, event);
}

// An event as the journal keeps it.
struct Recorded {
    std::int64_t position{};  // its place in the journal, from 1
    std::int64_t version{};   // its place in its own stream, from 1
    At at{};                  // when it happened
    std::string recorded{};   // when it was entered, RFC 3339
    std::string by{};
    std::optional<Id> id{};
    Event event{};
};

}  // namespace tiaojie
