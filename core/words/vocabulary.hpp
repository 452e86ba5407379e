// The words of the field: each term once, with the name used in files and interfaces and the Chinese that people see.
// The order of a list is part of the stored statistics: add at the end, never reorder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tiaojie {

template <class E>
struct Term {
    E value;
    std::string_view name;
    std::string_view chinese;
};

enum class Stage : std::uint8_t {
    assigned_mediation,
    elders_hearing,
    villagers_review,
    town_mediation,
    district_mediation
};
enum class Level : std::uint8_t { village, town, district };
enum class Status : std::uint8_t { registered, refused, mediating, suspended, settled, terminated, withdrawn, merged };
enum class DisputeType : std::uint8_t {
    marriage_family,
    neighbour,
    housing,
    contract,
    business,
    damages,
    land,
    expropriation,
    environment,
    wages,
    labour,
    tourism,
    ecommerce,
    consumer,
    medical,
    traffic,
    property_service,
    village_affairs,
    other
};
enum class Source : std::uint8_t { screening, application, court, procuratorate, police, petition, other_body };
enum class OrganisationKind : std::uint8_t { village, town, district, regional, trade };
enum class Side : std::uint8_t { applicant, respondent };
enum class PartyKind : std::uint8_t { person, body };
enum class Form : std::uint8_t { oral, written };
enum class Route : std::uint8_t { court, arbitration, administrative, police, petition, other };
enum class PaperKind : std::uint8_t {
    application,
    acceptance_form,
    rights_notice,
    identity,
    authorisation,
    inquiry_record,
    evidence,
    mediation_record,
    agreement,
    oral_agreement_form,
    performance_proof,
    follow_up_record,
    confirmation_papers,
    file_note
};
enum class ConfirmationStep : std::uint8_t { applied, confirmed, dismissed };
enum class FollowUpResult : std::uint8_t { kept, unsettled, relapsed };
enum class Grade : std::uint8_t { ordinary, yellow, red };
enum class ClockKind : std::uint8_t {
    accept,
    stage,
    overall,
    performance,
    judicial_confirmation,
    follow_up,
    campaign,
    supervision,
    decision
};
enum class ClockState : std::uint8_t { open, due_soon, overdue, paused, met, met_late, void_ };
enum class Role : std::uint8_t { mediator, village_lead, clerk, supervisor, admin, auditor, security };

template <class E>
struct Terms;

