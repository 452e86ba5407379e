// What holds of the clocks of any case in any history on any day.
#include "core/case/evolve.hpp"
#include "core/clocks/deadline.hpp"
#include "tests/catch.hpp"
#include "tests/core/lines.hpp"
#include "tests/core/random_history.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

bool is_running(const Deadline& deadline) {
    return deadline.state == ClockState::open || deadline.state == ClockState::due_soon ||
           deadline.state == ClockState::overdue || deadline.state == ClockState::paused;
}

bool named(ClockKind clock) {
    return clock == ClockKind::performance || clock == ClockKind::campaign || clock == ClockKind::supervision ||
           clock == ClockKind::decision;
}

int running(const std::vector<Deadline>& all, ClockKind clock) {
    return static_cast<int>(std::count_if(all.begin(), all.end(), [clock](const auto& deadline) {
        return deadline.clock == clock && is_running(deadline);
    }));
}

void check_one(const Deadline& d, const CaseState& state, Date on, int due_soon_days) {
    INFO(name(d.clock) << " " << d.start.text() << " " << d.due.text() << " " << name(d.state));
    REQUIRE(d.start <= on);
    REQUIRE(d.raw <= d.due);
    REQUIRE_FALSE(d.basis.empty());
    REQUIRE((!d.ended || *d.ended <= on));
    if (named(d.clock)) REQUIRE(d.raw == d.due);
    switch (d.state) {
        case ClockState::open:
            REQUIRE(d.due - on >= due_soon_days);
            break;
        case ClockState::due_soon:
            REQUIRE((on <= d.due && d.due - on < due_soon_days));
            break;
        case ClockState::overdue:
            REQUIRE(on > d.due);
            REQUIRE(d.clock != ClockKind::judicial_confirmation);
            break;
        case ClockState::paused:
            REQUIRE(state.status == Status::suspended);
            REQUIRE((d.clock == ClockKind::stage || d.clock == ClockKind::overall));
            REQUIRE(on <= d.due);
            break;
        case ClockState::met:
            REQUIRE((d.ended && *d.ended <= d.due));
            break;
        case ClockState::met_late:
            REQUIRE((d.ended && *d.ended > d.due));
            break;
        case ClockState::void_:
            break;
    }
    std::string all;
    for (const auto& line : d.explanation) all += line + "\n";
    INFO(all);
    REQUIRE(all.find(d.due.chinese()) != std::string::npos);
    REQUIRE(all.find("依据：" + d.basis) != std::string::npos);
}

// Which clocks of the ladder run follows from the status alone.
void check_ladder(const std::vector<Deadline>& all, const CaseState& state) {
    const bool on_ladder = state.status == Status::mediating || state.status == Status::suspended;
    REQUIRE(running(all, ClockKind::accept) == (state.status == Status::registered ? 1 : 0));
    REQUIRE(running(all, ClockKind::stage) == (on_ladder ? 1 : 0));
    REQUIRE(running(all, ClockKind::overall) == (on_ladder ? 1 : 0));
    std::size_t stages = 0;
    std::size_t runs = 0;
    for (const auto& d : all) {
        stages += d.clock == ClockKind::stage;
        runs += d.clock == ClockKind::overall;
        if (state.status != Status::settled && d.clock != ClockKind::follow_up) continue;
        if (d.clock == ClockKind::follow_up && is_running(d)) REQUIRE(state.status == Status::settled);
    }
    REQUIRE(stages == state.rungs.size());
    REQUIRE(runs == state.runs.size());
}

}  // namespace

TEST_CASE("after any part of any history the clocks can be told for any day, and agree with the case") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        RandomHistory history{seed, {.changes_policy = seed % 2 == 0, .loads_calendar = seed % 3 == 0}};
        play(history, [](const Step&) { return true; });
        const auto& office = history.office();
        for (const auto& id : office.cases()) {
            CaseState state;
            REQUIRE(
                deadlines(state, office.docket(id, day("2021-01-04")), office.rules(), day("2021-01-04"), Explain::no)
                    .empty());
            for (const auto& recorded : office.events_of(id)) {
                evolve(state, recorded);
                const Date at = state.last_at.day;
                for (const Date on : {at, at + 1, at + 3, at + 11, at + 31, at + 400}) {
                    INFO("seed " << seed << " case " << id.text << " version " << state.version << " on " << on.text());
                    const auto all = deadlines(state, office.docket(id, on), office.rules(), on, Explain::yes);
                    for (const auto& deadline : all)
                        check_one(deadline, state, on, office.policies.on(deadline.start).due_soon_days);
                    check_ladder(all, state);
                    const auto* first = nearest(all);
                    for (const auto& deadline : all)
                        if (is_running(deadline)) REQUIRE((first && first->due <= deadline.due));
                }
            }
        }
    }
}

TEST_CASE("a clock that has ended says the same on every later day") {
    for (std::uint64_t seed = 501; seed <= 560; ++seed) {
        RandomHistory history{seed, {}};
        play(history, [](const Step&) { return true; });
        const auto& office = history.office();
        const auto rules = office.rules();
        for (const auto& id : office.cases()) {
            const auto& events = office.events_of(id);
            const Date last = history.last_day();
            const auto finally = deadlines(fold(events, last), {}, rules, last, Explain::no);
            for (Date on = events.front().at.day; on < last; on = on + 5) {
                // Clocks of a kind are listed in order of their start, so the n-th one stays the n-th.
                std::map<ClockKind, int> seen;
                for (const auto& deadline : deadlines(fold(events, on), {}, rules, on, Explain::no)) {
                    const int n = seen[deadline.clock]++;
                    if (deadline.state != ClockState::met && deadline.state != ClockState::met_late) continue;
                    if (deadline.clock == ClockKind::performance) continue;  // by agreement, not by start
                    int left = n;
                    for (const auto& later : finally) {
                        if (later.clock != deadline.clock || left-- > 0) continue;
                        INFO("seed " << seed << " " << id.text << " " << name(deadline.clock) << " on " << on.text());
                        REQUIRE(later.state == deadline.state);
                        REQUIRE(later.due == deadline.due);
                        REQUIRE(later.raw == deadline.raw);
                        break;
                    }
                }
            }
        }
    }
}
