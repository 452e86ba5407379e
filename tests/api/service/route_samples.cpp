#include "tests/api/service/route_samples.hpp"

#include <algorithm>

namespace tiaojie::test {
namespace {

using O = http::Operation;

const std::string period = "from=2021-01-01&to=2022-06-01";
const std::string in_division = "division={division}";

std::vector<RouteSample> made() {
    using enum Lies;
    std::vector<RouteSample> out;
    const auto add = [&](RouteSample sample) { out.push_back(std::move(sample)); };
    const auto plain = [&](std::initializer_list<O> all) {
        for (const auto each : all) add({.operation = each});
    };
    const auto named = [&](std::initializer_list<O> all) {
        for (const auto each : all) add({.operation = each, .lies = in_target});
    };

    add({.operation = O::sign_in, .body = R"({"account":"{self}","password":"{password}"})"});
    plain({O::session_show});
    add({.operation = O::sign_out, .uses_up_session = true});
    add({.operation = O::change_password, .body = R"({"old":"{password}","new":"{password}"})", .good = 422});
    add({.operation = O::second_factor_check, .body = R"({"code":"123456"})", .good = 409});
    plain({O::second_factor_start});
    add({.operation = O::second_factor_confirm, .body = R"({"code":"123456"})", .good = 422});
    add({.operation = O::second_factor_remove, .body = R"({"code":"123456"})", .good = 409});

    // Whom it is given to is told by the role, see the matrix.
    add({.operation = O::give_command,
         .body = R"({"do":"case.session","case":"{case}","place":"村部","notes":"再谈一次"})",
         .lies = in_target});
    add({.operation = O::give_commands,
         .body = R"([{"do":"case.session","case":"{case}","place":"村部","notes":"再谈一次"}])",
         .lies = in_target,
         .hidden = 200});

    for (const auto each : {O::case_list, O::case_export, O::consultation_list, O::consultation_agenda,
                            O::supervision_list, O::organisation_list, O::mediator_list, O::elder_list})
        add({.operation = each, .query = in_division, .lies = in_target});
    named({O::case_show, O::case_history, O::case_deadlines, O::case_actions});
    add({.operation = O::case_reveal, .body = R"({"reason":"电话通知当事人"})", .lies = in_target});

    add({.operation = O::case_file_add,
         .body = "\x89PNG\r\n\x1a\n{case}",
         .lies = in_target,
         .content_type = "image/png"});
    named({O::case_file_show});

    plain({O::campaign_list, O::todo, O::events});
    named({O::campaign_board});
    add({.operation = O::campaign_cases, .query = "count=open", .lies = in_target});

    add({.operation = O::stats, .query = period + "&by=stage&" + in_division, .lies = in_target});
    add({.operation = O::stats_cases, .query = period + "&metric=screened&" + in_division, .lies = in_target});
    plain({O::report_list});
    add({.operation = O::report_show, .query = in_division, .lies = in_target});
    add({.operation = O::report_freeze, .body = R"({"division":"{division}"})", .lies = in_target});
    named({O::edition_show});
    add({.operation = O::edition_diff, .query = "with={edition}", .lies = in_target});

    plain({O::division_list, O::policy_show, O::vocabulary, O::calendar_show});

    plain({O::account_list, O::second_factor_roles_show});
    add({.operation = O::account_make,
         .body = R"({"account":"{new_account}","role":"clerk","area":"{division}"})",
         .lies = in_target});
    named({O::account_approve, O::account_unlock, O::account_second_factor_remove, O::account_password_reset,
           O::account_disable});
    add({.operation = O::account_rights, .body = R"({"role":"clerk","area":"{division}"})", .lies = in_target});
    add({.operation = O::second_factor_roles_set, .body = R"({"roles":[]})"});

    plain({O::token_list});
    add({.operation = O::token_make,
         .body = R"({"name":"统计","expires":"{next_month}","area":"{division}"})",
         .lies = in_target});
    add({.operation = O::token_revoke, .lies = with_owner});

    plain({O::audit_list, O::audit_verify});

    add({.operation = O::webhook_list});
    add({.operation = O::webhook_make,
         .body =
             R"({"name":"综治办","url":"http://127.0.0.1:9/hook","kind":"generic","secret":"s3cret-s3cret-s3cret","area":"{division}"})",
         .lies = in_target});
    for (const auto each : {O::webhook_remove, O::webhook_test, O::webhook_deliveries})
        add({.operation = each, .lies = in_target});

    plain({O::feed_make, O::feed_revoke});
    add({.operation = O::feed_read, .lies = with_owner});
    plain({O::openapi, O::docs_page, O::docs_style, O::docs_script, O::health, O::metrics});
    return out;
}

}  // namespace

const RouteSample* sample_of(http::Operation operation) {
    static const auto all = made();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.operation == operation; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace tiaojie::test
