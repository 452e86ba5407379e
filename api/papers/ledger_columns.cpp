#include "api/papers/ledger_columns.hpp"

#include <algorithm>

namespace tiaojie {
namespace {

struct Heading {
    std::string_view text;
    std::vector<std::string_view> synonyms{};
};

const std::array<Heading, ledger_columns>& headings() {
    static const std::array<Heading, ledger_columns> all{{
        {"案件编号", {"编号", "纠纷编号"}},
        {"案号", {"卷宗编号", "卷宗号", "协议编号"}},
        {"登记日期", {"登记时间", "申请日期", "申请时间", "排查日期", "排查时间", "发生日期"}},
        {"受理日期", {"受理时间"}},
        {"状态", {"案件状态", "办理状态", "调解结果", "化解情况"}},
        {"调解层级", {"层级", "调处层级"}},
        {"纠纷类型", {"类型", "纠纷类别", "类别", "案件类型"}},
        {"纠纷来源", {"来源", "案件来源"}},
        {"区划代码", {"行政区划代码"}},
        {"村（社区）", {"村居", "村", "村名", "社区", "所属村", "所在村", "辖区"}},
        {"调解组织编号", {}},
        {"调解组织", {"调委会", "调解委员会", "人民调解委员会", "受理单位"}},
        {"申请人", {"当事人甲", "申请方", "甲方"}},
        {"被申请人", {"当事人乙", "被申请方", "乙方"}},
        {"涉及人数", {"人数", "涉案人数"}},
        {"涉及金额（元）", {"涉及金额", "金额", "金额（元）", "涉案金额", "涉案金额（元）", "标的额"}},
        {"重大纠纷", {"是否重大"}},
        {"纠纷概况", {"纠纷简要情况", "基本情况", "案情简介", "简要案情", "纠纷内容", "事由", "主要事实"}},
        {"调解员编号", {}},
        {"调解员", {"调解人", "调解人员", "经办人", "人民调解员"}},
        {"包案干部", {"包案领导", "责任人", "包案人"}},
        {"化解日期", {"化解时间", "调解成功日期", "协议日期", "结案日期", "办结日期", "办结时间"}},
        {"协议形式", {"协议类型", "协议方式"}},
        {"协议内容", {"调解协议", "处理结果", "调解内容"}},
        {"协议金额（元）", {"协议金额", "协议涉及金额"}},
        {"回访日期", {"回访时间"}},
        {"回访结果", {"回访情况"}},
        {"销号日期", {"销号时间"}},
        {"终止日期", {"终止时间", "终止调解日期"}},
        {"不予受理日期", {}},
        {"撤回日期", {"撤回时间"}},
        {"中止日期", {"中止时间"}},
        {"原因", {"理由"}},
        {"告知途径", {"救济途径", "告知渠道"}},
        {"申请人证件号码", {"申请人身份证号", "申请人身份证号码"}},
        {"申请人电话", {"申请人联系电话"}},
        {"申请人住址", {"申请人地址"}},
        {"申请人出生日期", {}},
        {"被申请人证件号码", {"被申请人身份证号", "被申请人身份证号码"}},
        {"被申请人电话", {"被申请人联系电话"}},
        {"被申请人住址", {"被申请人地址"}},
        {"被申请人出生日期", {}},
    }};
    return all;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

std::string simple(std::string_view heading) {
    std::string out{heading};
    for (const std::string_view blank : {" ", "\t", "\r", "\n", "　", "*"}) replace_all(out, blank, "");
    replace_all(out, "(", "（");
    replace_all(out, ")", "）");
    return out;
}

}  // namespace

std::string_view heading(LedgerColumn column) { return headings()[static_cast<std::size_t>(column)].text; }

std::optional<LedgerColumn> parse_heading(std::string_view text) {
    const auto wanted = simple(text);
    const auto& all = headings();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& synonyms = all[i].synonyms;
        if (all[i].text == wanted || std::find(synonyms.begin(), synonyms.end(), wanted) != synonyms.end())
            return static_cast<LedgerColumn>(i);
    }
    return std::nullopt;
}

LedgerColumn first_personal(Side side) {
    return side == Side::applicant ? LedgerColumn::applicant_ids : LedgerColumn::respondent_ids;
}

}  // namespace tiaojie
