#include "core/deciding/access.hpp"

#include "core/case/command.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

const Division town{350305101000};
const Division village{350305101201};
const Division next_village{350305101202};

Account account(Role role, Division area) { return {"somebody", role, area, std::nullopt}; }

Access on_case(const Account& who, const Command& command, Division division, std::optional<Stage> stage,
               std::vector<Id> mediators = {}) {
    const AccessCase on{division, stage, std::move(mediators)};
    return may_give(who, command, std::nullopt, &on);
}

}  // namespace

TEST_CASE("nobody gives commands on cases outside the area: they are not found", "[access]") {
    for (const auto role : {Role::mediator, Role::village_lead, Role::clerk, Role::supervisor})
        CHECK(on_case(account(role, village), SuspendCase{}, next_village, Stage::assigned_mediation) ==
              Access::not_found);
    CHECK(on_case(account(Role::clerk, town), SuspendCase{}, next_village, Stage::assigned_mediation) ==
          Access::granted);
}

TEST_CASE("a mediator works on his or her own cases on the village rungs only", "[access]") {
    auto mediator = account(Role::mediator, village);
    mediator.mediator = Id{"m1"};
    CHECK(on_case(mediator, SettleCase{}, village, Stage::elders_hearing, {Id{"m1"}}) == Access::granted);
    CHECK(on_case(mediator, SettleCase{}, village, Stage::elders_hearing, {Id{"m2"}}) == Access::forbidden);
    CHECK(on_case(mediator, SettleCase{}, village, Stage::town_mediation, {Id{"m1"}}) == Access::forbidden);
    CHECK(on_case(mediator, EscalateCase{}, village, Stage::elders_hearing, {Id{"m1"}}) == Access::forbidden);
}

TEST_CASE("the village lead escalates, and works no more above the village", "[access]") {
    const auto lead = account(Role::village_lead, village);
    CHECK(on_case(lead, EscalateCase{}, village, Stage::assigned_mediation) == Access::granted);
    CHECK(on_case(lead, SettleCase{}, village, Stage::town_mediation) == Access::forbidden);
    CHECK(on_case(lead, ReturnCase{}, village, Stage::elders_hearing) == Access::forbidden);
}

TEST_CASE("supervision, return and campaigns are the supervisor's", "[access]") {
    const auto supervisor = account(Role::supervisor, town);
    const auto clerk = account(Role::clerk, town);
    CHECK(on_case(supervisor, ReturnCase{}, village, Stage::town_mediation) == Access::granted);
    CHECK(on_case(clerk, ReturnCase{}, village, Stage::town_mediation) == Access::forbidden);
    CHECK(may_give(supervisor, LaunchCampaign{}, town, nullptr) == Access::granted);
    CHECK(may_give(clerk, LaunchCampaign{}, town, nullptr) == Access::forbidden);
    CHECK(on_case(supervisor, IssueSupervision{}, village, Stage::town_mediation) == Access::granted);
    CHECK(on_case(clerk, IssueSupervision{}, village, Stage::town_mediation) == Access::forbidden);
}

TEST_CASE("office facts, merging and filing are the clerk's", "[access]") {
    const auto clerk = account(Role::clerk, town);
    const auto supervisor = account(Role::supervisor, town);
    CHECK(may_give(clerk, FoundOrganisation{}, village, nullptr) == Access::granted);
    CHECK(may_give(supervisor, FoundOrganisation{}, village, nullptr) == Access::forbidden);
    CHECK(may_give(clerk, FoundOrganisation{}, Division{350305102000}, nullptr) == Access::not_found);
    CHECK(on_case(clerk, MergeCase{}, village, Stage::assigned_mediation) == Access::granted);
    CHECK(on_case(supervisor, ArchiveCase{}, village, Stage::assigned_mediation) == Access::forbidden);
}

