// Campaigns, consultations and their decisions, supervision notices.
#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/deciding/decide_parts.hpp"
#include "core/law/period.hpp"

namespace tiaojie {
namespace {

// A step on a notice: not in the future, not before its last step.
Refused notice_in_time(const Notice& notice, const Given& given) {
    return first({not_in_future(given), when(is_before(given.envelope.at, notice.last_at), "before_previous", "at",
                                             "上一步为" + notice.last_at.text)});
}

}  // namespace

Result<Event> decide_office(const LaunchCampaign& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no =
            first({division_known(directory, c.division, "division"), not_in_future(given),
                   when(directory.campaign(c.campaign).has_value(), "already_exists", "campaign", c.campaign.text),
                   when(c.until.has_value() == c.months.has_value(), "until_or_months", "until"),
                   when(c.until && *c.until < given.day(), "bad_value", "until", "截止日期不能早于开始日期")}))
        return *no;
    const Date until =
        c.until ? *c.until : due_of(given.day(), {Unit::months, *c.months}, {}, given.context.calendar).due;
    return CampaignLaunched{c.campaign,
                            c.name,
                            c.division,
                            until,
                            c.months,
                            c.types.value_or(std::vector<DisputeType>{}),
                            c.include_open.value_or(false)};
}

Result<Event> decide_office(const CloseCampaign& c, const Given& given) {
    const auto campaign = given.context.directory.campaign(c.campaign);
    if (!campaign || campaign->from > given.day()) return refuse("unknown_campaign", "campaign", c.campaign.text);
    if (auto no = first({not_in_future(given), when(campaign->closed.has_value(), "already_done", "campaign")}))
        return *no;
    return CampaignClosed{c.campaign};
}

Result<Event> decide_office(const HoldConsultation& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no = division_known(directory, c.division, "division")) return *no;
    for (std::size_t i = 0; i < c.items.size(); ++i)
        if (auto no = case_known(directory, c.items[i].case_id, given.day(), "items[" + std::to_string(i) + "].case"))
            return *no;
    if (auto no = not_in_future(given)) return *no;
    if (c.consultation && directory.consultation(*c.consultation))
        return refuse("already_exists", "consultation", c.consultation->text);
    return ConsultationHeld{c.consultation ? *c.consultation : directory.new_consultation_id(), c.division, c.present,
                            c.items};
}

Result<Event> decide_office(const CompleteDecision& c, const Given& given) {
    const auto held = given.context.directory.consultation(c.consultation);
    if (!held) return refuse("unknown_consultation", "consultation", c.consultation.text);
    if (c.item < 1 || static_cast<std::size_t>(c.item) > held->items.size())
        return refuse("unknown_item", "item", "共" + std::to_string(held->items.size()) + "项");
    if (auto no =
            first({not_in_future(given),
                   when(given.day() < held->held, "before_previous", "at", "会商于" + held->held.text()),
                   when(held->items[static_cast<std::size_t>(c.item - 1)].done.has_value(), "already_done", "item")}))
        return *no;
    return DecisionCompleted{c.consultation, c.item, c.note};
}

Result<Event> decide_office(const IssueSupervision& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no = case_known(directory, c.case_id, given.day(), "case")) return *no;
    const auto state = directory.case_state(c.case_id);
    if (auto no = first({when(!is_pending(status_on(*state, given.day())), "wrong_status", "case", "只督办在办案件"),
                         not_in_future(given)}))
        return *no;
    if (c.notice && directory.notice(*c.notice)) return refuse("already_exists", "notice", c.notice->text);
    const int year = given.day().year();
    const int sequence = directory.next_notice_number(state->division.town(), year);
    return SupervisionIssued{c.notice ? *c.notice : directory.new_notice_id(),
                             "〔" + std::to_string(year) + "〕" + std::to_string(sequence) + "号",
                             c.case_id,
                             c.grade,
                             c.requirement,
                             c.reply_by};
}

Result<Event> decide_office(const SignSupervision& c, const Given& given) {
    const auto notice = given.context.directory.notice(c.notice);
    if (!notice) return refuse("unknown_notice", "notice", c.notice.text);
    if (auto no = first({notice_in_time(*notice, given),
                         when(notice->is_signed.has_value(), "already_done", "notice", "已签收"),
                         when(notice->cancelled.has_value(), "already_done", "notice", "已撤销")}))
        return *no;
    return SupervisionSigned{c.notice};
}

Result<Event> decide_office(const ReplySupervision& c, const Given& given) {
    const auto notice = given.context.directory.notice(c.notice);
    if (!notice) return refuse("unknown_notice", "notice", c.notice.text);
    if (auto no = first({notice_in_time(*notice, given), when(notice->replied.has_value(), "already_replied", "notice"),
                         when(notice->cancelled.has_value(), "already_done", "notice", "已撤销"),
                         when(!notice->is_signed, "not_signed", "notice")}))
        return *no;
    return SupervisionReplied{c.notice, c.note};
}

Result<Event> decide_office(const CancelSupervision& c, const Given& given) {
    const auto notice = given.context.directory.notice(c.notice);
    if (!notice) return refuse("unknown_notice", "notice", c.notice.text);
    if (auto no = first({notice_in_time(*notice, given), when(notice->replied.has_value(), "already_replied", "notice"),
                         when(notice->cancelled.has_value(), "already_done", "notice", "已撤销")}))
        return *no;
    return SupervisionCancelled{c.notice, c.reason};
}

}  // namespace tiaojie
