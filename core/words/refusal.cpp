#include "core/words/refusal.hpp"

#include <algorithm>
#include <cassert>

namespace tiaojie {

const std::vector<RefusalTerm>& refusal_terms() {
    using enum RefusalKind;
    static const std::vector<RefusalTerm> terms{
        {"bad_json", field, "这一行不是合格的JSON对象"},
        {"unknown_command", field, "没有这个命令"},
        {"unknown_field", field, "命令中有不认识的字段"},
        {"missing_field", field, "缺少必填的字段"},
        {"bad_value", field, "字段的值不符合要求"},
        {"bad_at", field, "时间须写成带时区的RFC 3339时间或YYYY-MM-DD日期"},
        {"id_number", field, "公民身份号码不符合GB 11643（18位、日期真实、校验码正确、X大写）"},
        {"amount_decimals", field, "金额以元为单位，最多两位小数"},

        {"in_future", rule, "发生时间不能晚于今天"},
        {"before_previous", rule, "发生时间不能早于此前已记录的一步"},
        {"unknown_case", rule, "没有这个案件"},
        {"unknown_division", rule, "没有这个行政区划，或不在本库辖区内"},
        {"unknown_organisation", rule, "当时没有这个调解组织"},
        {"unknown_mediator", rule, "当时没有这位在任的调解员"},
        {"unknown_elder", rule, "当时没有这位在册的乡贤"},
        {"unknown_notice", rule, "没有这份督办通知"},
        {"unknown_obligation", rule, "协议中没有这一项义务"},
        {"unknown_campaign", rule, "没有这个专项行动"},
        {"unknown_consultation", rule, "没有这次会商"},
        {"unknown_item", rule, "这次会商没有这一事项"},
        {"already_exists", rule, "编号已被使用"},
        {"wrong_status", rule, "案件在当前状态下不能这样办理"},
        {"wrong_stage", rule, "案件不在相应的调解层级上"},
        {"party_missing", rule, "申请人和被申请人每方至少一人（主动排查的除外）"},
        {"reason_needed", rule, "直接从较高层级开始须写明理由（重大或跨村）"},
        {"routes_needed", rule, "须告知当事人至少一条其他救济途径"},
        {"mediators_missing", rule, "须指定至少一名调解员"},
        {"too_few_elders", rule, "评理会须有三名以上乡贤"},
        {"even_panel", rule, "参加评理的乡贤人数须为单数"},
        {"elder_twice", rule, "同一位乡贤不能重复列名"},
        {"recused_on_panel", rule, "已回避的乡贤不能参加评理"},
        {"no_consent", rule, "须经全体当事人同意"},
        {"seats_unknown", rule, "尚未登记该村村民代表应到人数"},
        {"quorum_not_met", rule, "到会村民代表不足应到人数的三分之二，会议不能举行"},
        {"more_votes_than_present", rule, "赞成与反对票数之和不能超过到会人数"},
        {"evidence_missing", rule, "本层级尚未开展调解（会谈、评理或评议），不能逐级上报"},
        {"top_of_ladder", rule, "已在最高层级，不能再上报"},
        {"not_upward", rule, "只能上报到更高的层级"},
        {"not_downward", rule, "只能退回到更低的层级"},
        {"confirmation_too_late", rule, "申请司法确认须在协议生效之日起三十日内（人民调解法第三十三条）"},
        {"not_applied", rule, "尚未申请司法确认"},
        {"not_extendable", rule, "这一期限不允许延长"},
        {"extension_too_late", rule, "期限已届满，不能再延长"},
        {"already_extended", rule, "期限只能延长一次"},
        {"extension_too_long", rule, "延长后的期限超过允许的最长时间"},
        {"not_performed", rule, "协议约定的义务尚未全部履行"},
        {"no_follow_up_kept", rule, "最近一次化解后还没有“协议得到遵守”的回访"},
        {"papers_missing", rule, "卷宗缺少必备材料"},
        {"open_cases", rule, "该组织还有在办案件"},
        {"until_or_months", rule, "截止日期和月数须且只须填写一项"},
        {"merge_into_itself", rule, "案件不能并入自身"},
        {"organisation_dissolved", rule, "该调解组织当时已撤销"},
        {"not_signed", rule, "督办通知签收后才能回复"},
        {"already_replied", rule, "督办通知已经回复"},
        {"already_done", rule, "这一步已经办过"},
    };
    return terms;
}

Refusal refuse(std::string_view code, std::string_view field, std::string_view detail) {
    const auto& terms = refusal_terms();
    const auto term = std::find_if(terms.begin(), terms.end(), [&](const auto& t) { return t.code == code; });
    assert(term != terms.end() && "every refusal stands in the table");
    std::string message{term->sentence};
    if (!detail.empty()) message += "（" + std::string{detail} + "）";
    return {std::string{code}, std::string{field}, std::move(message)};
}

std::optional<Refusal> first(std::initializer_list<std::optional<Refusal>> checks) {
    for (const auto& check : checks)
        if (check) return check;
    return std::nullopt;
}

}  // namespace tiaojie
