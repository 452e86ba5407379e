#include "api/papers/report_diff.hpp"

#include "api/wire/json_writer.hpp"
#include "core/case/event.hpp"
#include "tests/api/papers/report_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

FrozenReport frozen(const ReportFacts& facts) {
    FrozenReport out;
    out.year = facts.year;
    out.as_of = facts.as_of;
    out.cut_off = 3240;
    out.division = facts.division;
    out.area_name = facts.area_name;
    out.journal_hash = "00ff";
    out.policies = {{std::nullopt, "default", 1}, {Date::of(2021, 7, 1), "default", 2}};
    out.calendar_version = 2;
    out.template_text = report_template();
    out.template_digest = "aa";
    out.program = "0.1.0";
    out.report = *write_report(facts, out.template_text);
    for (auto& figure : out.report.figures)
        for (std::int64_t i = 0; i < figure.value; ++i) figure.behind.push_back({"c" + std::to_string(i)});
    return out;
}

}  // namespace

TEST_CASE("a frozen edition is read back as it was written") {
    const auto before = frozen(full_facts());
    const auto text = write_json(frozen_json(before));
    const auto after = read_frozen(text);
    REQUIRE(after);
    CHECK(write_json(frozen_json(*after)) == text);
    CHECK(after->report.text == before.report.text);
    CHECK(after->policies == before.policies);
    CHECK(after->template_text == before.template_text);
    CHECK(differences(before, *after).none());
}

TEST_CASE("an edition that lacks something is refused") {
    auto json = frozen_json(frozen(full_facts()));
    REQUIRE(read_frozen(write_json(json)));
    for (std::size_t i = 0; i < json.members.size(); ++i) {
        auto less = json;
        less.members.erase(less.members.begin() + static_cast<std::ptrdiff_t>(i));
        INFO(json.members[i].key);
        CHECK_FALSE(read_frozen(write_json(less)));
    }
    CHECK_FALSE(read_frozen("[]"));
    CHECK_FALSE(read_frozen("{"));
}

TEST_CASE("two editions differ by what came in and what went out") {
    const auto before = frozen(full_facts());
    auto facts = full_facts();
    facts.counts["screened"] = 145;
    facts.counts["pending"] = 1;
    auto after = frozen(facts);
    after.report.figures.at(1).behind.front() = {"other"};
    after.template_digest = "bb";
    const auto diff = differences(before, after);
    const auto change = [&](const std::string& metric) {
        for (const auto& each : diff.figures)
            if (each.metric == metric) return each;
        return FigureChange{};
    };
    CHECK(change("screened").before == 144);
    CHECK(change("screened").after == 145);
    CHECK(change("screened").came_in == std::vector<Id>{{"c144"}});
    CHECK_FALSE(change("pending").before);
    CHECK(change("pending").after == 1);
    // The same number over other things is a change, too.
    const auto swapped = change(after.report.figures.at(1).metric);
    CHECK(swapped.before == swapped.after);
    CHECK(swapped.came_in == std::vector<Id>{{"other"}});
    CHECK(swapped.went_out == std::vector<Id>{{"c0"}});
    REQUIRE(diff.rates.size() == 1);
    CHECK(diff.rates.front().after->text() == "99.3%");
    REQUIRE(diff.sentences_removed.size() == 1);
    REQUIRE(diff.sentences_added.size() == 1);
    CHECK(diff.sentences_added.front().ends_with("；其余在办1件。"));
    CHECK(diff.template_changed);
    CHECK_FALSE(diff.policies_changed);
}

TEST_CASE("events know what they speak of") {
    CHECK(speaks_of(CaseMerged{{"a"}, {"b"}, "同"}, {"b"}));
    CHECK(speaks_of(MediatorRemoved{{"m1"}, "退休"}, {"m1"}));
    CHECK_FALSE(speaks_of(MediatorRemoved{{"m1"}, "退休"}, {"m2"}));
    CHECK(moves_numbers(CaseCorrected{}));
    CHECK(moves_numbers(AgreementReached{}));
    CHECK_FALSE(moves_numbers(SessionHeld{}));
    CHECK_FALSE(moves_numbers(PaperFiled{}));
    CHECK(event_chinese(AgreementReached{}) == "达成协议");
    CHECK(event_chinese(MediatorRemoved{}) == "解聘调解员");
}
