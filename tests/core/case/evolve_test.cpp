#include "core/case/evolve.hpp"
#include "core/case/case_state.hpp"
#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/core/random_history.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

// The column "in status" of the command table, written down once more and apart from the rules. A registration stands
// before every status.
std::vector<Status> allowed_before(const Event& event) {
    using enum Status;
    const std::vector<Status> pending{registered, mediating, suspended};
    const auto name = event_name(event);
    if (name == "CaseAccepted" || name == "CaseRefused") return {registered};
    if (name == "MediationTerminated") return {mediating, suspended};
    if (name == "CaseWithdrawn" || name == "CaseMerged") return pending;
    if (name == "MediationResumed") return {suspended};
    if (name == "ObligationPerformed" || name == "ObligationDefaulted" || name == "ConfirmationRecorded")
        return {settled};
    if (name == "FollowUpMade" || name == "CaseReopened" || name == "CaseStruckOff") return {settled, terminated};
    if (name == "CaseArchived") return {settled, terminated, refused, withdrawn};
    if (name == "CaseCorrected") return {registered, refused, mediating, suspended, settled, terminated, withdrawn};
    if (name == "PaperFiled")
        return {registered, refused, mediating, suspended, settled, terminated, withdrawn, merged};
    return {mediating};
}

bool contains(const std::vector<Status>& all, Status status) {
    return std::find(all.begin(), all.end(), status) != all.end();
}

}  // namespace

TEST_CASE("an event's case is known, an office fact has none") {
    CHECK(case_of(Event{CaseStruckOff{{"c1"}}}) == Id{"c1"});
    CHECK(case_of(Event{CaseMerged{{"c1"}, {"c2"}, "同一纠纷"}}) == Id{"c1"});
    CHECK_FALSE(case_of(Event{SupervisionIssued{.case_id = {"c1"}}}).has_value());
    CHECK_FALSE(case_of(Event{ElderRetired{{"e1"}, std::nullopt}}).has_value());
}

TEST_CASE("a command's case is the one it works on; supervision and registration work on none") {
    CHECK(case_of(Command{StrikeOffCase{{"c1"}}}) == Id{"c1"});
    CHECK(case_of(Command{MergeCase{{"c1"}, {"c2"}, "同一纠纷"}}) == Id{"c1"});
    CHECK_FALSE(case_of(Command{IssueSupervision{.case_id = {"c1"}}}).has_value());
    CHECK_FALSE(case_of(Command{RegisterCase{}}).has_value());
    CHECK(do_name(Command{StrikeOffCase{{"c1"}}}) == "case.strike_off");
    CHECK(event_name(Event{CaseStruckOff{{"c1"}}}) == "CaseStruckOff");
}

TEST_CASE("the events of a case alone make its state, and a date bounds them") {
    Scenario s;
    s.tell(R"(
        2021-03-01 case.register amount=100
        2021-03-02 case.accept
        2021-03-05 case.suspend
        2021-03-07 case.resume
        2021-03-08T10:00:00+08:00 case.settle
        2021-03-08T11:00:00+08:00 case.reopen
        2021-03-09 case.correct amount=250
        2021-03-10 case.terminate
    )");
    CHECK_FALSE(s.on("2021-02-28").exists());
    CHECK(s.on("2021-03-01").status == Status::registered);
    CHECK(s.on("2021-03-04").status == Status::mediating);
    CHECK(s.on("2021-03-06").suspended_since() == day("2021-03-05"));
    CHECK_FALSE(s.on("2021-03-07").suspended_since().has_value());
    CHECK(s.on("2021-03-08").status == Status::mediating);
    CHECK(s.on("2021-03-08").amount == Amount{10'000});
    CHECK(s.on("2021-03-09").amount == Amount{25'000});
    CHECK(s.on("2021-03-31") == s.state());
    CHECK(s.state().version == 8);
    CHECK(s.state().status_at_end_of(day("2021-03-01")) == Status::registered);
    CHECK(s.state().status_at_end_of(day("2021-03-06")) == Status::suspended);
    CHECK(s.state().status_at_end_of(day("2021-03-08")) == Status::mediating);
    CHECK(s.state().status_at_end_of(day("2021-03-10")) == Status::terminated);
    CHECK(fold({}) == CaseState{});
}

TEST_CASE("a journal of another age loads: meaningless events are passed over") {
    CaseState state;
    const auto happens = [&](Event event) {
        evolve(state, {.version = state.version + 1, .at = At::of(day("2021-03-01")), .event = std::move(event)});
    };
    happens(SessionHeld{{"c1"}, "村部", "记录", {}});
    happens(StageEscalated{{"c1"}, Stage::assigned_mediation, Stage::town_mediation, "理由"});
    happens(ObligationPerformed{{"c1"}, {1, 2}, std::nullopt});
    happens(ConfirmationRecorded{{"c1"}, ConfirmationStep::applied});
    happens(FollowUpMade{{"c1"}, FollowUpResult::kept, std::nullopt});
    happens(ClockExtended{{"c1"}, ClockKind::overall, day("2021-04-01"), true, "理由"});
    happens(MediationResumed{{"c1"}, "理由"});
    happens(AgreementReached{.case_id = {"c1"}, .obligations = {{"付款", day("2021-04-01"), std::nullopt}}});
    happens(ObligationPerformed{{"c1"}, {0, 1, 7, -1}, std::nullopt});
    CHECK(state.agreements.at(0).obligations.at(0).performed == day("2021-03-01"));
    CHECK(state.version == 9);
}

TEST_CASE("in any history, folding to a day is folding the events up to it, and every step was allowed") {
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        RandomHistory history{seed, {}};
        while (history.next()) {
            const auto before = history.office().journal().size();
            history.told(true);
            ++(history.office().journal().size() > before ? accepted : refused);
        }
        for (const auto& id : history.office().cases()) {
            const auto& events = history.office().events_of(id);
            CHECK(fold(events) == history.office().state(id));
            CaseState state;
            for (std::size_t n = 0; n < events.size(); ++n) {
                if (n > 0) {
                    INFO(event_name(events[n].event) << " after " << name(state.status));
                    REQUIRE(contains(allowed_before(events[n].event), state.status));
                    REQUIRE_FALSE(is_before(events[n].at, events[n - 1].at));
                }
                REQUIRE(case_of(events[n].event) == id);
                evolve(state, events[n]);
                const Date at = events[n].at.day;
                if (n + 1 == events.size() || events[n + 1].at.day > at) REQUIRE(fold(events, at) == state);
            }
            CHECK_FALSE(fold(events, events.front().at.day - 1).exists());
        }
    }
    CHECK(accepted > 20'000);
    CHECK(refused > 3'000);
}

TEST_CASE("the same seed makes the same history, another one another") {
    const auto journal = [](std::uint64_t seed) {
        RandomHistory history{seed, {.towns = 2, .changes_policy = true, .loads_calendar = true}};
        Office other = history.office();
        std::string out;
        CHECK(play(history, [&](const Step& step) {
            out += step.envelope.at.text + " " + std::string{do_name(step.command)} + "\n";
            return static_cast<bool>(other.give(step.command, step.envelope, step.today));
        }));
        CHECK(other.journal().size() == history.office().journal().size());
        return out;
    };
    CHECK(journal(1) == journal(1));
    CHECK(journal(1) != journal(2));
}
