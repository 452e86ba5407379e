#include "tests/api/service/route_samples.hpp"

#include <algorithm>

namespace tiaojie::test {
namespace {

const std::string period = "from=2021-01-01&to=2022-06-01";
const std::string in_division = "division={division}";

std::vector<RouteSample> made() {
    using enum Lies;
    std::vector<RouteSample> out;
    const auto add = [&](RouteSample sample) { out.push_back(std::move(sample)); };
    const auto plain = [&](std::initializer_list<std::string_view> all) {
        for (const auto each : all) add({.route = each});
    };
    const auto named = [&](std::initializer_list<std::string_view> all) {
        for (const auto each : all) add({.route = each, .lies = in_target});
    };

    add({.route = "sign_in", .body = R"({"account":"{self}","password":"{password}"})"});
    plain({"session_show"});
    add({.route = "sign_out", .uses_up_session = true});
    add({.route = "change_password", .body = R"({"old":"{password}","new":"{password}"})", .good = 422});
    add({.route = "second_factor_check", .body = R"({"code":"123456"})", .good = 409});
    plain({"second_factor_start"});
    add({.route = "second_factor_confirm", .body = R"({"code":"123456"})", .good = 422});
    add({.route = "second_factor_remove", .body = R"({"code":"123456"})", .good = 409});

    // Whom it is given to is told by the role, see the matrix.
    add({.route = "give_command",
         .body = R"({"do":"case.session","case":"{case}","place":"村部","notes":"再谈一次"})",
         .lies = in_target});
    add({.route = "give_commands",
         .body = R"([{"do":"case.session","case":"{case}","place":"村部","notes":"再谈一次"}])",
         .lies = in_target,
         .hidden = 200});

    for (const auto each : {"case_list", "case_export", "consultation_list", "consultation_agenda", "supervision_list",
                            "organisation_list", "mediator_list", "elder_list"})
        add({.route = each, .query = in_division, .lies = in_target});
    named({"case_show", "case_history", "case_deadlines", "case_actions"});
    add({.route = "case_reveal", .body = R"({"reason":"电话通知当事人"})", .lies = in_target});

    add({.route = "case_file_add", .body = "\x89PNG\r\n\x1a\n{case}", .lies = in_target, .content_type = "image/png"});
    named({"case_file_show"});

    plain({"campaign_list", "todo", "events"});
    named({"campaign_board"});
    add({.route = "campaign_cases", .query = "count=open", .lies = in_target});

    add({.route = "stats", .query = period + "&by=stage&" + in_division, .lies = in_target});
    add({.route = "stats_cases", .query = period + "&metric=screened&" + in_division, .lies = in_target});
    plain({"report_list"});
    add({.route = "report_show", .query = in_division, .lies = in_target});
    add({.route = "report_freeze", .body = R"({"division":"{division}"})", .lies = in_target});
    named({"edition_show"});
    add({.route = "edition_diff", .query = "with={edition}", .lies = in_target});

    plain({"division_list", "policy_show", "vocabulary", "calendar_show"});

    plain({"account_list", "second_factor_roles_show"});
    add({.route = "account_make",
         .body = R"({"account":"{new_account}","role":"clerk","area":"{division}"})",
         .lies = in_target});
    named({"account_approve", "account_unlock", "account_second_factor_remove", "account_password_reset",
           "account_disable"});
    add({.route = "account_rights", .body = R"({"role":"clerk","area":"{division}"})", .lies = in_target});
    add({.route = "second_factor_roles_set", .body = R"({"roles":[]})"});

    plain({"token_list"});
    add({.route = "token_make",
         .body = R"({"name":"统计","expires":"{next_month}","area":"{division}"})",
         .lies = in_target});
    add({.route = "token_revoke", .lies = with_owner});

    plain({"audit_list", "audit_verify"});

    add({.route = "webhook_list"});
    add({.route = "webhook_make",
         .body =
             R"({"name":"综治办","url":"http://127.0.0.1:9/hook","kind":"generic","secret":"s3cret-s3cret-s3cret","area":"{division}"})",
         .lies = in_target});
    for (const auto each : {"webhook_remove", "webhook_test", "webhook_deliveries"})
        add({.route = each, .lies = in_target});

    plain({"feed_make", "feed_revoke"});
    add({.route = "feed_read", .lies = with_owner});
    plain({"openapi", "docs_page", "docs_style", "docs_script", "health", "metrics"});
    return out;
}

}  // namespace

const RouteSample* sample_of(std::string_view route) {
    static const auto all = made();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.route == route; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace tiaojie::test
