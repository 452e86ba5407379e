// What people ask for, in the imperative. The names in quotes are binding (see docs/commands.md).
// A command says nothing of who may give it (access) nor whether it may happen (decide).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

struct FoundOrganisation {
    static constexpr std::string_view do_name = "organisation.found";

    Id org{};
    std::string name{};
    OrganisationKind kind{};
    Division division{};
    std::optional<std::string> short_name{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("org", &Self::org), field("name", &Self::name), field("kind", &Self::kind),
                          field("division", &Self::division), field("short", &Self::short_name)};
    }
};

struct DissolveOrganisation {
    static constexpr std::string_view do_name = "organisation.dissolve";

    Id org{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("org", &Self::org)};
    }
};

struct AppointMediator {
    static constexpr std::string_view do_name = "mediator.appoint";

    Id mediator{};
    std::string name{};
    Id org{};
    std::optional<bool> full_time{};
    std::optional<std::string> phone{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("mediator", &Self::mediator), field("name", &Self::name), field("org", &Self::org),
                          field("full_time", &Self::full_time), field("phone", &Self::phone)};
    }
};

struct RemoveMediator {
    static constexpr std::string_view do_name = "mediator.remove";

    Id mediator{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("mediator", &Self::mediator), field("reason", &Self::reason)};
    }
};

struct EnrolElder {
    static constexpr std::string_view do_name = "elder.enrol";

    Id elder{};
    std::string name{};
    Division division{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("elder", &Self::elder), field("name", &Self::name), field("division", &Self::division)};
    }
};

struct RetireElder {
    static constexpr std::string_view do_name = "elder.retire";

    Id elder{};
    std::optional<std::string> reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("elder", &Self::elder), field("reason", &Self::reason)};
    }
};

struct SetRepresentatives {
    static constexpr std::string_view do_name = "representatives.set";

    Division division{};
    int seats{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("division", &Self::division), field("seats", &Self::seats)};
    }
};

struct RecordScreening {
    static constexpr std::string_view do_name = "screening.record";

    Division division{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("division", &Self::division), field("note", &Self::note)};
    }
};

struct SetPolicy {
    static constexpr std::string_view do_name = "policy.set";

    Date from{};
    Policy policy{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("from", &Self::from), field("policy", &Self::policy)};
    }
};

struct LoadCalendar {
    static constexpr std::string_view do_name = "calendar.load";

    CalendarNotice notice{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice)};
    }
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
};

struct CloseCampaign {
    static constexpr std::string_view do_name = "campaign.close";

    Id campaign{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("campaign", &Self::campaign)};
    }
};

struct HoldConsultation {
    static constexpr std::string_view do_name = "consultation.hold";

    Division division{};
    std::vector<std::string> present{};
    std::vector<ConsultationItem> items{};
    std::optional<Id> consultation{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("division", &Self::division), field("present", &Self::present),
                          field("items", &Self::items), field("consultation", &Self::consultation)};
    }
};

struct CompleteDecision {
    static constexpr std::string_view do_name = "consultation.done";

    Id consultation{};
    int item{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("consultation", &Self::consultation), field("item", &Self::item),
                          field("note", &Self::note)};
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

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id),      field("org", &Self::org),
                          field("division", &Self::division), field("type", &Self::type),
                          field("source", &Self::source),     field("summary", &Self::summary),
                          field("parties", &Self::parties),   field("amount", &Self::amount),
                          field("people", &Self::people),     field("major", &Self::major)};
    }
};

struct AcceptCase {
    static constexpr std::string_view do_name = "case.accept";

    Id case_id{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<Stage> stage{};
    std::optional<std::string> reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("mediators", &Self::mediators),
                          field("official", &Self::official), field("stage", &Self::stage),
                          field("reason", &Self::reason)};
    }
};

struct RefuseCase {
    static constexpr std::string_view do_name = "case.refuse";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason),
                          field("routes", &Self::routes)};
    }
};

struct AssignCase {
    static constexpr std::string_view do_name = "case.assign";

    Id case_id{};
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<std::string> plan{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("mediators", &Self::mediators),
                          field("official", &Self::official), field("plan", &Self::plan)};
    }
};

struct HoldSession {
    static constexpr std::string_view do_name = "case.session";

    Id case_id{};
    std::string place{};
    std::string notes{};
    std::optional<std::vector<std::string>> present{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("place", &Self::place), field("notes", &Self::notes),
                          field("present", &Self::present)};
    }
};

struct HoldHearing {
    static constexpr std::string_view do_name = "case.hearing";

    Id case_id{};
    std::vector<Id> elders{};
    bool consented{};
    std::string opinion{};
    std::optional<std::vector<Id>> recused{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("elders", &Self::elders),
                          field("consented", &Self::consented), field("opinion", &Self::opinion),
                          field("recused", &Self::recused)};
    }
};

struct HoldReview {
    static constexpr std::string_view do_name = "case.review";

    Id case_id{};
    int present{};
    int in_favour{};
    int against{};
    std::string opinion{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("present", &Self::present),
                          field("in_favour", &Self::in_favour), field("against", &Self::against),
                          field("opinion", &Self::opinion)};
    }
};

struct EscalateCase {
    static constexpr std::string_view do_name = "case.escalate";

    Id case_id{};
    std::string reason{};
    std::optional<Stage> to{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason), field("to", &Self::to)};
    }
};

