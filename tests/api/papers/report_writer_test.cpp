#include "api/papers/report_writer.hpp"

#include <regex>
#include <set>

#include "tests/api/papers/report_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

WrittenReport written(const ReportFacts& facts, const std::string& text = report_template()) {
    auto report = write_report(facts, text);
    if (!report) FAIL(report.refusal().message);
    return *std::move(report);
}

bool says(const WrittenReport& report, const std::string& text) { return report.text.find(text) != std::string::npos; }

std::int64_t figure(const WrittenReport& report, const std::string& metric) {
    for (const auto& each : report.figures)
        if (each.metric == metric) return each.value;
    return -1;
}

std::string refusal_of(const std::string& text) {
    const auto report = write_report(full_facts(), text);
    return report ? std::string{} : report.refusal().code;
}

}  // namespace

TEST_CASE("the report of a good year says all that the published one says") {
    const auto report = written(full_facts());
    INFO(report.text);
    CHECK(says(report, "共排查矛盾纠纷144件，已化解144件，调处成功率100%。"));
    CHECK(says(report, "自10月14日起"));
    CHECK(says(report, "三个月"));
    CHECK(says(report, "“清零”专项行动"));
    CHECK(says(report, "坚持每周会商，共会商14次"));
    CHECK(says(report, "村、镇、区三级责任，村级化解139件、镇级化解4件、区级化解1件。"));
    CHECK(says(report, "24个村（社区）"));
    CHECK(says(report, "人民调解委员会25个"));
    CHECK(says(report, "人民调解员102名"));
    CHECK(says(report, "苏家庄、妈祖区域性调解组织2个"));
    CHECK(says(report, "包干调解化解101件、乡贤评理化解26件、村民评议化解12件"));
    CHECK_FALSE(says(report, "其余"));
    CHECK_FALSE(says(report, "行业性"));
    CHECK_FALSE(says(report, "专职"));
    CHECK_FALSE(says(report, "截至"));
    CHECK_FALSE(says(report, "//"));
    CHECK_FALSE(says(report, "\x01"));
    CHECK(report.markdown.starts_with("## 矛盾纠纷排查化解\n\n2021年，东庄镇"));
}

TEST_CASE("what is not settled is named in the next clause") {
    auto facts = full_facts();
    facts.as_of = Date::of(2021, 11, 30);
    facts.counts["settled"] = 130;
    facts.counts["pending"] = 12;
    facts.counts["terminated"] = 1;
    facts.counts["withdrawn"] = 1;
    CHECK(says(written(facts),
               "截至2021年11月30日，共排查矛盾纠纷144件，已化解130件，调处成功率90.3%；"
               "其余在办12件、终止调解1件、撤回1件。"));
    facts.counts["settled"] = 0;
    facts.counts["refused"] = 130;
    CHECK(says(written(facts), "已化解0件，调处成功率0%；其余在办12件、终止调解1件、撤回1件、不予受理130件。"));
}

TEST_CASE("a fact that is not there is not written") {
    auto facts = full_facts();
    facts.campaigns.front().consultations = {};
    CHECK_FALSE(says(written(facts), "会商"));
    facts.campaigns.front().consultations = {5, false};
    CHECK(says(written(facts), "，期间会商5次。"));
    CHECK_FALSE(says(written(facts), "每周"));
    facts.campaigns.front().campaign.months.reset();
    CHECK(says(written(facts), "自10月14日起，至2022年1月14日，开展“清零”专项行动"));
    facts.counts["consultations_outside"] = 2;
    CHECK(says(written(facts), "专项行动期间之外会商2次。"));
    facts.campaigns.front().consultations = {14, true};
    CHECK_FALSE(says(written(facts), "之外"));
    facts.campaigns.clear();
    CHECK_FALSE(says(written(facts), "专项行动"));
    CHECK(says(written(facts), "本年度会商51次。"));
    facts.consultations = {};
    CHECK_FALSE(says(written(facts), "会商"));
    facts.counts["regional_bodies"] = 0;
    facts.regional_bodies.clear();
    CHECK_FALSE(says(written(facts), "区域性"));
    facts.counts["settled.elders_hearing"] = 0;
    CHECK_FALSE(says(written(facts), "乡贤"));
    facts.counts["trade_bodies"] = 1;
    facts.trade_bodies = {"医疗纠纷"};
    CHECK(says(written(facts), "医疗纠纷行业性专业性调解组织1个"));
    facts.counts["mediators_full_time"] = 7;
    CHECK(says(written(facts), "（其中专职7名）"));
}

