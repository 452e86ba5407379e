#include "core/counting/timeline.hpp"

#include "core/case/evolve.hpp"
#include "tests/catch.hpp"
#include "tests/core/random_history.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

Timeline timeline(const Scenario& s, const char* id = "c1") {
    return timeline_of(s.office.events_of({id}), 7, s.office.rules());
}

// What a case is on a day, in words.
std::string told(const Timeline& timeline, std::string_view on) {
    const auto* f = timeline.on(day(on));
    if (!f) return "-";
    std::string out{name(f->status)};
    if (f->stage) out += " " + std::string{name(*f->stage)};
    if (f->form) out += " " + std::string{name(*f->form)};
    if (f->days) out += " " + std::to_string(*f->days) + "d";
    for (const auto& [is, word] : {std::pair{f->on_time, " on_time"},
                                   {f->performed, " performed"},
                                   {f->confirmed, " confirmed"},
                                   {f->struck_off, " struck_off"},
                                   {f->overdue, " overdue"},
                                   {f->extended, " extended"},
                                   {f->reopened, " reopened"}})
        if (is) out += word;
    return out;
}

bool overdue_by_deadlines(const CaseState& state, const DeadlineRules& rules, Date on) {
    if (!is_pending(state.status)) return false;
    for (const auto& deadline : deadlines(state, {}, rules, on, Explain::no))
        if (deadline.state == ClockState::overdue &&
            (deadline.clock == ClockKind::accept || deadline.clock == ClockKind::stage ||
             deadline.clock == ClockKind::overall))
            return true;
    return false;
}

}  // namespace

TEST_CASE("a timeline says what the case was on each day") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register
        2021-03-06 case.accept
        2021-03-20 case.settle form=written obligations=2021-04-01
        2021-03-25 case.perform
        2021-03-26 case.follow_up
        2021-03-27 case.strike_off
        2021-03-28 case.confirm step=applied
        2021-03-29 case.confirm step=confirmed
        2021-04-01 case.reopen stage=town_mediation
        2021-04-02 case.extend until=2021-05-10
        2021-05-20 case.settle form=oral
    )");
    const auto t = timeline(s);
    CHECK(told(t, "2021-02-28") == "-");
    CHECK(told(t, "2021-03-01") == "registered");
    CHECK(told(t, "2021-03-04") == "registered");
    CHECK(told(t, "2021-03-05") == "registered overdue");
    CHECK(told(t, "2021-03-06") == "mediating assigned_mediation");
    CHECK(told(t, "2021-03-16") == "mediating assigned_mediation");
    CHECK(told(t, "2021-03-17") == "mediating assigned_mediation overdue");
    CHECK(told(t, "2021-03-20") == "settled assigned_mediation written 14d on_time");
    CHECK(told(t, "2021-03-25") == "settled assigned_mediation written 14d on_time performed");
    CHECK(told(t, "2021-03-28") == "settled assigned_mediation written 14d on_time performed struck_off");
    CHECK(told(t, "2021-03-29") == "settled assigned_mediation written 14d on_time performed confirmed struck_off");
    CHECK(told(t, "2021-04-01") == "mediating town_mediation reopened");
    CHECK(told(t, "2021-04-02") == "mediating town_mediation extended reopened");
    CHECK(told(t, "2021-05-06") == "mediating town_mediation extended reopened");
    CHECK(told(t, "2021-05-07") == "mediating town_mediation overdue extended reopened");
    CHECK(told(t, "2021-05-20") == "settled town_mediation oral 75d performed reopened");
    CHECK(told(t, "2030-01-01") == told(t, "2021-05-20"));
    CHECK(t.registered == day("2021-03-01"));
    CHECK(t.org == 7);
    REQUIRE(t.flows.size() == 2);
    CHECK(t.flows[0] == FlowEvent{FlowKind::settled, day("2021-03-20"), std::nullopt});
    CHECK(t.flows[1] == FlowEvent{FlowKind::settled, day("2021-05-20"), day("2021-03-20")});
}

