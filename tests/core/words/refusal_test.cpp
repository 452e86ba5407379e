#include "core/words/refusal.hpp"

#include <map>
#include <set>

#include "tests/catch.hpp"

using namespace tiaojie;

TEST_CASE("the table of refusals holds exactly the published codes, each once, each worded") {
    const std::set<std::string_view> fields{"bad_json",  "unknown_command", "unknown_field", "missing_field",
                                            "bad_value", "bad_at",          "id_number",     "amount_decimals"};
    const std::set<std::string_view> rules{"in_future",
                                           "before_previous",
                                           "unknown_case",
                                           "unknown_division",
                                           "unknown_organisation",
                                           "unknown_mediator",
                                           "unknown_elder",
                                           "unknown_notice",
                                           "unknown_obligation",
                                           "already_exists",
                                           "wrong_status",
                                           "wrong_stage",
                                           "party_missing",
                                           "reason_needed",
                                           "routes_needed",
                                           "too_few_elders",
                                           "even_panel",
                                           "elder_twice",
                                           "no_consent",
                                           "quorum_not_met",
                                           "more_votes_than_present",
                                           "evidence_missing",
                                           "top_of_ladder",
                                           "not_upward",
                                           "not_downward",
                                           "confirmation_too_late",
                                           "not_applied",
                                           "not_extendable",
                                           "already_extended",
                                           "extension_too_long",
                                           "not_performed",
                                           "no_follow_up_kept",
                                           "papers_missing",
                                           "open_cases",
                                           "until_or_months",
                                           "merge_into_itself",
                                           "organisation_dissolved",
                                           "not_signed",
                                           "already_replied",
                                           "already_done",
                                           "mediators_missing",
                                           "recused_on_panel",
                                           "extension_too_late",
                                           "unknown_campaign",
                                           "unknown_consultation",
                                           "unknown_item",
                                           "seats_unknown"};
    std::map<std::string_view, RefusalKind> table;
    for (const auto& term : refusal_terms()) {
        INFO(term.code);
        CHECK(table.emplace(term.code, term.kind).second);
        CHECK(term.sentence.size() > 6);
    }
    for (const auto code : fields) {
        INFO(code);
        REQUIRE(table.contains(code));
        CHECK(table[code] == RefusalKind::field);
    }
    for (const auto code : rules) {
        INFO(code);
        REQUIRE(table.contains(code));
        CHECK(table[code] == RefusalKind::rule);
    }
    CHECK(table.size() == fields.size() + rules.size());
}

TEST_CASE("a refusal carries its code, the field and one sentence, the detail in brackets") {
    const auto refusal = refuse("no_consent", "consented", "甲方");
    CHECK(refusal.code == "no_consent");
    CHECK(refusal.field == "consented");
    CHECK(refusal.message == "须经全体当事人同意（甲方）");
}

TEST_CASE("of several broken rules the first is told") {
    CHECK(first({when(false, "no_consent"), when(true, "even_panel"), when(true, "no_consent")})->code == "even_panel");
    CHECK_FALSE(first({when(false, "no_consent")}).has_value());
}
