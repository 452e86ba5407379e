// What people ask for, in the imperative. The names in quotes are binding (see docs/commands.md).
// A command says nothing of who may give it (access) nor whether it may happen (decide).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/calendar.hpp"
#include "core/payload.hpp"
#include "core/policy.hpp"

namespace tiaojie {

// The values that case.correct may mend; a member that is present is set.
struct Corrections {
    std::optional<DisputeType> type{};
    std::optional<Source> source{};
    std::optional<std::string> summary{};
    std::optional<Amount> amount{};
    std::optional<int> people{};
    std::optional<bool> major{};
    std::optional<Division> division{};
    std::optional<std::vector<Party>> parties{};

    static constexpr auto fields() {
        return std::tuple{field("type", &Corrections::type),         field("source", &Corrections::source),
                          field("summary", &Corrections::summary),   field("amount", &Corrections::amount),
                          field("people", &Corrections::people),     field("major", &Corrections::major),
                          field("division", &Corrections::division), field("parties", &Corrections::parties)};
    }
    friend bool operator==(const Corrections&, const Corrections&) = default;
};

struct FoundOrganisation {
    static constexpr std::string_view do_name = "organisation.found";

    Id org{};
    std::string name{};
    OrganisationKind kind{};
    Division division{};
    std::optional<std::string> short_name{};

    static constexpr auto fields() {
        return std::tuple{field("org", &FoundOrganisation::org), field("name", &FoundOrganisation::name),
                          field("kind", &FoundOrganisation::kind), field("division", &FoundOrganisation::division),
                          field("short", &FoundOrganisation::short_name)};
    }
};

struct DissolveOrganisation {
    static constexpr std::string_view do_name = "organisation.dissolve";

    Id org{};

    static constexpr auto fields() { return std::tuple{field("org", &DissolveOrganisation::org)}; }
};

struct AppointMediator {
    static constexpr std::string_view do_name = "mediator.appoint";

    Id mediator{};
    std::string name{};
    Id org{};
    std::optional<bool> full_time{};
    std::optional<std::string> phone{};

    static constexpr auto fields() {
        return std::tuple{field("mediator", &AppointMediator::mediator), field("name", &AppointMediator::name),
                          field("org", &AppointMediator::org), field("full_time", &AppointMediator::full_time),
                          field("phone", &AppointMediator::phone)};
    }
};

struct RemoveMediator {
    static constexpr std::string_view do_name = "mediator.remove";

    Id mediator{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("mediator", &RemoveMediator::mediator), field("reason", &RemoveMediator::reason)};
    }
};

struct EnrolElder {
    static constexpr std::string_view do_name = "elder.enrol";

    Id elder{};
    std::string name{};
    Division division{};

    static constexpr auto fields() {
        return std::tuple{field("elder", &EnrolElder::elder), field("name", &EnrolElder::name),
                          field("division", &EnrolElder::division)};
    }
};

struct RetireElder {
    static constexpr std::string_view do_name = "elder.retire";

    Id elder{};
    std::optional<std::string> reason{};

    static constexpr auto fields() {
        return std::tuple{field("elder", &RetireElder::elder), field("reason", &RetireElder::reason)};
    }
};

struct SetRepresentatives {
    static constexpr std::string_view do_name = "representatives.set";

    Division division{};
    int seats{};

    static constexpr auto fields() {
        return std::tuple{field("division", &SetRepresentatives::division), field("seats", &SetRepresentatives::seats)};
    }
};

struct RecordScreening {
    static constexpr std::string_view do_name = "screening.record";

    Division division{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("division", &RecordScreening::division), field("note", &RecordScreening::note)};
    }
};

struct SetPolicy {
    static constexpr std::string_view do_name = "policy.set";

    Date from{};
    Policy policy{};

    static constexpr auto fields() {
        return std::tuple{field("from", &SetPolicy::from), field("policy", &SetPolicy::policy)};
    }
};

struct LoadCalendar {
    static constexpr std::string_view do_name = "calendar.load";

    CalendarNotice notice{};

    static constexpr auto fields() { return std::tuple{field("notice", &LoadCalendar::notice)}; }
};

