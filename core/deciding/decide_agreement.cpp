// Settlement and what follows it: performance, judicial confirmation, follow-up, relapse, papers, striking off, filing.
#include <string>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/clocks/deadline.hpp"
#include "core/deciding/decide_parts.hpp"

namespace tiaojie {
namespace {

// The numbers of the obligations that a command speaks of: the one named, or all that are left.
Result<std::vector<int>> obligations_meant(const Agreement& agreement, std::optional<int> named) {
    const auto& all = agreement.obligations;
    if (named) {
        if (*named < 1 || static_cast<std::size_t>(*named) > all.size())
            return refuse("unknown_obligation", "obligation", "协议共" + std::to_string(all.size()) + "项义务");
        if (all[static_cast<std::size_t>(*named - 1)].performed) return refuse("already_done", "obligation", "已履行");
        return std::vector<int>{*named};
    }
    std::vector<int> left;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!all[i].performed) left.push_back(static_cast<int>(i) + 1);
    if (left.empty() && (!all.empty() || agreement.performance_noted))
        return refuse("already_done", "obligation", "义务已全部履行");
    return left;
}

std::string missing_papers(const CaseState& state) {
    std::vector<PaperKind> needed;
    if (state.status == Status::settled || state.status == Status::terminated) {
        needed.push_back(PaperKind::rights_notice);
        if (state.has_person()) needed.push_back(PaperKind::identity);
    }
    const auto* agreement = state.agreement();
    if (agreement && agreement->form == Form::written) needed.push_back(PaperKind::agreement);
    std::string missing;
    for (const auto kind : needed)
        if (!state.has_paper(kind)) missing += (missing.empty() ? "" : "、") + std::string{chinese(kind)};
    return missing;
}

}  // namespace

Result<Event> decide_case(const SettleCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::mediating}), in_time(given)})) return *no;
    const Date effective = c.effective.value_or(given.day());
    if (effective < given.day()) return refuse("bad_value", "effective", "生效日不能早于达成协议之日");
    // 人民调解法 29: an oral agreement is in force from the day it is made.
    if (c.form == Form::oral && effective != given.day())
        return refuse("bad_value", "effective", "口头协议自达成之日起生效");
    return AgreementReached{
        given.state.id, c.form, c.terms, c.amount, c.obligations.value_or(std::vector<Obligation>{}), effective};
}

Result<Event> decide_case(const PerformObligation& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::settled}), in_time(given)})) return *no;
    auto meant = obligations_meant(*given.state.agreement(), c.obligation);
    if (!meant) return meant.refusal();
    return ObligationPerformed{given.state.id, *std::move(meant), c.note};
}

Result<Event> decide_case(const DefaultObligation& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::settled}), in_time(given)})) return *no;
    auto meant = obligations_meant(*given.state.agreement(), c.obligation);
    if (!meant) return meant.refusal();
    return ObligationDefaulted{given.state.id, *std::move(meant), c.note};
}

// 人民调解法 33: the parties may jointly apply within thirty days of the agreement's effect.
Result<Event> decide_case(const ConfirmAgreement& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::settled}), in_time(given)})) return *no;
    const auto& agreement = *given.state.agreement();
    switch (c.step) {
        case ConfirmationStep::applied: {
            const Date last = confirmation_due(agreement, given.context.calendar).due;
            if (auto no = first({when(agreement.applied.has_value(), "already_done", "step"),
                                 when(given.day() > last, "confirmation_too_late", "at", "最后一日为" + last.text())}))
                return *no;
            break;
        }
        case ConfirmationStep::confirmed:
        case ConfirmationStep::dismissed: {
            const auto& done = c.step == ConfirmationStep::confirmed ? agreement.confirmed : agreement.dismissed;
            if (auto no = first(
                    {when(!agreement.applied, "not_applied", "step"), when(done.has_value(), "already_done", "step")}))
                return *no;
            break;
        }
    }
    return ConfirmationRecorded{given.state.id, c.step};
}

Result<Event> decide_case(const FollowUpCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::settled, Status::terminated}), in_time(given)}))
        return *no;
    return FollowUpMade{given.state.id, c.result, c.note};
}

Result<Event> decide_case(const ReopenCase& c, const GivenCase& given) {
    if (auto no = first({status_is_one_of(given.state, {Status::settled, Status::terminated}), in_time(given)}))
        return *no;
    return CaseReopened{given.state.id, c.reason, c.stage.value_or(given.state.rungs.back().stage)};
}

Result<Event> decide_case(const FilePaper& c, const GivenCase& given) {
    if (auto no = in_time(given)) return *no;
    return PaperFiled{given.state.id, c.kind, c.note, c.file};
}

Result<Event> decide_case(const StrikeOffCase&, const GivenCase& given) {
    const auto& state = given.state;
    if (auto no = first({status_is_one_of(state, {Status::settled, Status::terminated}), in_time(given),
                         when(state.struck_off.has_value(), "already_done", "case", "已销号")}))
        return *no;
    if (const auto* agreement = state.agreement())
        if (auto no = first({when(!agreement->all_performed(), "not_performed", "case"),
                             when(!agreement->kept, "no_follow_up_kept", "case")}))
            return *no;
    return CaseStruckOff{state.id};
}

Result<Event> decide_case(const ArchiveCase&, const GivenCase& given) {
    const auto& state = given.state;
    const auto missing = missing_papers(state);
    if (auto no =
            first({status_is_one_of(state, {Status::settled, Status::terminated, Status::refused, Status::withdrawn}),
                   in_time(given), when(state.archived.has_value(), "already_done", "case", "已归档"),
                   when(!missing.empty(), "papers_missing", "case", "缺：" + missing)}))
        return *no;
    return CaseArchived{state.id};
}

}  // namespace tiaojie