TEST_CASE("a year with nothing in it gives a short honest text") {
    const auto report = written(no_facts());
    CHECK(report.text == "矛盾纠纷排查化解\n　　2021年东庄镇未登记矛盾纠纷。\n");
    CHECK(report.figures.empty());
    CHECK(report.rates.empty());
    auto later = full_facts();
    later.as_of = Date::of(2022, 1, 10);
    CHECK(written(later).text.ends_with("　　以上数据统计截至2022年1月10日。\n"));
    auto searched = no_facts();
    searched.screening_held = true;
    searched.as_of = Date::of(2021, 6, 30);
    CHECK(written(searched).text == "矛盾纠纷排查化解\n　　截至2021年6月30日，2021年东庄镇经排查未发现矛盾纠纷。\n");
}

TEST_CASE("every digit in the text is a figure, a rate, a date or a length") {
    for (const int pending : {0, 12}) {
        auto facts = full_facts();
        facts.counts["settled"] = 144 - pending;
        facts.counts["pending"] = pending;
        facts.counts["mediators_full_time"] = 3;
        if (pending) facts.as_of = Date::of(2021, 11, 30);
        const auto report = written(facts);
        std::multiset<std::string> known{"2021", "10", "14"};
        for (const auto& each : report.figures) known.insert(std::to_string(each.value));
        for (const auto& rate : report.rates) known.insert(rate.rate.text());
        if (pending) known.insert({"11", "30"});
        const std::regex digits{"[0-9][0-9.]*%?"};
        for (std::sregex_iterator at{report.text.begin(), report.text.end(), digits}, end; at != end; ++at) {
            INFO(at->str() << " in " << report.text);
            CHECK(known.contains(at->str()));
        }
        for (const auto& each : report.figures) {
            INFO(each.metric);
            CHECK(each.value == facts.value(each.metric == "consultations.qingling-2021" ? "" : each.metric) +
                                    (each.metric == "consultations.qingling-2021" ? 14 : 0));
            CHECK(each.sentence.find(std::to_string(each.value)) != std::string::npos);
            CHECK(report.text.find(each.sentence) != std::string::npos);
            CHECK(each.sentence.ends_with("。"));
        }
        REQUIRE(report.rates.size() == 1);
        CHECK(report.rates.front().metric == "settled/screened");
        CHECK(report.rates.front().rate.numerator == 144 - pending);
        CHECK(report.rates.front().rate.denominator == 144);
    }
}

TEST_CASE("a town may write its own template") {
    const auto report = written(
        full_facts(), "// 说明 {{nothing}}\n# 题\n共{{settled}}件，\n{{committees}}个。{{mediators}}人。\n\n完。\n");
    CHECK(report.text == "题\n　　共144件，25个。102人。\n　　完。\n");
    CHECK(report.markdown == "## 题\n\n共144件，25个。102人。\n\n完。\n");
    CHECK(report.sentences == std::vector<std::string>{"共144件，25个。", "102人。", "完。"});
    CHECK(figure(report, "committees") == 25);
    CHECK(report.figures[1].sentence == "共144件，25个。");
    CHECK(report.figures[2].sentence == "102人。");
    // Names are people's text: no markup, no tags of their own.
    auto facts = full_facts();
    facts.regional_bodies = {"<苏>{{year}}&", "妈祖"};
    CHECK(written(facts, "{{#regional_names}}{{name}}{{^last}}、{{/last}}{{/regional_names}}").text ==
          "　　<苏>{{year}}&、妈祖\n");
}

TEST_CASE("a heading without a paragraph is left out") {
    CHECK(written(full_facts(), "# 一\n# 二\n{{#has_pending}}在办{{/has_pending}}\n# 三\n文。\n# 四\n").text ==
          "三\n　　文。\n");
    CHECK(written(full_facts(), "").text.empty());
}

TEST_CASE("a bad template is refused") {
    CHECK(refusal_of("{{setled}}") == "bad_value");
    CHECK(refusal_of("{{settled") == "bad_value");
    CHECK(refusal_of("{{#has_settled}}开") == "bad_value");
    CHECK(refusal_of("{{/has_settled}}") == "bad_value");
    CHECK(refusal_of("{{#has_settled}}{{/has_pending}}") == "bad_value");
    CHECK(refusal_of("{{>partial}}") == "bad_value");
    CHECK(refusal_of("{{=<% %>=}}<% settled %>") == "bad_value");
    CHECK(refusal_of("{{") == "bad_value");
    CHECK(refusal_of("{{{") == "bad_value");
    CHECK(refusal_of(std::string(max_template_bytes + 1, 'x')) == "bad_value");
}

TEST_CASE("a line that a condition leaves empty ends no paragraph") {
    CHECK(written(full_facts(),
                  "一，\n{{#has_pending}}不说{{/has_pending}}\n{{#has_settled}}说{{/"
                  "has_settled}}\n\n{{#has_pending}}\n\n{{/has_pending}}\n二")
              .text == "　　一，说\n　　二\n");
}
