#include "core/counting/report.hpp"

#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

Date day(const char* text) { return *Date::parse(text); }

Consultation held(const char* on, std::int64_t division = 350305101000) {
    Consultation out;
    out.id = {on};
    out.division = {division};
    out.held = day(on);
    return out;
}

}  // namespace

TEST_CASE("numbers in Chinese") {
    CHECK(chinese_number(1) == "一");
    CHECK(chinese_number(2) == "两");
    CHECK(chinese_number(3) == "三");
    CHECK(chinese_number(10) == "十");
    CHECK(chinese_number(12) == "十二");
    CHECK(chinese_number(24) == "二十四");
    CHECK(chinese_number(40) == "四十");
    CHECK(chinese_number(120) == "120");
}

TEST_CASE("weekly means every whole week of the period") {
    // 2021-10-14 is a Thursday; whole weeks: 18–24 and 25–31 October.
    const auto from = day("2021-10-14");
    const auto to = day("2021-11-03");
    CHECK(held_weekly({held("2021-10-22"), held("2021-10-29")}, from, to));
    CHECK(held_weekly({held("2021-10-15"), held("2021-10-18"), held("2021-10-31")}, from, to));
    CHECK_FALSE(held_weekly({held("2021-10-22")}, from, to));
    CHECK_FALSE(held_weekly({held("2021-10-15"), held("2021-10-29"), held("2021-11-02")}, from, to));
    CHECK_FALSE(held_weekly({held("2021-10-13"), held("2021-10-29")}, from, to));
    CHECK_FALSE(held_weekly({}, from, to));
}

TEST_CASE("a period without a whole week is not weekly") {
    CHECK_FALSE(held_weekly({held("2021-10-15")}, day("2021-10-14"), day("2021-10-17")));
    CHECK_FALSE(held_weekly({held("2021-10-15")}, day("2021-10-14"), day("2021-10-13")));
    // Monday to Sunday is one.
    CHECK(held_weekly({held("2021-10-24")}, day("2021-10-18"), day("2021-10-24")));
}

TEST_CASE("weekly must hold for each place that held any") {
    const auto from = day("2021-10-18");
    const auto to = day("2021-10-31");
    const std::vector<Consultation> both{held("2021-10-22"), held("2021-10-29"), held("2021-10-20", 350305102000)};
    CHECK_FALSE(held_weekly(both, from, to));
    CHECK(consultations_in(both, from, to).held == 3);
}

TEST_CASE("a consultation in no campaign's time is told apart") {
    Campaign campaign;
    campaign.from = day("2021-10-14");
    campaign.until = day("2022-01-14");
    const auto outside = outside_campaigns({held("2021-10-13"), held("2021-10-14"), held("2022-01-14")}, {campaign});
    REQUIRE(outside.size() == 1);
    CHECK(outside.front().held == day("2021-10-13"));
    CHECK(outside_campaigns({held("2021-10-14")}, {}).size() == 1);
}

TEST_CASE("campaigns belong to the report of the year in which they began") {
    Campaign campaign;
    campaign.division = {350305101000};
    campaign.from = day("2021-10-14");
    campaign.until = day("2022-01-14");
    CHECK(belongs_to_report(campaign, {350305101000}, 2021, day("2021-12-31")));
    CHECK(belongs_to_report(campaign, {350305000000}, 2021, day("2021-12-31")));
    CHECK(belongs_to_report(campaign, {350305101201}, 2021, day("2021-12-31")));
    CHECK_FALSE(belongs_to_report(campaign, {350305102000}, 2021, day("2021-12-31")));
    CHECK_FALSE(belongs_to_report(campaign, {350305101000}, 2021, day("2021-10-13")));
    CHECK_FALSE(belongs_to_report(campaign, {350305101000}, 2022, day("2022-12-31")));
}

TEST_CASE("a body is called by its short name unless that is only the place's") {
    Organisation org;
    org.name = "苏家庄区域性人民调解委员会";
    org.short_name = "苏家庄";
    CHECK(report_name(org, "东庄镇") == "苏家庄");
    org.short_name = "东庄";
    CHECK(report_name(org, "东庄镇") == "苏家庄区域性人民调解委员会");
    org.short_name = "";
    CHECK(report_name(org, "东庄镇") == "苏家庄区域性人民调解委员会");
}

TEST_CASE("every number of a report has a name") {
    for (const auto& metric : report_metrics()) {
        INFO(metric.key);
        CHECK_FALSE(metric.chinese.empty());
        CHECK(report_metric_name(metric.key) == metric.chinese);
    }
}