struct LaunchCampaign {
    static constexpr std::string_view do_name = "campaign.launch";

    Id campaign{};
    std::string name{};
    Division division{};
    std::optional<Date> until{};
    std::optional<int> months{};
    std::optional<std::vector<DisputeType>> types{};
    std::optional<bool> include_open{};

    static constexpr auto fields() {
        return std::tuple{field("campaign", &LaunchCampaign::campaign),
                          field("name", &LaunchCampaign::name),
                          field("division", &LaunchCampaign::division),
                          field("until", &LaunchCampaign::until),
                          field("months", &LaunchCampaign::months),
                          field("types", &LaunchCampaign::types),
                          field("include_open", &LaunchCampaign::include_open)};
    }
};

struct CloseCampaign {
    static constexpr std::string_view do_name = "campaign.close";

    Id campaign{};

    static constexpr auto fields() { return std::tuple{field("campaign", &CloseCampaign::campaign)}; }
};

struct HoldConsultation {
    static constexpr std::string_view do_name = "consultation.hold";

    Division division{};
    std::vector<std::string> present{};
    std::vector<ConsultationItem> items{};
    std::optional<Id> consultation{};

    static constexpr auto fields() {
        return std::tuple{field("division", &HoldConsultation::division), field("present", &HoldConsultation::present),
                          field("items", &HoldConsultation::items),
                          field("consultation", &HoldConsultation::consultation)};
    }
};

struct CompleteDecision {
    static constexpr std::string_view do_name = "consultation.done";

    Id consultation{};
    int item{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("consultation", &CompleteDecision::consultation),
                          field("item", &CompleteDecision::item), field("note", &CompleteDecision::note)};
    }
};

struct RegisterCase {
    static constexpr std::string_view do_name = "case.register";

    std::optional<Id> case_id{};
    Id org{};
    Division division{};
    DisputeType type{};
    Source source{};
    std::string summary{};
    std::vector<Party> parties{};
    std::optional<Amount> amount{};
    std::optional<int> people{};
    std::optional<bool> major{};

    static constexpr auto fields() {
        return std::tuple{field("case", &RegisterCase::case_id),      field("org", &RegisterCase::org),
                          field("division", &RegisterCase::division), field("type", &RegisterCase::type),
                          field("source", &RegisterCase::source),     field("summary", &RegisterCase::summary),
                          field("parties", &RegisterCase::parties),   field("amount", &RegisterCase::amount),
                          field("people", &RegisterCase::people),     field("major", &RegisterCase::major)};
    }
};

struct AcceptCase {
    static constexpr std::string_view do_name = "case.accept";

    Id case_id{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<Stage> stage{};
    std::optional<std::string> reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &AcceptCase::case_id), field("mediators", &AcceptCase::mediators),
                          field("official", &AcceptCase::official), field("stage", &AcceptCase::stage),
                          field("reason", &AcceptCase::reason)};
    }
};

struct RefuseCase {
    static constexpr std::string_view do_name = "case.refuse";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    static constexpr auto fields() {
        return std::tuple{field("case", &RefuseCase::case_id), field("reason", &RefuseCase::reason),
                          field("routes", &RefuseCase::routes)};
    }
};

struct AssignCase {
    static constexpr std::string_view do_name = "case.assign";

    Id case_id{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<std::string> plan{};

    static constexpr auto fields() {
        return std::tuple{field("case", &AssignCase::case_id), field("mediators", &AssignCase::mediators),
                          field("official", &AssignCase::official), field("plan", &AssignCase::plan)};
    }
};

struct HoldSession {
    static constexpr std::string_view do_name = "case.session";

    Id case_id{};
    std::string place{};
    std::string notes{};
    std::optional<std::vector<std::string>> present{};

    static constexpr auto fields() {
        return std::tuple{field("case", &HoldSession::case_id), field("place", &HoldSession::place),
                          field("notes", &HoldSession::notes), field("present", &HoldSession::present)};
    }
};

struct HoldHearing {
    static constexpr std::string_view do_name = "case.hearing";

    Id case_id{};
    std::vector<Id> elders{};
    bool consented{};
    std::string opinion{};
    std::optional<std::vector<Id>> recused{};

