#include "api/wire/event_to_command.hpp"

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/core/random_history.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

ReadCommand through_the_wire(const ReadCommand& read) {
    const auto line = write_command(read.command, read.envelope);
    INFO(line);
    const auto json = parse_json(line);
    REQUIRE(json);
    auto again = read_command(*json);
    if (!again) FAIL(again.refusal().message + " " + again.refusal().field);
    return *std::move(again);
}

// Plays the commands made from a journal into a new office, which then has the same journal.
void plays_back(std::uint64_t seed, const HistoryOptions& options) {
    RandomHistory history{seed, options};
    CHECK(play(history, [&](const Step& step) {
        // What the generator's own office says is the answer.
        auto copy = history.office();
        return static_cast<bool>(copy.give(step.command, step.envelope, step.today));
    }));
    Office again{RandomHistory::divisions(options.towns)};
    Office fresh = again;
    fresh.policies.set(far_past, default_policy());
    fresh.calendar.load(calendar_of_data());
    for (const auto& recorded : history.office().journal()) {
        const auto read = through_the_wire(command_of(recorded));
        const auto event = fresh.give(read.command, read.envelope, history.last_day());
        INFO(write_command(read.command, read.envelope));
        if (!event) FAIL(event.refusal().code + " " + event.refusal().message);
        CHECK(*event == recorded.event);
        CHECK(fresh.journal().back().at == recorded.at);
        CHECK(fresh.journal().back().by == recorded.by);
        CHECK(fresh.journal().back().id == recorded.id);
    }
    CHECK(fresh.journal().size() == history.office().journal().size());
}

}  // namespace

TEST_CASE("a journal as commands makes the same journal again") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        INFO("seed " << seed);
        plays_back(seed, {});
    }
    for (std::uint64_t seed = 101; seed <= 110; ++seed) {
        INFO("seed " << seed);
        plays_back(seed, {.towns = 2, .commands = 200, .cases = 12, .changes_policy = true, .loads_calendar = true});
    }
}

TEST_CASE("an obligation is named when the event has one, not when it has all that were left") {
    const auto numbers_of = [](std::vector<int> numbers) {
        Recorded recorded;
        recorded.at = At::of(Date::of(2021, 5, 1));
        recorded.event = ObligationPerformed{{"c1"}, std::move(numbers), std::nullopt};
        return std::get<PerformObligation>(command_of(recorded).command).obligation;
    };
    CHECK(numbers_of({2}) == 2);
    CHECK_FALSE(numbers_of({1, 2}));
    CHECK_FALSE(numbers_of({}));
}

TEST_CASE("a campaign keeps the way in which its end was given") {
    Recorded recorded;
    recorded.event = CampaignLaunched{{"q"}, "清零", {350305101000}, Date::of(2022, 1, 14), 3, {}, false};
    const auto by_months = std::get<LaunchCampaign>(command_of(recorded).command);
    CHECK(by_months.months == 3);
    CHECK_FALSE(by_months.until);
    recorded.event = CampaignLaunched{{"q"}, "清零", {350305101000}, Date::of(2022, 1, 14), std::nullopt, {}, false};
    const auto by_day = std::get<LaunchCampaign>(command_of(recorded).command);
    CHECK_FALSE(by_day.months);
    CHECK(by_day.until == Date::of(2022, 1, 14));
}