struct ReturnCase {
    static constexpr std::string_view do_name = "case.return";

    Id case_id{};
    Stage to{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("to", &Self::to), field("reason", &Self::reason)};
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

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id),
                          field("form", &Self::form),
                          field("terms", &Self::terms),
                          field("amount", &Self::amount),
                          field("obligations", &Self::obligations),
                          field("effective", &Self::effective)};
    }
};

struct PerformObligation {
    static constexpr std::string_view do_name = "case.perform";

    Id case_id{};
    std::optional<int> obligation{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("obligation", &Self::obligation),
                          field("note", &Self::note)};
    }
};

struct DefaultObligation {
    static constexpr std::string_view do_name = "case.default";

    Id case_id{};
    std::optional<int> obligation{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("obligation", &Self::obligation),
                          field("note", &Self::note)};
    }
};

struct ConfirmAgreement {
    static constexpr std::string_view do_name = "case.confirm";

    Id case_id{};
    ConfirmationStep step{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("step", &Self::step)};
    }
};

struct FollowUpCase {
    static constexpr std::string_view do_name = "case.follow_up";

    Id case_id{};
    FollowUpResult result{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("result", &Self::result), field("note", &Self::note)};
    }
};

struct ReopenCase {
    static constexpr std::string_view do_name = "case.reopen";

    Id case_id{};
    std::string reason{};
    std::optional<Stage> stage{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason), field("stage", &Self::stage)};
    }
};

struct TerminateCase {
    static constexpr std::string_view do_name = "case.terminate";

    Id case_id{};
    std::string reason{};
    std::vector<Route> routes{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason),
                          field("routes", &Self::routes)};
    }
};

struct WithdrawCase {
    static constexpr std::string_view do_name = "case.withdraw";

    Id case_id{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason)};
    }
};

struct SuspendCase {
    static constexpr std::string_view do_name = "case.suspend";

    Id case_id{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason)};
    }
};

struct ResumeCase {
    static constexpr std::string_view do_name = "case.resume";

    Id case_id{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("reason", &Self::reason)};
    }
};

struct ExtendClock {
    static constexpr std::string_view do_name = "case.extend";

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
};

struct CorrectCase {
    static constexpr std::string_view do_name = "case.correct";

    Id case_id{};
    Corrections set{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("set", &Self::set), field("reason", &Self::reason)};
    }
};

struct MergeCase {
    static constexpr std::string_view do_name = "case.merge";

    Id case_id{};
    Id into{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("into", &Self::into), field("reason", &Self::reason)};
    }
};

struct FilePaper {
    static constexpr std::string_view do_name = "case.paper";

    Id case_id{};
    PaperKind kind{};
    std::optional<std::string> note{};
    std::optional<std::string> file{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("kind", &Self::kind), field("note", &Self::note),
                          field("file", &Self::file)};
    }
};

struct StrikeOffCase {
    static constexpr std::string_view do_name = "case.strike_off";

    Id case_id{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id)};
    }
};

struct ArchiveCase {
    static constexpr std::string_view do_name = "case.archive";

    Id case_id{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id)};
    }
};

struct IssueSupervision {
    static constexpr std::string_view do_name = "supervision.issue";

    Id case_id{};
    Grade grade{};
    std::string requirement{};
    Date reply_by{};
    std::optional<Id> notice{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("grade", &Self::grade),
                          field("requirement", &Self::requirement), field("reply_by", &Self::reply_by),
                          field("notice", &Self::notice)};
    }
};

struct SignSupervision {
    static constexpr std::string_view do_name = "supervision.sign";

    Id notice{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice)};
    }
};

struct ReplySupervision {
    static constexpr std::string_view do_name = "supervision.reply";

    Id notice{};
    std::optional<std::string> note{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice), field("note", &Self::note)};
    }
};

struct CancelSupervision {
    static constexpr std::string_view do_name = "supervision.cancel";

    Id notice{};
    std::string reason{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("notice", &Self::notice), field("reason", &Self::reason)};
    }
};

using CommandKinds =
    std::variant<FoundOrganisation, DissolveOrganisation, AppointMediator, RemoveMediator, EnrolElder, RetireElder,
                 SetRepresentatives, RecordScreening, SetPolicy, LoadCalendar, LaunchCampaign, CloseCampaign,
                 HoldConsultation, CompleteDecision, RegisterCase, AcceptCase, RefuseCase, AssignCase, HoldSession,
                 HoldHearing, HoldReview, EscalateCase, ReturnCase, SettleCase, PerformObligation, DefaultObligation,
                 ConfirmAgreement, FollowUpCase, ReopenCase, TerminateCase, WithdrawCase, SuspendCase, ResumeCase,
                 ExtendClock, CorrectCase, MergeCase, FilePaper, StrikeOffCase, ArchiveCase, IssueSupervision,
                 SignSupervision, ReplySupervision, CancelSupervision>;

// One of them. A class of its own, so that copying, comparing and ending it is compiled once (command.cpp) and not in
// every file that holds one.
class Command : public CommandKinds {
public:
    using Kinds = CommandKinds;
    using Kinds::Kinds;
    Command();
    Command(const Command&);
    Command(Command&&) noexcept;
    Command& operator=(const Command&);
    Command& operator=(Command&&) noexcept;
    ~Command();
};

// The name of a command, `case.settle`.
std::string_view do_name(const Command& command);

}  // namespace tiaojie