    static constexpr auto fields() {
        return std::tuple{field("case", &HoldHearing::case_id), field("elders", &HoldHearing::elders),
                          field("consented", &HoldHearing::consented), field("opinion", &HoldHearing::opinion),
                          field("recused", &HoldHearing::recused)};
    }
};

struct HoldReview {
    static constexpr std::string_view do_name = "case.review";

    Id case_id{};
    int present{};
    int in_favour{};
    int against{};
    std::string opinion{};

    static constexpr auto fields() {
        return std::tuple{field("case", &HoldReview::case_id), field("present", &HoldReview::present),
                          field("in_favour", &HoldReview::in_favour), field("against", &HoldReview::against),
                          field("opinion", &HoldReview::opinion)};
    }
};

struct EscalateCase {
    static constexpr std::string_view do_name = "case.escalate";

    Id case_id{};
    std::string reason{};
    std::optional<Stage> to{};

    static constexpr auto fields() {
        return std::tuple{field("case", &EscalateCase::case_id), field("reason", &EscalateCase::reason),
                          field("to", &EscalateCase::to)};
    }
};

struct ReturnCase {
    static constexpr std::string_view do_name = "case.return";

    Id case_id{};
    Stage to{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ReturnCase::case_id), field("to", &ReturnCase::to),
                          field("reason", &ReturnCase::reason)};
    }
};

struct SettleCase {
    static constexpr std::string_view do_name = "case.settle";

    Id case_id{};
    Form form{};
    std::string terms{};
    std::optional<Amount> amount{};
    std::optional<std::vector<Obligation>> obligations{};
    std::optional<Date> effective{};

    static constexpr auto fields() {
        return std::tuple{field("case", &SettleCase::case_id),
                          field("form", &SettleCase::form),
                          field("terms", &SettleCase::terms),
                          field("amount", &SettleCase::amount),
                          field("obligations", &SettleCase::obligations),
                          field("effective", &SettleCase::effective)};
    }
};

struct PerformObligation {
    static constexpr std::string_view do_name = "case.perform";

    Id case_id{};
    std::optional<int> obligation{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("case", &PerformObligation::case_id),
                          field("obligation", &PerformObligation::obligation), field("note", &PerformObligation::note)};
    }
};

struct DefaultObligation {
    static constexpr std::string_view do_name = "case.default";

    Id case_id{};
    std::optional<int> obligation{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("case", &DefaultObligation::case_id),
                          field("obligation", &DefaultObligation::obligation), field("note", &DefaultObligation::note)};
    }
};

struct ConfirmAgreement {
    static constexpr std::string_view do_name = "case.confirm";

    Id case_id{};
    ConfirmationStep step{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ConfirmAgreement::case_id), field("step", &ConfirmAgreement::step)};
    }
};

struct FollowUpCase {
    static constexpr std::string_view do_name = "case.follow_up";

    Id case_id{};
    FollowUpResult result{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("case", &FollowUpCase::case_id), field("result", &FollowUpCase::result),
                          field("note", &FollowUpCase::note)};
    }
};

struct ReopenCase {
    static constexpr std::string_view do_name = "case.reopen";

    Id case_id{};
    std::string reason{};
    std::optional<Stage> stage{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ReopenCase::case_id), field("reason", &ReopenCase::reason),
                          field("stage", &ReopenCase::stage)};
    }
};

struct TerminateCase {
    static constexpr std::string_view do_name = "case.terminate";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    static constexpr auto fields() {
        return std::tuple{field("case", &TerminateCase::case_id), field("reason", &TerminateCase::reason),
                          field("routes", &TerminateCase::routes)};
    }
};

struct WithdrawCase {
    static constexpr std::string_view do_name = "case.withdraw";

    Id case_id{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &WithdrawCase::case_id), field("reason", &WithdrawCase::reason)};
    }
};

struct SuspendCase {
    static constexpr std::string_view do_name = "case.suspend";

    Id case_id{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &SuspendCase::case_id), field("reason", &SuspendCase::reason)};
    }
};

struct ResumeCase {
    static constexpr std::string_view do_name = "case.resume";

    Id case_id{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ResumeCase::case_id), field("reason", &ResumeCase::reason)};
    }
};

