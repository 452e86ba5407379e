// What has happened, in the past tense. Events are the stored truth: never renamed, never changed; a new field has a
// default, a new meaning is a new event (docs/stored-events.md). One applied command makes one event.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

struct OrganisationFounded {
    static constexpr std::string_view event_name = "OrganisationFounded";
    static constexpr std::string_view chinese = "设立组织";

    Id org{};
    std::string name{};
    OrganisationKind kind{};
    Division division{};
    std::string short_name{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("org", &Self::org), field("name", &Self::name), field("kind", &Self::kind),
                          field("division", &Self::division), field("short", &Self::short_name)};
    }
    friend bool operator==(const OrganisationFounded&, const OrganisationFounded&) = default;
};

struct OrganisationDissolved {
    static constexpr std::string_view event_name = "OrganisationDissolved";
    static constexpr std::string_view chinese = "撤销组织";

    Id org{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("org", &Self::org)};
    }
    friend bool operator==(const OrganisationDissolved&, const OrganisationDissolved&) = default;
};

struct MediatorAppointed {
    static constexpr std::string_view event_name = "MediatorAppointed";
    static constexpr std::string_view chinese = "聘任调解员";

    Id mediator{};
    std::string name{};
    Id org{};
    bool full_time{};
    std::optional<std::string> phone{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("mediator", &Self::mediator), field("name", &Self::name), field("org", &Self::org),
                          field("full_time", &Self::full_time), field("phone", &Self::phone)};
    }
    friend bool operator==(const MediatorAppointed&, const MediatorAppointed&) = default;
};

struct MediatorRemoved {
    static constexpr std::string_view event_name = "MediatorRemoved";
    static constexpr std::string_view chinese = "解聘调解员";

    Id mediator{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("mediator", &Self::mediator), field("reason", &Self::reason)};
    }
    friend bool operator==(const MediatorRemoved&, const MediatorRemoved&) = default;
};

struct ElderEnrolled {
    static constexpr std::string_view event_name = "ElderEnrolled";
    static constexpr std::string_view chinese = "乡贤入册";

    Id elder{};
    std::string name{};
    Division division{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("elder", &Self::elder), field("name", &Self::name), field("division", &Self::division)};
    }
    friend bool operator==(const ElderEnrolled&, const ElderEnrolled&) = default;
};

struct ElderRetired {
    static constexpr std::string_view event_name = "ElderRetired";
    static constexpr std::string_view chinese = "乡贤出册";

    Id elder{};
    std::optional<std::string> reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("elder", &Self::elder), field("reason", &Self::reason)};
    }
    friend bool operator==(const ElderRetired&, const ElderRetired&) = default;
};

struct RepresentativesSet {
    static constexpr std::string_view event_name = "RepresentativesSet";
    static constexpr std::string_view chinese = "核定村民代表名额";

    Division division{};
    int seats{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("division", &Self::division), field("seats", &Self::seats)};
    }
    friend bool operator==(const RepresentativesSet&, const RepresentativesSet&) = default;
};

struct ScreeningRecorded {
    static constexpr std::string_view event_name = "ScreeningRecorded";
    static constexpr std::string_view chinese = "排查";

    Division division{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("division", &Self::division), field("note", &Self::note)};
    }
    friend bool operator==(const ScreeningRecorded&, const ScreeningRecorded&) = default;
};

struct PolicySet {
    static constexpr std::string_view event_name = "PolicySet";
    static constexpr std::string_view chinese = "启用政策";

    Date from{};
    Policy policy{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("from", &Self::from), field("policy", &Self::policy)};
    }
    friend bool operator==(const PolicySet&, const PolicySet&) = default;
};

struct CalendarLoaded {
    static constexpr std::string_view event_name = "CalendarLoaded";
    static constexpr std::string_view chinese = "载入放假安排";

    CalendarNotice notice{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice)};
    }
    friend bool operator==(const CalendarLoaded&, const CalendarLoaded&) = default;
};

struct CampaignLaunched {
    static constexpr std::string_view event_name = "CampaignLaunched";
    static constexpr std::string_view chinese = "启动专项行动";

    Id campaign{};
    std::string name{};
    Division division{};
    Date until{};
    std::optional<int> months{};
    std::vector<DisputeType> types{};
    bool include_open{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("campaign", &Self::campaign),
                          field("name", &Self::name),
                          field("division", &Self::division),
                          field("until", &Self::until),
                          field("months", &Self::months),
                          field("types", &Self::types),
                          field("include_open", &Self::include_open)};
    }
    friend bool operator==(const CampaignLaunched&, const CampaignLaunched&) = default;
};