template <>
struct Terms<Stage> {
    static constexpr std::array<Term<Stage>, 5> all{{
        {Stage::assigned_mediation, "assigned_mediation", "包干调解"},
        {Stage::elders_hearing, "elders_hearing", "乡贤评理"},
        {Stage::villagers_review, "villagers_review", "村民评议"},
        {Stage::town_mediation, "town_mediation", "镇级调处"},
        {Stage::district_mediation, "district_mediation", "区级调处"},
    }};
};
template <>
struct Terms<Level> {
    static constexpr std::array<Term<Level>, 3> all{
        {{Level::village, "village", "村级"}, {Level::town, "town", "镇级"}, {Level::district, "district", "区级"}}};
};
template <>
struct Terms<Status> {
    static constexpr std::array<Term<Status>, 8> all{{
        {Status::registered, "registered", "已登记"},
        {Status::refused, "refused", "不予受理"},
        {Status::mediating, "mediating", "调解中"},
        {Status::suspended, "suspended", "中止"},
        {Status::settled, "settled", "已化解"},
        {Status::terminated, "terminated", "终止调解"},
        {Status::withdrawn, "withdrawn", "已撤回"},
        {Status::merged, "merged", "已并案"},
    }};
};
template <>
struct Terms<DisputeType> {
    static constexpr std::array<Term<DisputeType>, 19> all{{
        {DisputeType::marriage_family, "marriage_family", "婚姻家庭"},
        {DisputeType::neighbour, "neighbour", "邻里"},
        {DisputeType::housing, "housing", "房屋宅基地"},
        {DisputeType::contract, "contract", "合同"},
        {DisputeType::business, "business", "生产经营"},
        {DisputeType::damages, "damages", "损害赔偿"},
        {DisputeType::land, "land", "山林土地"},
        {DisputeType::expropriation, "expropriation", "征地拆迁"},
        {DisputeType::environment, "environment", "环境污染"},
        {DisputeType::wages, "wages", "拖欠农民工工资"},
        {DisputeType::labour, "labour", "其他劳动争议"},
        {DisputeType::tourism, "tourism", "旅游"},
        {DisputeType::ecommerce, "ecommerce", "电子商务"},
        {DisputeType::consumer, "consumer", "其他消费"},
        {DisputeType::medical, "medical", "医疗"},
        {DisputeType::traffic, "traffic", "道路交通事故"},
        {DisputeType::property_service, "property_service", "物业"},
        {DisputeType::village_affairs, "village_affairs", "村务管理"},
        {DisputeType::other, "other", "其他"},
    }};
};
template <>
struct Terms<Source> {
    static constexpr std::array<Term<Source>, 7> all{{
        {Source::screening, "screening", "主动排查"},
        {Source::application, "application", "当事人申请"},
        {Source::court, "court", "法院委托移送"},
        {Source::procuratorate, "procuratorate", "检察院委托移送"},
        {Source::police, "police", "公安委托移送"},
        {Source::petition, "petition", "信访委托移送"},
        {Source::other_body, "other_body", "其他单位委托移送"},
    }};
};
template <>
struct Terms<OrganisationKind> {
    static constexpr std::array<Term<OrganisationKind>, 5> all{{
        {OrganisationKind::village, "village", "村（社区）调委会"},
        {OrganisationKind::town, "town", "镇调委会"},
        {OrganisationKind::district, "district", "区调委会"},
        {OrganisationKind::regional, "regional", "区域性调解组织"},
        {OrganisationKind::trade, "trade", "行业性专业性调解组织"},
    }};
};
template <>
struct Terms<Side> {
    static constexpr std::array<Term<Side>, 2> all{
        {{Side::applicant, "applicant", "申请人"}, {Side::respondent, "respondent", "被申请人"}}};
};
template <>
struct Terms<PartyKind> {
    static constexpr std::array<Term<PartyKind>, 2> all{
        {{PartyKind::person, "person", "自然人"}, {PartyKind::body, "body", "单位"}}};
};
template <>
struct Terms<Form> {
    static constexpr std::array<Term<Form>, 2> all{
        {{Form::oral, "oral", "口头协议"}, {Form::written, "written", "书面协议"}}};
};
template <>
struct Terms<Route> {
    static constexpr std::array<Term<Route>, 6> all{{
        {Route::court, "court", "向法院起诉"},
        {Route::arbitration, "arbitration", "申请仲裁"},
        {Route::administrative, "administrative", "行政途径"},
        {Route::police, "police", "向公安机关报案"},
        {Route::petition, "petition", "信访"},
        {Route::other, "other", "其他途径"},
    }};
};
template <>
struct Terms<PaperKind> {
    static constexpr std::array<Term<PaperKind>, 14> all{{
        {PaperKind::application, "application", "调解申请书"},
        {PaperKind::acceptance_form, "acceptance_form", "受理登记表"},
        {PaperKind::rights_notice, "rights_notice", "权利义务告知书"},
        {PaperKind::identity, "identity", "身份证明"},
        {PaperKind::authorisation, "authorisation", "授权委托书"},
        {PaperKind::inquiry_record, "inquiry_record", "调查记录"},
        {PaperKind::evidence, "evidence", "证据材料"},
        {PaperKind::mediation_record, "mediation_record", "调解记录"},
        {PaperKind::agreement, "agreement", "调解协议书"},
        {PaperKind::oral_agreement_form, "oral_agreement_form", "口头协议登记表"},
        {PaperKind::performance_proof, "performance_proof", "履行凭证"},
        {PaperKind::follow_up_record, "follow_up_record", "回访记录"},
        {PaperKind::confirmation_papers, "confirmation_papers", "司法确认材料"},
        {PaperKind::file_note, "file_note", "卷宗情况说明"},
    }};
};
template <>
struct Terms<ConfirmationStep> {
    static constexpr std::array<Term<ConfirmationStep>, 3> all{{
        {ConfirmationStep::applied, "applied", "已申请司法确认"},
        {ConfirmationStep::confirmed, "confirmed", "法院确认有效"},
        {ConfirmationStep::dismissed, "dismissed", "法院驳回"},
    }};
};
template <>
struct Terms<FollowUpResult> {
    static constexpr std::array<Term<FollowUpResult>, 3> all{{
        {FollowUpResult::kept, "kept", "协议得到遵守"},
        {FollowUpResult::unsettled, "unsettled", "尚不稳定"},
        {FollowUpResult::relapsed, "relapsed", "出现反弹"},
    }};
};
template <>
struct Terms<Grade> {
    static constexpr std::array<Term<Grade>, 3> all{{{Grade::ordinary, "ordinary", "督办"},
                                                     {Grade::yellow, "yellow", "黄牌督办"},
                                                     {Grade::red, "red", "红牌督办"}}};
};
template <>
struct Terms<ClockKind> {
    static constexpr std::array<Term<ClockKind>, 9> all{{
        {ClockKind::accept, "accept", "受理期限"},
        {ClockKind::stage, "stage", "本级调解期限"},
        {ClockKind::overall, "overall", "调解总期限"},
        {ClockKind::performance, "performance", "履行期限"},
        {ClockKind::judicial_confirmation, "judicial_confirmation", "司法确认申请期限"},
        {ClockKind::follow_up, "follow_up", "回访期限"},
        {ClockKind::campaign, "campaign", "专项行动期限"},
        {ClockKind::supervision, "supervision", "督办回复期限"},
        {ClockKind::decision, "decision", "会商决定期限"},
    }};
};
template <>
struct Terms<ClockState> {
    static constexpr std::array<Term<ClockState>, 7> all{{
        {ClockState::open, "open", "未到期"},
        {ClockState::due_soon, "due_soon", "即将到期"},
        {ClockState::overdue, "overdue", "已逾期"},
        {ClockState::paused, "paused", "中止计算"},
        {ClockState::met, "met", "按期完成"},
        {ClockState::met_late, "met_late", "逾期完成"},
        {ClockState::void_, "void", "不再适用"},
    }};
};
template <>
struct Terms<Role> {
    static constexpr std::array<Term<Role>, 7> all{{
        {Role::mediator, "mediator", "人民调解员"},
        {Role::village_lead, "village_lead", "村调委会主任"},
        {Role::clerk, "clerk", "司法所工作人员"},
        {Role::supervisor, "supervisor", "督办领导"},
        {Role::admin, "admin", "系统管理员"},
        {Role::auditor, "auditor", "审计员"},
        {Role::security, "security", "安全管理员"},
    }};
};