TEST_CASE("a case that stands still does not become overdue; resumed, it does later") {
    Scenario s;
    s.tell(R"(
        2021-07-01 case.register
        2021-07-01 case.accept
        2021-07-05 case.suspend
    )");
    CHECK(told(timeline(s), "2022-07-05") == "suspended assigned_mediation");
    s.tell("2021-09-01 case.resume");
    CHECK(told(timeline(s), "2021-08-31") == "suspended assigned_mediation");
    CHECK(told(timeline(s), "2021-09-07") == "mediating assigned_mediation");
    CHECK(told(timeline(s), "2021-09-08") == "mediating assigned_mediation overdue");
}

TEST_CASE("a clock whose counted end has come runs out while suspended") {
    Scenario s;
    s.tell(R"(
        2021-07-01 case.register
        2021-07-01 case.accept
        2021-07-11 case.suspend
    )");
    CHECK(told(timeline(s), "2021-07-12") == "suspended assigned_mediation");
    CHECK(told(timeline(s), "2021-07-13") == "suspended assigned_mediation overdue");
}

TEST_CASE("a settlement is on time to the due day of the whole, not after") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1
        2021-03-02 case.accept case=c1
        2021-04-01 case.settle case=c1
        2021-03-01 case.register case=c2
        2021-03-02 case.accept case=c2
        2021-04-02 case.settle case=c2
    )");
    CHECK(timeline(s, "c1").on(day("2021-04-01"))->on_time);
    CHECK_FALSE(timeline(s, "c2").on(day("2021-04-02"))->on_time);
}

TEST_CASE("corrections and mergers count from their own day") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register case=c1 amount=100 people=2
        2021-03-01 case.register case=c2
        2021-03-03 case.correct case=c1 amount=300.5 people=5 type=land source=court division=350305101202
        2021-03-04 case.merge case=c1 into=c2
    )");
    const auto t = timeline(s);
    CHECK(t.on(day("2021-03-02"))->amount == 10'000);
    CHECK(t.on(day("2021-03-02"))->division == village);
    CHECK(t.on(day("2021-03-03"))->amount == 30'050);
    CHECK(t.on(day("2021-03-03"))->people == 5);
    CHECK(t.on(day("2021-03-03"))->type == DisputeType::land);
    CHECK(t.on(day("2021-03-03"))->source == Source::court);
    CHECK(t.on(day("2021-03-03"))->division == other_village);
    CHECK(t.on(day("2021-03-03"))->status == Status::registered);
    CHECK(t.on(day("2021-03-04"))->status == Status::merged);
}

TEST_CASE("in any history the timeline, followed event by event, says of every day what folding to it says") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomHistory history{seed, {}};
        play(history, [](const Step&) { return true; });
        const auto& office = history.office();
        const auto rules = office.rules();
        for (const auto& id : office.cases()) {
            INFO("seed " << seed << " case " << id.text);
            const auto& events = office.events_of(id);
            const auto whole = timeline_of(events, 3, rules);
            REQUIRE(decode_timeline(encode(whole)) == whole);
            for (std::size_t i = 1; i < whole.segments.size(); ++i) {
                REQUIRE(whole.segments[i - 1].from < whole.segments[i].from);
                REQUIRE_FALSE(whole.segments[i - 1].facts == whole.segments[i].facts);
            }
            Timeline followed;
            followed.org = 3;
            CaseState state;
            std::size_t n = 0;
            for (Date on = events.front().at.day - 1; on <= history.last_day() + 45; on = on + 1) {
                for (; n < events.size() && events[n].at.day <= on; ++n) {
                    evolve(state, events[n]);
                    followed = decode_timeline(encode(followed)).value();
                    follow(followed, state, rules);
                }
                const auto* facts = whole.on(on);
                REQUIRE((facts != nullptr) == state.exists());
                if (!facts) continue;
                INFO(on.text());
                REQUIRE(*facts == facts_of(state, rules, overdue_by_deadlines(state, rules, on)));
                REQUIRE(followed.on(on) != nullptr);
                REQUIRE(*followed.on(on) == *facts);
            }
            REQUIRE(followed == whole);
        }
    }
}

TEST_CASE("the stored form of a timeline refuses bytes that end too soon") {
    Scenario s;
    s.tell("2021-03-01 case.register amount=100");
    s.tell("2021-03-02 case.accept");
    s.tell("2021-03-03 case.settle");
    const auto bytes = encode(timeline(s));
    for (std::size_t n = 0; n < bytes.size(); ++n) CHECK_FALSE(decode_timeline(std::string_view{bytes}.substr(0, n)));
}