TEST_CASE("administrators and auditors see no case and give no command on one", "[access]") {
    for (const auto role : {Role::admin, Role::auditor, Role::security}) {
        CHECK_FALSE(may_see_cases(role));
        CHECK(on_case(account(role, town), SettleCase{}, village, Stage::assigned_mediation) == Access::forbidden);
        CHECK(on_case(account(role, village), SettleCase{}, next_village, Stage::assigned_mediation) ==
              Access::not_found);
        CHECK(may_give(account(role, town), FoundOrganisation{}, village, nullptr) == Access::forbidden);
    }
    CHECK(may_give(account(Role::admin, town), SetPolicy{}, std::nullopt, nullptr) == Access::granted);
    CHECK(may_give(account(Role::auditor, town), SetPolicy{}, std::nullopt, nullptr) == Access::forbidden);
    CHECK(may_give(account(Role::security, town), SetPolicy{}, std::nullopt, nullptr) == Access::forbidden);
}

TEST_CASE("rules that hold for the whole store are forbidden to who is not over all of it, not hidden", "[access]") {
    const Division district{350305000000};
    CHECK(may_give(account(Role::admin, district), SetPolicy{}, district, nullptr) == Access::granted);
    CHECK(may_give(account(Role::admin, town), SetPolicy{}, district, nullptr) == Access::forbidden);
    CHECK(may_give(account(Role::clerk, town), LoadCalendar{}, district, nullptr) == Access::forbidden);
}

TEST_CASE("nobody who works in the village lifts a case above it by accepting or reopening it there", "[access]") {
    auto mediator = account(Role::mediator, village);
    mediator.mediator = Id{"m1"};
    const auto lead = account(Role::village_lead, village);
    const auto accept = [](std::optional<Stage> stage) { return AcceptCase{{}, {}, {}, stage, {}}; };
    const auto reopen = [](std::optional<Stage> stage) { return ReopenCase{{}, "反弹", stage}; };
    for (const auto stage : {Stage::town_mediation, Stage::district_mediation}) {
        CHECK(on_case(lead, accept(stage), village, {}) == Access::forbidden);
        CHECK(on_case(lead, reopen(stage), village, Stage::villagers_review) == Access::forbidden);
        CHECK(on_case(mediator, reopen(stage), village, Stage::elders_hearing, {Id{"m1"}}) == Access::forbidden);
        CHECK(on_case(account(Role::clerk, town), accept(stage), village, {}) == Access::granted);
        CHECK(on_case(account(Role::clerk, town), reopen(stage), village, Stage::villagers_review) == Access::granted);
    }
    CHECK(on_case(lead, accept(Stage::villagers_review), village, {}) == Access::granted);
    CHECK(on_case(lead, reopen({}), village, Stage::villagers_review) == Access::granted);
    CHECK(on_case(mediator, reopen(Stage::elders_hearing), village, Stage::elders_hearing, {Id{"m1"}}) ==
          Access::granted);
}

TEST_CASE("who registered a case may complete it or take it back while it waits for acceptance", "[access]") {
    auto mediator = account(Role::mediator, village);
    mediator.mediator = Id{"m1"};
    const auto on = [&](const Command& command, const std::string& registrar) {
        const AccessCase waiting{village, {}, {}, registrar};
        return may_give(mediator, command, std::nullopt, &waiting);
    };
    for (const Command& command : {Command{FilePaper{}}, Command{CorrectCase{}}, Command{WithdrawCase{}}}) {
        CHECK(on(command, "somebody") == Access::granted);
        CHECK(on(command, "m1") == Access::granted);
        CHECK(on(command, "m2") == Access::forbidden);
        CHECK(on(command, "") == Access::forbidden);
    }
    CHECK(on(RefuseCase{}, "somebody") == Access::forbidden);
    CHECK(on(AcceptCase{}, "m1") == Access::forbidden);
}

TEST_CASE("no account bears the name of who acts without one", "[access]") {
    CHECK(is_reserved_account("operator"));
    CHECK(is_reserved_account("system"));
    CHECK_FALSE(is_reserved_account("operators"));
}
