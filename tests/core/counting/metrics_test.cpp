#include "core/counting/metrics.hpp"

#include <set>

#include "tests/catch.hpp"
#include "tests/core/lines.hpp"

using namespace tiaojie;
using test::day;

namespace {

std::string rate(std::int64_t numerator, std::int64_t denominator) { return Rate{numerator, denominator}.text(); }

Facts settled_facts() {
    Facts f;
    f.status = Status::settled;
    f.accepted = f.mediated = true;
    f.stage = Stage::town_mediation;
    f.form = Form::written;
    f.days = 12;
    f.amount = 12'345;
    f.people = 4;
    f.division = {350305101201};
    return f;
}

}  // namespace

TEST_CASE("a rate is exact, half up, without a trailing .0") {
    CHECK(rate(24'732, 25'200) == "98.1%");
    CHECK(rate(17'505, 17'555) == "99.7%");
    CHECK(rate(6'217, 6'368) == "97.6%");
    CHECK(rate(1, 2) == "50%");
    CHECK(rate(1, 3) == "33.3%");
    CHECK(rate(2, 3) == "66.7%");
    CHECK(rate(1, 8) == "12.5%");
    CHECK(rate(1, 2'000) == "0.1%");    // 0.05: half up
    CHECK(rate(123, 2'000) == "6.2%");  // 6.15: half up
    CHECK(rate(12'249, 100'000) == "12.2%");
    CHECK(rate(95, 1'000) == "9.5%");
}

TEST_CASE("a rate is 100% only when equal, 0% only when zero, and nothing over nothing is a dash") {
    CHECK(rate(9'999, 10'000) == "99.9%");
    CHECK(rate(99'999'999, 100'000'000) == "99.9%");
    CHECK(rate(9'995, 10'000) == "99.9%");
    CHECK(rate(1, 100'000) == "0.1%");
    CHECK(rate(1, 1'000'000'000) == "0.1%");
    CHECK(rate(0, 5) == "0%");
    CHECK(rate(5, 5) == "100%");
    CHECK(rate(144, 144) == "100%");
    CHECK(rate(0, 0) == "—");
}

TEST_CASE("the median is the lower of the two middle ones") {
    const auto median = [](std::map<std::int64_t, std::int64_t> days) {
        Tally tally;
        tally.settled_after_days = std::move(days);
        return tally.median_days();
    };
    CHECK_FALSE(median({}).has_value());
    CHECK(median({{0, 1}}) == 0);
    CHECK(median({{3, 1}, {9, 1}}) == 3);
    CHECK(median({{3, 1}, {9, 1}, {10, 1}}) == 9);
    CHECK(median({{3, 2}, {9, 2}}) == 3);
    CHECK(median({{3, 2}, {9, 3}}) == 9);
    CHECK(median({{1, 0}, {3, 1}, {9, 0}, {10, 2}}) == 10);
    CHECK_FALSE(median({{1, 0}}).has_value());
}

TEST_CASE("every published metric has a key, a name and a definition, once") {
    const std::vector<std::string_view> published{"screened",
                                                  "accepted",
                                                  "refused",
                                                  "mediated",
                                                  "settled",
                                                  "terminated",
                                                  "withdrawn",
                                                  "pending",
                                                  "struck_off",
                                                  "reopened",
                                                  "performed",
                                                  "confirmed",
                                                  "on_time",
                                                  "overdue",
                                                  "oral",
                                                  "written",
                                                  "people",
                                                  "amount",
                                                  "median_days",
                                                  "screening_rounds",
                                                  "committees",
                                                  "mediators",
                                                  "mediators_full_time",
                                                  "regional_bodies",
                                                  "trade_bodies",
                                                  "elders",
                                                  "flow.registered",
                                                  "flow.settled",
                                                  "flow.terminated"};
    std::set<std::string_view> keys;
    for (const auto& term : metric_terms()) {
        CHECK(keys.insert(term.key).second);
        CHECK_FALSE(term.chinese.empty());
        CHECK_FALSE(term.definition.empty());
    }
    for (const auto key : published) {
        INFO(key);
        CHECK(keys.contains(key));
        REQUIRE(find_metric(key) != nullptr);
        CHECK(find_metric(key)->key == key);
    }
    CHECK(keys.size() == published.size());
    CHECK(find_metric("no.such") == nullptr);
}

TEST_CASE("the metrics that add up over cases stand where their names say") {
    CHECK(additive_metric("screened") == Metric::screened);
    CHECK(additive_metric("struck_off") == Metric::struck_off);
    CHECK(additive_metric("written") == Metric::written);
    CHECK(additive_metric("people") == Metric::people);
    CHECK(additive_metric("amount") == Metric::amount);
    CHECK(additive_metric("flow.registered") == Metric::screened);
    CHECK(additive_metric("flow.settled") == Metric::flow_settled);
    CHECK(additive_metric("flow.terminated") == Metric::flow_terminated);
    for (const auto* key : {"median_days", "committees", "elders", "screening_rounds", "no.such"})
        CHECK_FALSE(additive_metric(key).has_value());
    CHECK(is_flow(Metric::flow_terminated));
    CHECK_FALSE(is_flow(Metric::terminated));
}

TEST_CASE("what a case adds to the metrics follows its facts; merged it adds nothing") {
    auto facts = settled_facts();
    facts.on_time = facts.performed = facts.confirmed = facts.struck_off = facts.reopened = true;
    const auto v = values_of(facts);
    for (const auto metric :
         {Metric::screened, Metric::accepted, Metric::mediated, Metric::settled, Metric::written, Metric::on_time,
          Metric::performed, Metric::confirmed, Metric::struck_off, Metric::reopened})
        CHECK(of(v, metric) == 1);
    for (const auto metric : {Metric::refused, Metric::terminated, Metric::withdrawn, Metric::pending, Metric::oral,
                              Metric::overdue, Metric::flow_settled, Metric::flow_terminated})
        CHECK(of(v, metric) == 0);
    CHECK(of(v, Metric::people) == 4);
    CHECK(of(v, Metric::amount) == 12'345);
    facts.status = Status::merged;
    CHECK(values_of(facts) == Values{});
}

TEST_CASE("screened is always refused, withdrawn, settled, terminated and pending together") {
    for (const auto& status : Terms<Status>::all) {
        Facts facts;
        facts.status = status.value;
        const auto v = values_of(facts);
        CHECK(of(v, Metric::screened) == of(v, Metric::refused) + of(v, Metric::withdrawn) + of(v, Metric::settled) +
                                             of(v, Metric::terminated) + of(v, Metric::pending));
        CHECK(of(v, Metric::screened) == (status.value == Status::merged ? 0 : 1));
    }
}

TEST_CASE("a case falls into one part of each split, and the part has its name") {
    const auto facts = settled_facts();
    const auto part = [&](const Facts& f, std::string_view split) {
        const auto parsed = parse_split(split).value();
        return part_name(parsed, part_of(parsed, f, day("2021-10-14"), 9));
    };
    CHECK(part(facts, "stage") == "town_mediation");
    CHECK(part(facts, "level") == "town");
    CHECK(part(facts, "type") == "marriage_family");
    CHECK(part(facts, "source") == "screening");
    CHECK(part(facts, "division") == "350305101201");
    CHECK(part(facts, "org") == "9");
    CHECK(part(facts, "form") == "written");
    CHECK(part(facts, "month") == "2021-10");
    CHECK(part(Facts{}, "stage") == "none");
    CHECK(part(Facts{}, "level") == "none");
    CHECK(part(Facts{}, "form") == "none");
    for (const auto* text : {"none", "days", "status", ""}) CHECK_FALSE(parse_split(text).has_value());
    CHECK(name(Split::division) == "division");
}
