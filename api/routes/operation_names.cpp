// The operationIds, spelled as the enumeration spells them.
#include <array>

#include "api/routes/routes.hpp"

namespace tiaojie::http {
namespace {

struct Named {
    Operation operation;
    std::string_view name;
};

constexpr std::array table{std::to_array<Named>({
    {Operation::sign_in, "sign_in"},
    {Operation::session_show, "session_show"},
    {Operation::sign_out, "sign_out"},
    {Operation::change_password, "change_password"},
    {Operation::second_factor_check, "second_factor_check"},
    {Operation::second_factor_start, "second_factor_start"},
    {Operation::second_factor_confirm, "second_factor_confirm"},
    {Operation::second_factor_remove, "second_factor_remove"},
    {Operation::give_command, "give_command"},
    {Operation::give_commands, "give_commands"},
    {Operation::case_list, "case_list"},
    {Operation::case_export, "case_export"},
    {Operation::case_show, "case_show"},
    {Operation::case_history, "case_history"},
    {Operation::case_deadlines, "case_deadlines"},
    {Operation::case_actions, "case_actions"},
    {Operation::case_reveal, "case_reveal"},
    {Operation::case_file_add, "case_file_add"},
    {Operation::case_file_show, "case_file_show"},
    {Operation::campaign_list, "campaign_list"},
    {Operation::campaign_board, "campaign_board"},
    {Operation::campaign_cases, "campaign_cases"},
    {Operation::consultation_list, "consultation_list"},
    {Operation::consultation_agenda, "consultation_agenda"},
    {Operation::supervision_list, "supervision_list"},
    {Operation::todo, "todo"},
    {Operation::stats, "stats"},
    {Operation::stats_cases, "stats_cases"},
    {Operation::report_list, "report_list"},
    {Operation::report_show, "report_show"},
    {Operation::report_freeze, "report_freeze"},
    {Operation::edition_show, "edition_show"},
    {Operation::edition_diff, "edition_diff"},
    {Operation::organisation_list, "organisation_list"},
    {Operation::mediator_list, "mediator_list"},
    {Operation::elder_list, "elder_list"},
    {Operation::division_list, "division_list"},
    {Operation::calendar_show, "calendar_show"},
    {Operation::policy_show, "policy_show"},
    {Operation::vocabulary, "vocabulary"},
    {Operation::events, "events"},
    {Operation::account_list, "account_list"},
    {Operation::account_make, "account_make"},
    {Operation::account_approve, "account_approve"},
    {Operation::account_rights, "account_rights"},
    {Operation::account_disable, "account_disable"},
    {Operation::account_unlock, "account_unlock"},
    {Operation::account_password_reset, "account_password_reset"},
    {Operation::account_second_factor_remove, "account_second_factor_remove"},
    {Operation::second_factor_roles_show, "second_factor_roles_show"},
    {Operation::second_factor_roles_set, "second_factor_roles_set"},
    {Operation::token_list, "token_list"},
    {Operation::token_make, "token_make"},
    {Operation::token_revoke, "token_revoke"},
    {Operation::audit_list, "audit_list"},
    {Operation::audit_verify, "audit_verify"},
    {Operation::webhook_list, "webhook_list"},
    {Operation::webhook_make, "webhook_make"},
    {Operation::webhook_remove, "webhook_remove"},
    {Operation::webhook_test, "webhook_test"},
    {Operation::webhook_deliveries, "webhook_deliveries"},
    {Operation::feed_make, "feed_make"},
    {Operation::feed_revoke, "feed_revoke"},
    {Operation::feed_read, "feed_read"},
    {Operation::openapi, "openapi"},
    {Operation::docs_page, "docs_page"},
    {Operation::docs_style, "docs_style"},
    {Operation::docs_script, "docs_script"},
    {Operation::health, "health"},
    {Operation::metrics, "metrics"},
})};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].operation) != i) return false;
    return table.size() == static_cast<std::size_t>(Operation::metrics) + 1;
}
static_assert(in_order(), "every operation has its name, in the order of the enumeration");

}  // namespace

std::string_view name(Operation operation) { return table[static_cast<std::size_t>(operation)].name; }

}  // namespace tiaojie::http
