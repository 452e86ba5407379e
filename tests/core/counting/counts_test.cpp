// The rollups against recounts that know nothing of them.
#include "core/counting/counts.hpp"

#include <set>

#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "tests/catch.hpp"
#include "tests/core/random_history.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

constexpr std::array all_splits{Split::none,     Split::stage, Split::level, Split::type, Split::source,
                                Split::division, Split::org,   Split::form,  Split::month};

// What a question about whole months asks.
struct Question {
    Division area{};
    int from_month{};
    int to_month{};
    Date as_of{};
    Split split{};

    Date from() const { return Date::of(from_month / 100, static_cast<unsigned>(from_month % 100), 1); }
    Date to() const { return add_months(Date::of(to_month / 100, static_cast<unsigned>(to_month % 100), 1), 1) - 1; }
    bool contains(Date on) const { return from() <= on && on <= to() && on <= as_of; }
};

std::int64_t level_part(std::int64_t stage) {
    return stage == no_part ? no_part : static_cast<std::int64_t>(level_of(static_cast<Stage>(stage)));
}

void add(Values& to, const Values& more, std::int64_t sign = 1) {
    for (std::size_t m = 0; m < metric_count; ++m) to[m] += sign * more[m];
}

Values one_flow(FlowKind kind) {
    Values v{};
    of(v, kind == FlowKind::settled ? Metric::flow_settled : Metric::flow_terminated) = 1;
    return v;
}

// A case with its timeline, followed as it came about.
struct Followed {
    CaseState state{};
    Timeline timeline{};
};

// The rollups of one town or several, kept event by event as a store would, and what is asked of them.
class Rollups {
public:
    explicit Rollups(const Office& office) : office_(office) {}

    // Brings the counts up to the newest event of the journal.
    void follow_newest() {
        const auto& recorded = office_.journal().back();
        const auto id = case_of(recorded.event);
        if (!id) return;
        auto& followed = cases_[*id];
        const Timeline before = followed.timeline;
        evolve(followed.state, recorded);
        followed.timeline.org = org_number(followed.state.org);
        follow(followed.timeline, followed.state, office_.rules());
        add_difference(changes_, before, followed.timeline);
    }

    const std::map<Id, Followed>& cases() const { return cases_; }

    Tally from_changes(const Question& q) {
        Tally tally;
        for (auto& [partition, changes] : changes_) {
            if (!q.area.contains({partition.town})) continue;
            if (partition.month < q.from_month || partition.month > q.to_month) continue;
            normalise(changes);
            const auto bytes = encode(changes);
            CHECK(decode_changes(bytes) == changes);
            Tally here;
            add_changes(here, bytes, Split::none, q.as_of);
            add_changes(here, bytes, Split::days, q.as_of);
            const Split stored = q.split == Split::level ? Split::stage : q.split;
            if (stored != Split::none) add_changes(here, bytes, stored, q.as_of);
            if (q.split == Split::month) {  // the cohort of a partition is all of its month
                Values cohort = here.totals;
                of(cohort, Metric::flow_settled) = of(cohort, Metric::flow_terminated) = 0;
                add(here.parts[partition.month], cohort);
            }
            add(tally.totals, here.totals);
            for (const auto& [part, values] : here.parts)
                add(tally.parts[q.split == Split::level ? level_part(part) : part], values);
            for (const auto& [days, n] : here.settled_after_days) tally.settled_after_days[days] += n;
        }
        take_away_repeats(tally, q);
        return tidy(std::move(tally));
    }

    // Straight from the events: fold each case to the day and look at it.
    Tally recount(const Question& q) const {
        Tally tally;
        for (const auto& id : office_.cases()) {
            const auto state = fold(office_.events_of(id), q.as_of);
            if (!state.exists() || state.status == Status::merged || !q.area.contains(state.division)) continue;
            const auto facts = facts_of(state, office_.rules(), cases_.at(id).timeline.on(q.as_of)->overdue);
            Values values{};
            if (q.contains(state.registered.day)) {
                values = values_of(facts);
                if (facts.days) ++tally.settled_after_days[*facts.days];
            }
            for (const auto& recorded : office_.events_of(id)) {
                if (!q.contains(recorded.at.day)) continue;
                if (std::holds_alternative<AgreementReached>(recorded.event)) of(values, Metric::flow_settled) = 1;
                if (std::holds_alternative<MediationTerminated>(recorded.event))
                    of(values, Metric::flow_terminated) = 1;
            }
            add(tally.totals, values);
            if (q.split == Split::none) continue;
            add(tally.parts[part_of(q.split, facts, state.registered.day, org_number(state.org))], values);
        }
        return tidy(std::move(tally));
    }

