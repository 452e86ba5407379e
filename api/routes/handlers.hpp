// The functions that answer, for the table of routes: one a route, called as the route is. They are written in
// api/service/handlers; here stands no more than their names, so that the table needs nothing of the service.
#pragma once

#include "api/http/message.hpp"

namespace tiaojie::service {

struct Call;

// api/service/handlers/session.cpp
http::Response sign_in(Call& call);
http::Response session_show(Call& call);
http::Response sign_out(Call& call);
http::Response change_password(Call& call);
http::Response second_factor_check(Call& call);
http::Response second_factor_start(Call& call);
http::Response second_factor_confirm(Call& call);
http::Response second_factor_remove(Call& call);
// api/service/handlers/commands.cpp
http::Response give_command(Call& call);
http::Response give_commands(Call& call);
// api/service/handlers/cases.cpp
http::Response case_list(Call& call);
http::Response case_export(Call& call);
http::Response case_show(Call& call);
http::Response case_history(Call& call);
http::Response case_deadlines(Call& call);
http::Response case_actions(Call& call);
http::Response case_reveal(Call& call);
// api/service/handlers/files.cpp
http::Response case_file_add(Call& call);
http::Response case_file_show(Call& call);
// api/service/handlers/boards.cpp
http::Response campaign_list(Call& call);
http::Response campaign_board(Call& call);
http::Response campaign_cases(Call& call);
http::Response consultation_list(Call& call);
http::Response consultation_agenda(Call& call);
http::Response supervision_list(Call& call);
// api/service/handlers/todo.cpp
http::Response todo(Call& call);
// api/service/handlers/reports.cpp
http::Response stats(Call& call);
http::Response stats_cases(Call& call);
http::Response report_list(Call& call);
http::Response report_show(Call& call);
http::Response report_freeze(Call& call);
http::Response edition_show(Call& call);
http::Response edition_diff(Call& call);
// api/service/handlers/office.cpp
http::Response organisation_list(Call& call);
http::Response mediator_list(Call& call);
http::Response elder_list(Call& call);
http::Response division_list(Call& call);
http::Response calendar_show(Call& call);
http::Response policy_show(Call& call);
http::Response vocabulary(Call& call);
// api/service/handlers/accounts.cpp
http::Response account_list(Call& call);
http::Response account_make(Call& call);
http::Response account_approve(Call& call);
http::Response account_rights(Call& call);
http::Response account_disable(Call& call);
http::Response account_unlock(Call& call);
http::Response account_password_reset(Call& call);
http::Response account_second_factor_remove(Call& call);
http::Response second_factor_roles_show(Call& call);
http::Response second_factor_roles_set(Call& call);
http::Response token_list(Call& call);
http::Response token_make(Call& call);
http::Response token_revoke(Call& call);
// api/service/handlers/webhooks.cpp
http::Response webhook_list(Call& call);
http::Response webhook_make(Call& call);
http::Response webhook_remove(Call& call);
http::Response webhook_test(Call& call);
http::Response webhook_deliveries(Call& call);
// api/service/handlers/feeds.cpp
http::Response feed_make(Call& call);
http::Response feed_revoke(Call& call);
http::Response feed_read(Call& call);
// api/service/handlers/system.cpp
http::Response audit_list(Call& call);
http::Response audit_verify(Call& call);
http::Response openapi(Call& call);
http::Response docs_page(Call& call);
http::Response docs_style(Call& call);
http::Response docs_script(Call& call);
http::Response health(Call& call);
http::Response metrics(Call& call);

}  // namespace tiaojie::service