struct CampaignClosed {
    static constexpr std::string_view event_name = "CampaignClosed";
    static constexpr std::string_view chinese = "结束专项行动";

    Id campaign{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("campaign", &Self::campaign)};
    }
    friend bool operator==(const CampaignClosed&, const CampaignClosed&) = default;
};

struct ConsultationHeld {
    static constexpr std::string_view event_name = "ConsultationHeld";
    static constexpr std::string_view chinese = "会商";

    Id consultation{};
    Division division{};
    std::vector<std::string> present{};
    std::vector<ConsultationItem> items{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("consultation", &Self::consultation), field("division", &Self::division),
                          field("present", &Self::present), field("items", &Self::items)};
    }
    friend bool operator==(const ConsultationHeld&, const ConsultationHeld&) = default;
};

struct DecisionCompleted {
    static constexpr std::string_view event_name = "DecisionCompleted";
    static constexpr std::string_view chinese = "会商决定办结";

    Id consultation{};
    int item{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("consultation", &Self::consultation), field("item", &Self::item),
                          field("note", &Self::note)};
    }
    friend bool operator==(const DecisionCompleted&, const DecisionCompleted&) = default;
};

struct SupervisionIssued {
    static constexpr std::string_view event_name = "SupervisionIssued";
    static constexpr std::string_view chinese = "督办";

    Id notice{};
    std::string number{};
    Id case_id{};
    Grade grade{};
    std::string requirement{};
    Date reply_by{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice),
                          field("number", &Self::number),
                          field("case", &Self::case_id),
                          field("grade", &Self::grade),
                          field("requirement", &Self::requirement),
                          field("reply_by", &Self::reply_by)};
    }
    friend bool operator==(const SupervisionIssued&, const SupervisionIssued&) = default;
};

struct SupervisionSigned {
    static constexpr std::string_view event_name = "SupervisionSigned";
    static constexpr std::string_view chinese = "督办签收";

    Id notice{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice)};
    }
    friend bool operator==(const SupervisionSigned&, const SupervisionSigned&) = default;
};

struct SupervisionReplied {
    static constexpr std::string_view event_name = "SupervisionReplied";
    static constexpr std::string_view chinese = "督办回复";

    Id notice{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice), field("note", &Self::note)};
    }
    friend bool operator==(const SupervisionReplied&, const SupervisionReplied&) = default;
};

struct SupervisionCancelled {
    static constexpr std::string_view event_name = "SupervisionCancelled";
    static constexpr std::string_view chinese = "督办撤销";

    Id notice{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice), field("reason", &Self::reason)};
    }
    friend bool operator==(const SupervisionCancelled&, const SupervisionCancelled&) = default;
};

struct CaseRegistered {
    static constexpr std::string_view event_name = "CaseRegistered";
    static constexpr std::string_view chinese = "登记";

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

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id),      field("org", &Self::org),
                          field("division", &Self::division), field("type", &Self::type),
                          field("source", &Self::source),     field("summary", &Self::summary),
                          field("parties", &Self::parties),   field("amount", &Self::amount),
                          field("people", &Self::people),     field("major", &Self::major)};
    }
    friend bool operator==(const CaseRegistered&, const CaseRegistered&) = default;
};

struct CaseAccepted {
    static constexpr std::string_view event_name = "CaseAccepted";
    static constexpr std::string_view chinese = "受理";

    Id case_id{};
    std::string number{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    Stage stage{};
    std::optional<std::string> reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id),        field("number", &Self::number),
                          field("mediators", &Self::mediators), field("official", &Self::official),
                          field("stage", &Self::stage),         field("reason", &Self::reason)};
    }
    friend bool operator==(const CaseAccepted&, const CaseAccepted&) = default;
};

struct CaseRefused {
    static constexpr std::string_view event_name = "CaseRefused";
    static constexpr std::string_view chinese = "不予受理";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason),
                          field("routes", &Self::routes)};
    }
    friend bool operator==(const CaseRefused&, const CaseRefused&) = default;
};

struct MediatorsAssigned {
    static constexpr std::string_view event_name = "MediatorsAssigned";
    static constexpr std::string_view chinese = "指派";

    Id case_id{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<std::string> plan{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("mediators", &Self::mediators),
                          field("official", &Self::official), field("plan", &Self::plan)};
    }
    friend bool operator==(const MediatorsAssigned&, const MediatorsAssigned&) = default;
};

struct SessionHeld {
    static constexpr std::string_view event_name = "SessionHeld";
    static constexpr std::string_view chinese = "调解";

    Id case_id{};
    std::string place{};
    std::string notes{};
    std::vector<std::string> present{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("place", &Self::place), field("notes", &Self::notes),
                          field("present", &Self::present)};
    }
    friend bool operator==(const SessionHeld&, const SessionHeld&) = default;
};

