#include "core/law/policy.hpp"

#include "tests/catch.hpp"
#include "tests/core/lines.hpp"
#include "tests/core/office.hpp"

using namespace tiaojie;
using test::day;

TEST_CASE("the default policy can be used and holds the published defaults") {
    const auto policy = test::default_policy();
    CHECK_FALSE(fault_of(policy).has_value());
    CHECK(policy.clocks.accept.period() == Period{Unit::working_days, 3});
    for (const auto stage : {Stage::assigned_mediation, Stage::elders_hearing, Stage::villagers_review})
        CHECK(policy.clocks.stage.of(stage).period() == Period{Unit::days, 10});
    for (const auto stage : {Stage::town_mediation, Stage::district_mediation})
        CHECK(policy.clocks.stage.of(stage).period() == Period{Unit::days, 30});
    CHECK(policy.clocks.overall.period() == Period{Unit::days, 30});
    CHECK(policy.clocks.follow_up.period() == Period{Unit::days, 15});
}

TEST_CASE("a period may be given in months") {
    ClockRule rule;
    rule.months = 2;
    CHECK(rule.period() == Period{Unit::months, 2});
}

TEST_CASE("a policy that cannot be used names its field") {
    const auto fault = [](auto change) {
        auto policy = test::default_policy();
        change(policy);
        return fault_of(policy).value_or("");
    };
    CHECK(fault([](Policy& p) { p.id.clear(); }) == "policy.id");
    CHECK(fault([](Policy& p) { p.version = 0; }) == "policy.version");
    CHECK(fault([](Policy& p) { p.due_soon_days = -1; }) == "policy.due_soon_days");
    CHECK(fault([](Policy& p) { p.clocks.accept.working_days.reset(); }) == "policy.clocks.accept");
    CHECK(fault([](Policy& p) { p.clocks.accept.days = 3; }) == "policy.clocks.accept");
    CHECK(fault([](Policy& p) { p.clocks.overall.days = 0; }) == "policy.clocks.overall");
    CHECK(fault([](Policy& p) { p.supervision = SupervisionPolicy{true, 0, 5, 10}; }) == "policy.supervision");
    CHECK(fault([](Policy& p) { p.supervision = SupervisionPolicy{true, 5, 1, 10}; }) == "policy.supervision");
    CHECK(fault([](Policy& p) { p.clocks.overall.days = 36'501; }) == "policy.clocks.overall");
    CHECK(fault([](Policy& p) { p.clocks.overall.extension_days = -1; }) == "policy.clocks.overall");
    CHECK(fault([](Policy& p) { p.clocks.follow_up.days.reset(); }) == "policy.clocks.follow_up");
    CHECK(fault([](Policy& p) { p.clocks.stage.town_mediation = {}; }) == "policy.clocks.stage.town_mediation");
    CHECK(fault([](Policy& p) {
              p.clocks.accept.working_days.reset();
              p.clocks.accept.months = 1'201;
          }) == "policy.clocks.accept");
    CHECK(fault([](Policy&) {}) == "");
}

TEST_CASE("the policy in force on a day is the latest begun, the first one for all days before") {
    auto policy = test::default_policy();
    PolicyBook book;
    book.set(day("2021-01-01"), policy);
    policy.version = 2;
    book.set(day("2021-06-01"), policy);
    CHECK(book.on(day("2019-01-01")).version == 1);
    CHECK(book.on(day("2021-05-31")).version == 1);
    CHECK(book.on(day("2021-06-01")).version == 2);
    CHECK(book.on(day("2030-01-01")).version == 2);
    policy.version = 3;
    book.set(day("2021-06-01"), policy);
    CHECK(book.on(day("2021-06-01")).version == 3);
    CHECK(book.versions().size() == 2);
}