    // The same cohort by the function that lists and small stores use.
    Tally by_case(const Question& q) const {
        Tally tally;
        for (const auto& [id, followed] : cases_) {
            const auto* facts = followed.timeline.on(q.as_of);
            if (facts && q.area.contains(facts->division) && q.contains(followed.timeline.registered))
                add_case(tally, followed.timeline, q.as_of, q.split);
        }
        return tidy(std::move(tally));
    }

private:
    // A case that settled twice in the period counts once: each repetition within it is taken away.
    void take_away_repeats(Tally& tally, const Question& q) const {
        for (const auto& [id, followed] : cases_) {
            const auto* facts = followed.timeline.on(q.as_of);
            if (!facts || facts->status == Status::merged || !q.area.contains(facts->division)) continue;
            for (const auto& flow : followed.timeline.flows) {
                if (!flow.previous || !q.contains(flow.day) || !q.contains(*flow.previous)) continue;
                add(tally.totals, one_flow(flow.kind), -1);
                if (q.split == Split::none) continue;
                const auto part = part_of(q.split, *facts, followed.timeline.registered, followed.timeline.org);
                add(tally.parts[part], one_flow(flow.kind), -1);
            }
        }
    }

    static std::int64_t org_number(const Id& org) {
        return static_cast<std::int64_t>(std::hash<std::string>{}(org.text) % 1'000'000);
    }

    // Parts and days that come to nothing may be left out.
    static Tally tidy(Tally tally) {
        std::erase_if(tally.parts, [](const auto& part) { return part.second == Values{}; });
        std::erase_if(tally.settled_after_days, [](const auto& days) { return days.second == 0; });
        return tally;
    }

    const Office& office_;
    std::map<Id, Followed> cases_{};
    Changes changes_{};
};

void check_same(const Tally& a, const Tally& b) {
    REQUIRE(a.totals == b.totals);
    REQUIRE(a.parts == b.parts);
    REQUIRE(a.settled_after_days == b.settled_after_days);
    REQUIRE(a.median_days() == b.median_days());
}

void check_adds_up(const Tally& tally, Split split) {
    const auto& v = tally.totals;
    REQUIRE(of(v, Metric::screened) == of(v, Metric::refused) + of(v, Metric::withdrawn) + of(v, Metric::settled) +
                                           of(v, Metric::terminated) + of(v, Metric::pending));
    REQUIRE(of(v, Metric::settled) == of(v, Metric::oral) + of(v, Metric::written));
    if (split == Split::none) return;
    Values sum{};
    for (const auto& [part, values] : tally.parts) add(sum, values);
    REQUIRE(sum == v);
}

Tally cohort_only(Tally tally) {
    const auto clear = [](Values& v) { of(v, Metric::flow_settled) = of(v, Metric::flow_terminated) = 0; };
    clear(tally.totals);
    for (auto& [part, values] : tally.parts) clear(values);
    std::erase_if(tally.parts, [](const auto& part) { return part.second == Values{}; });
    return tally;
}

void check_all(Rollups& rollups, const std::vector<Division>& areas, Date last) {
    const Date start = day("2021-01-04");
    for (const auto area : areas)
        for (const auto& [from, to] : {std::pair{202101, 202112}, {202102, 202103}})
            for (const Date as_of : {start + 20, start + 70, last, last + 60})
                for (const auto split : all_splits) {
                    const Question q{area, from, to, as_of, split};
                    INFO(area.text() << " " << from << "-" << to << " as of " << as_of.text() << " by " << name(split));
                    const auto counted = rollups.recount(q);
                    check_same(rollups.from_changes(q), counted);
                    check_same(rollups.by_case(q), cohort_only(counted));
                    check_adds_up(counted, split);
                }
}