struct HearingHeld {
    static constexpr std::string_view event_name = "HearingHeld";
    static constexpr std::string_view chinese = "评理会";

    Id case_id{};
    std::vector<Id> elders{};
    bool consented{};
    std::string opinion{};
    std::vector<Id> recused{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("elders", &Self::elders),
                          field("consented", &Self::consented), field("opinion", &Self::opinion),
                          field("recused", &Self::recused)};
    }
    friend bool operator==(const HearingHeld&, const HearingHeld&) = default;
};

struct ReviewHeld {
    static constexpr std::string_view event_name = "ReviewHeld";
    static constexpr std::string_view chinese = "村民评议";

    Id case_id{};
    int present{};
    int in_favour{};
    int against{};
    std::string opinion{};
    int seats{};
    bool carried{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id),        field("present", &Self::present),
                          field("in_favour", &Self::in_favour), field("against", &Self::against),
                          field("opinion", &Self::opinion),     field("seats", &Self::seats),
                          field("carried", &Self::carried)};
    }
    friend bool operator==(const ReviewHeld&, const ReviewHeld&) = default;
};

struct StageEscalated {
    static constexpr std::string_view event_name = "StageEscalated";
    static constexpr std::string_view chinese = "上报";

    Id case_id{};
    Stage from{};
    Stage to{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("from", &Self::from), field("to", &Self::to),
                          field("reason", &Self::reason)};
    }
    friend bool operator==(const StageEscalated&, const StageEscalated&) = default;
};

struct StageReturned {
    static constexpr std::string_view event_name = "StageReturned";
    static constexpr std::string_view chinese = "退回";

    Id case_id{};
    Stage from{};
    Stage to{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("from", &Self::from), field("to", &Self::to),
                          field("reason", &Self::reason)};
    }
    friend bool operator==(const StageReturned&, const StageReturned&) = default;
};

struct AgreementReached {
    static constexpr std::string_view event_name = "AgreementReached";
    static constexpr std::string_view chinese = "达成协议";

    Id case_id{};
    Form form{};
    std::string terms{};
    std::optional<Amount> amount{};
    std::vector<Obligation> obligations{};
    Date effective{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id),
                          field("form", &Self::form),
                          field("terms", &Self::terms),
                          field("amount", &Self::amount),
                          field("obligations", &Self::obligations),
                          field("effective", &Self::effective)};
    }
    friend bool operator==(const AgreementReached&, const AgreementReached&) = default;
};

struct ObligationPerformed {
    static constexpr std::string_view event_name = "ObligationPerformed";
    static constexpr std::string_view chinese = "履行";

    Id case_id{};
    std::vector<int> obligations{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("obligations", &Self::obligations),
                          field("note", &Self::note)};
    }
    friend bool operator==(const ObligationPerformed&, const ObligationPerformed&) = default;
};

struct ObligationDefaulted {
    static constexpr std::string_view event_name = "ObligationDefaulted";
    static constexpr std::string_view chinese = "违约";

    Id case_id{};
    std::vector<int> obligations{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("obligations", &Self::obligations),
                          field("note", &Self::note)};
    }
    friend bool operator==(const ObligationDefaulted&, const ObligationDefaulted&) = default;
};

struct ConfirmationRecorded {
    static constexpr std::string_view event_name = "ConfirmationRecorded";
    static constexpr std::string_view chinese = "司法确认";

    Id case_id{};
    ConfirmationStep step{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("step", &Self::step)};
    }
    friend bool operator==(const ConfirmationRecorded&, const ConfirmationRecorded&) = default;
};

struct FollowUpMade {
    static constexpr std::string_view event_name = "FollowUpMade";
    static constexpr std::string_view chinese = "回访";

    Id case_id{};
    FollowUpResult result{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("result", &Self::result), field("note", &Self::note)};
    }
    friend bool operator==(const FollowUpMade&, const FollowUpMade&) = default;
};

struct CaseReopened {
    static constexpr std::string_view event_name = "CaseReopened";
    static constexpr std::string_view chinese = "反弹重调";

    Id case_id{};
    std::string reason{};
    Stage stage{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason), field("stage", &Self::stage)};
    }
    friend bool operator==(const CaseReopened&, const CaseReopened&) = default;
};

struct MediationTerminated {
    static constexpr std::string_view event_name = "MediationTerminated";
    static constexpr std::string_view chinese = "终止调解";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason),
                          field("routes", &Self::routes)};
    }
    friend bool operator==(const MediationTerminated&, const MediationTerminated&) = default;
};

