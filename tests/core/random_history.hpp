// Histories made by chance but the same for the same seed: commands, valid and invalid mixed, over one or more towns.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/case/command.hpp"
#include "office.hpp"

namespace tiaojie::test {

// splitmix64: the same numbers with every compiler, unlike the distributions of <random>.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }  // precondition: n > 0
    bool one_in(int n) { return below(n) == 0; }
    template <class T>
    const T& of(const std::vector<T>& all) {
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }

private:
    std::uint64_t state_;
};

struct HistoryOptions {
    int towns{1};
    int commands{120};           // after the beginning, which founds committees and appoints people
    int cases{6};                // about so many; fewer cases have longer lives
    int days{120};               // over which they are spread, from 2021-01-04 on
    bool changes_policy{false};  // a new policy in between, which moves the deadlines of running clocks
    bool loads_calendar{false};  // a new holiday notice in between, the same
    bool with_invalid{true};     // commands that break a rule now and then
};

struct Step {
    Command command{};
    Envelope envelope{};
    Date today{};  // the day on which it is entered; nothing may lie after it
};

class RandomHistory {
public:
    RandomHistory(std::uint64_t seed, HistoryOptions options);

    // The districts, towns and villages it uses, whose codes the store has to know: 350305101000 and on.
    static std::vector<DivisionName> divisions(int towns);

    // The next step, or none at the end. `told` must be called for each before the next one.
    std::optional<Step> next();

    // Tells the generator what became of the step. It keeps an office of its own to know what makes sense; true when
    // that office says the same.
    bool told(bool accepted);

    const Office& office() const { return office_; }
    Office& office() { return office_; }
    Date last_day() const { return last_day_; }

private:
    Command random_command();
    Command for_office();
    Command for_notices();
    Command register_case();
    Command for_case(const CaseState& state);
    Command meeting(const Id& id, Stage stage);
    Command for_pending(const CaseState& state);
    Command for_closed(const CaseState& state);
    CorrectCase correction(const CaseState& state);
    SettleCase settlement(const Id& case_id);
    ExtendClock extension(const CaseState& state);

    At moment(Date day);
    At when_for(const Command& command);
    Division some_village();
    Division some_division();
    Id some_mediator();
    std::vector<Id> some_mediators();
    Id some_elder();
    std::vector<Party> some_parties();
    bool slip(int n) { return options_.with_invalid && chance_.one_in(n); }

    std::uint64_t seed_;
    HistoryOptions options_;
    Chance chance_;
    Office office_;
    std::vector<Command> first_{};  // the beginning, from its end
    std::vector<Division> villages_{};
    Date today_{};
    Date last_day_{};
    int made_{0};
    int named_{0};
    std::optional<Step> step_{};
};

// Plays the whole history; `apply` says whether it accepted the step. Returns false when any answer differs from the
// generator's own office.
bool play(RandomHistory& history, const std::function<bool(const Step&)>& apply);

}  // namespace tiaojie::test