void run(std::uint64_t seed, const HistoryOptions& options, const std::vector<Division>& areas) {
    INFO("seed " << seed);
    RandomHistory history{seed, options};
    Rollups rollups{history.office()};
    while (history.next()) {
        const auto before = history.office().journal().size();
        history.told(true);
        if (history.office().journal().size() > before) rollups.follow_newest();
    }
    check_all(rollups, areas, history.last_day());
}

}  // namespace

TEST_CASE("the rollups of any history, kept event by event, say what a recount of the events says") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) run(seed, {.commands = 90}, {{350305000000}});
}

TEST_CASE("the rollups of several towns answer for each of them and for the district") {
    for (std::uint64_t seed = 1001; seed <= 1040; ++seed)
        run(seed, {.towns = 3, .commands = 250, .cases = 20},
            {{350305000000}, {350305101000}, {350305102000}, {350305103000}});
}

TEST_CASE("settled, reopened and settled again on one day, a case still counts once in the flow") {
    // The second reopening takes the day's segment away again, as the facts are those of the day before.
    Scenario s;
    Rollups rollups{s.office};
    const auto tell = [&](const char* line) {
        s.tell(line);
        rollups.follow_newest();
    };
    const auto flows = [&](int from, int to) {
        const Question q{town, from, to, day("2021-12-31"), Split::stage};
        const auto tally = rollups.from_changes(q);
        check_same(tally, rollups.recount(q));
        return of(tally.totals, Metric::flow_settled);
    };
    tell("2021-02-01 case.register");
    tell("2021-02-01 case.accept");
    tell("2021-02-02 case.settle");
    tell("2021-02-03 case.reopen");
    CHECK(flows(202102, 202102) == 1);
    tell("2021-03-05 case.settle");
    CHECK(flows(202103, 202103) == 1);
    tell("2021-03-05 case.reopen");
    CHECK(flows(202103, 202103) == 1);
    CHECK(flows(202102, 202103) == 1);
    tell("2021-03-05 case.settle");
    CHECK(flows(202103, 202103) == 1);
    tell("2021-03-05 case.reopen");
    tell("2021-03-06 case.correct division=350305101202");
    CHECK(flows(202102, 202112) == 1);
    tell("2021-04-01 case.register case=c2");
    tell("2021-04-02 case.merge case=c1 into=c2");
    CHECK(flows(202102, 202112) == 0);
}

TEST_CASE("changes are kept in one form: in order, equal keys added up, zeros left out") {
    const Change a{Split::none, day("2021-03-01"), 0, Metric::settled, 2};
    const Change b{Split::type, day("2021-03-01"), 3, Metric::settled, 1};
    std::vector<Change> changes{b,
                                a,
                                {Split::none, day("2021-03-01"), 0, Metric::settled, -1},
                                b,
                                {Split::form, day("2021-03-02"), no_part, Metric::people, 5},
                                {Split::form, day("2021-03-02"), no_part, Metric::people, -5}};
    normalise(changes);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0] == Change{Split::none, day("2021-03-01"), 0, Metric::settled, 1});
    CHECK(changes[1] == Change{Split::type, day("2021-03-01"), 3, Metric::settled, 2});
    const auto bytes = encode(changes);
    CHECK(decode_changes(bytes) == changes);
    CHECK(decode_changes("").value().empty());
    CHECK_FALSE(decode_changes(std::string_view{bytes}.substr(0, bytes.size() - 1)));
    std::string unknown;
    for (const char byte : {'\0', '\0', '\0', '\x7f', '\0'}) unknown += byte;
    CHECK_FALSE(decode_changes(unknown));
    Tally tally;
    CHECK_FALSE(add_changes(tally, unknown, Split::none, far_future));
}

TEST_CASE("a difference to itself changes nothing, and back undoes it") {
    Scenario s;
    s.tell("2021-03-01 case.register amount=100");
    s.tell("2021-03-02 case.accept");
    const auto early = timeline_of(s.office.events_of({"c1"}), 1, s.office.rules());
    s.tell("2021-03-03 case.settle");
    const auto late = timeline_of(s.office.events_of({"c1"}), 1, s.office.rules());
    Changes changes;
    add_difference(changes, late, late);
    for (auto& [partition, list] : changes) CHECK(list.empty());
    add_difference(changes, early, late);
    CHECK_FALSE(changes.empty());
    add_difference(changes, late, early);
    for (auto& [partition, list] : changes) {
        normalise(list);
        CHECK(list.empty());
    }
}