struct CaseWithdrawn {
    static constexpr std::string_view event_name = "CaseWithdrawn";
    static constexpr std::string_view chinese = "撤回";

    Id case_id{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason)};
    }
    friend bool operator==(const CaseWithdrawn&, const CaseWithdrawn&) = default;
};

struct MediationSuspended {
    static constexpr std::string_view event_name = "MediationSuspended";
    static constexpr std::string_view chinese = "中止";

    Id case_id{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason)};
    }
    friend bool operator==(const MediationSuspended&, const MediationSuspended&) = default;
};

struct MediationResumed {
    static constexpr std::string_view event_name = "MediationResumed";
    static constexpr std::string_view chinese = "恢复";

    Id case_id{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason)};
    }
    friend bool operator==(const MediationResumed&, const MediationResumed&) = default;
};

struct ClockExtended {
    static constexpr std::string_view event_name = "ClockExtended";
    static constexpr std::string_view chinese = "延长期限";

    Id case_id{};
    ClockKind clock{};
    Date until{};
    bool consented{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("clock", &Self::clock), field("until", &Self::until),
                          field("consented", &Self::consented), field("reason", &Self::reason)};
    }
    friend bool operator==(const ClockExtended&, const ClockExtended&) = default;
};

struct CaseCorrected {
    static constexpr std::string_view event_name = "CaseCorrected";
    static constexpr std::string_view chinese = "更正";

    Id case_id{};
    Corrections set{};
    Corrections was{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("set", &Self::set), field("was", &Self::was),
                          field("reason", &Self::reason)};
    }
    friend bool operator==(const CaseCorrected&, const CaseCorrected&) = default;
};

struct CaseMerged {
    static constexpr std::string_view event_name = "CaseMerged";
    static constexpr std::string_view chinese = "并案";

    Id case_id{};
    Id into{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("into", &Self::into), field("reason", &Self::reason)};
    }
    friend bool operator==(const CaseMerged&, const CaseMerged&) = default;
};

struct PaperFiled {
    static constexpr std::string_view event_name = "PaperFiled";
    static constexpr std::string_view chinese = "材料入卷";

    Id case_id{};
    PaperKind kind{};
    std::optional<std::string> note{};
    std::optional<std::string> file{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("kind", &Self::kind), field("note", &Self::note),
                          field("file", &Self::file)};
    }
    friend bool operator==(const PaperFiled&, const PaperFiled&) = default;
};

struct CaseStruckOff {
    static constexpr std::string_view event_name = "CaseStruckOff";
    static constexpr std::string_view chinese = "销号";

    Id case_id{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id)};
    }
    friend bool operator==(const CaseStruckOff&, const CaseStruckOff&) = default;
};

struct CaseArchived {
    static constexpr std::string_view event_name = "CaseArchived";
    static constexpr std::string_view chinese = "归档";

    Id case_id{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id)};
    }
    friend bool operator==(const CaseArchived&, const CaseArchived&) = default;
};

using EventKinds =
    std::variant<OrganisationFounded, OrganisationDissolved, MediatorAppointed, MediatorRemoved, ElderEnrolled,
                 ElderRetired, RepresentativesSet, ScreeningRecorded, PolicySet, CalendarLoaded, CampaignLaunched,
                 CampaignClosed, ConsultationHeld, DecisionCompleted, SupervisionIssued, SupervisionSigned,
                 SupervisionReplied, SupervisionCancelled, CaseRegistered, CaseAccepted, CaseRefused, MediatorsAssigned,
                 SessionHeld, HearingHeld, ReviewHeld, StageEscalated, StageReturned, AgreementReached,
                 ObligationPerformed, ObligationDefaulted, ConfirmationRecorded, FollowUpMade, CaseReopened,
                 MediationTerminated, CaseWithdrawn, MediationSuspended, MediationResumed, ClockExtended, CaseCorrected,
                 CaseMerged, PaperFiled, CaseStruckOff, CaseArchived>;

// One of them. A class of its own, so that copying, comparing and ending it is compiled once (event.cpp) and not in
// every file that holds one.
class Event : public EventKinds {
public:
    using Kinds = EventKinds;
    using Kinds::Kinds;
    Event();
    Event(const Event&);
    Event(Event&&) noexcept;
    Event& operator=(const Event&);
    Event& operator=(Event&&) noexcept;
    ~Event();
    friend bool operator==(const Event& a, const Event& b);
};

// The name under which an event is stored and shown.
std::string_view event_name(const Event& event);
// What people call it; of a name that no event has: the name itself.
std::string_view event_chinese(const Event& event);
std::string_view event_chinese(std::string_view event_name);

// The case that the event speaks of; none for facts of the office.
std::optional<Id> case_of(const Event& event);

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