struct ExtendClock {
    static constexpr std::string_view do_name = "case.extend";

    Id case_id{};
    ClockKind clock{};
    Date until{};
    bool consented{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ExtendClock::case_id), field("clock", &ExtendClock::clock),
                          field("until", &ExtendClock::until), field("consented", &ExtendClock::consented),
                          field("reason", &ExtendClock::reason)};
    }
};

struct CorrectCase {
    static constexpr std::string_view do_name = "case.correct";

    Id case_id{};
    Corrections set{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &CorrectCase::case_id), field("set", &CorrectCase::set),
                          field("reason", &CorrectCase::reason)};
    }
};

struct MergeCase {
    static constexpr std::string_view do_name = "case.merge";

    Id case_id{};
    Id into{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("case", &MergeCase::case_id), field("into", &MergeCase::into),
                          field("reason", &MergeCase::reason)};
    }
};

struct FilePaper {
    static constexpr std::string_view do_name = "case.paper";

    Id case_id{};
    PaperKind kind{};
    std::optional<std::string> note{};
    std::optional<std::string> file{};

    static constexpr auto fields() {
        return std::tuple{field("case", &FilePaper::case_id), field("kind", &FilePaper::kind),
                          field("note", &FilePaper::note), field("file", &FilePaper::file)};
    }
};

struct StrikeOffCase {
    static constexpr std::string_view do_name = "case.strike_off";

    Id case_id{};

    static constexpr auto fields() { return std::tuple{field("case", &StrikeOffCase::case_id)}; }
};

struct ArchiveCase {
    static constexpr std::string_view do_name = "case.archive";

    Id case_id{};

    static constexpr auto fields() { return std::tuple{field("case", &ArchiveCase::case_id)}; }
};

struct IssueSupervision {
    static constexpr std::string_view do_name = "supervision.issue";

    Id case_id{};
    Grade grade{};
    std::string requirement{};
    Date reply_by{};
    std::optional<Id> notice{};

    static constexpr auto fields() {
        return std::tuple{field("case", &IssueSupervision::case_id), field("grade", &IssueSupervision::grade),
                          field("requirement", &IssueSupervision::requirement),
                          field("reply_by", &IssueSupervision::reply_by), field("notice", &IssueSupervision::notice)};
    }
};

struct SignSupervision {
    static constexpr std::string_view do_name = "supervision.sign";

    Id notice{};

    static constexpr auto fields() { return std::tuple{field("notice", &SignSupervision::notice)}; }
};

struct ReplySupervision {
    static constexpr std::string_view do_name = "supervision.reply";

    Id notice{};
    std::optional<std::string> note{};

    static constexpr auto fields() {
        return std::tuple{field("notice", &ReplySupervision::notice), field("note", &ReplySupervision::note)};
    }
};

struct CancelSupervision {
    static constexpr std::string_view do_name = "supervision.cancel";

    Id notice{};
    std::string reason{};

    static constexpr auto fields() {
        return std::tuple{field("notice", &CancelSupervision::notice), field("reason", &CancelSupervision::reason)};
    }
};

using Command =
    std::variant<FoundOrganisation, DissolveOrganisation, AppointMediator, RemoveMediator, EnrolElder, RetireElder,
                 SetRepresentatives, RecordScreening, SetPolicy, LoadCalendar, LaunchCampaign, CloseCampaign,
                 HoldConsultation, CompleteDecision, RegisterCase, AcceptCase, RefuseCase, AssignCase, HoldSession,
                 HoldHearing, HoldReview, EscalateCase, ReturnCase, SettleCase, PerformObligation, DefaultObligation,
                 ConfirmAgreement, FollowUpCase, ReopenCase, TerminateCase, WithdrawCase, SuspendCase, ResumeCase,
                 ExtendClock, CorrectCase, MergeCase, FilePaper, StrikeOffCase, ArchiveCase, IssueSupervision,
                 SignSupervision, ReplySupervision, CancelSupervision>;

// What goes with every command: when it happened, who gives it, the client's own id for it.
struct Envelope {
    At at{};
    std::string by{};
    std::optional<Id> id{};
};

}  // namespace tiaojie