template <class E>
constexpr std::string_view name(E value) {
    return Terms<E>::all[static_cast<std::size_t>(value)].name;
}

template <class E>
constexpr std::string_view chinese(E value) {
    return Terms<E>::all[static_cast<std::size_t>(value)].chinese;
}

template <class E>
constexpr std::optional<E> parse_term(std::string_view text) {
    for (const auto& term : Terms<E>::all)
        if (term.name == text) return term.value;
    return std::nullopt;
}

// A term's place in its list is its value; `name` and `chinese` rest on it.
template <class E>
constexpr bool in_order() {
    for (std::size_t i = 0; i < Terms<E>::all.size(); ++i)
        if (static_cast<std::size_t>(Terms<E>::all[i].value) != i) return false;
    return true;
}
static_assert(in_order<Stage>() && in_order<Level>() && in_order<Status>() && in_order<DisputeType>() &&
              in_order<Source>() && in_order<OrganisationKind>() && in_order<Side>() && in_order<PartyKind>() &&
              in_order<Form>() && in_order<Route>() && in_order<PaperKind>() && in_order<ConfirmationStep>() &&
              in_order<FollowUpResult>() && in_order<Grade>() && in_order<ClockKind>() && in_order<ClockState>() &&
              in_order<Role>());

constexpr Level level_of(Stage stage) {
    if (stage < Stage::town_mediation) return Level::village;
    return stage == Stage::town_mediation ? Level::town : Level::district;
}

// In hand (在办): registered, mediating or suspended.
constexpr bool is_pending(Status status) {
    return status == Status::registered || status == Status::mediating || status == Status::suspended;
}

}  // namespace tiaojie
