// The table of subcommands, in the order in which help shows them.
#include <iterator>

#include "cli/command.hpp"

namespace tiaojie::cli {
namespace {

void append(std::vector<Subcommand>& table, std::vector<Subcommand> more) {
    std::move(more.begin(), more.end(), std::back_inserter(table));
}

std::vector<Subcommand> table() {
    std::vector<Subcommand> all;
    all.push_back(init_command());
    all.push_back(demo_command());
    all.push_back(apply_command());
    all.push_back(case_list_command());
    all.push_back(case_show_command());
    all.push_back(deadlines_command());
    all.push_back(calendar_due_command());
    all.push_back(calendar_load_command());
    all.push_back(policy_set_command());
    all.push_back(campaign_list_command());
    all.push_back(campaign_board_command());
    all.push_back(consultation_agenda_command());
    all.push_back(supervision_list_command());
    all.push_back(supervision_due_command());
    all.push_back(stats_command());
    append(all, report_commands());
    all.push_back(import_command());
    all.push_back(export_command());
    all.push_back(verify_command());
    all.push_back(rebuild_command());
    all.push_back(backup_command());
    all.push_back(restore_command());
    append(all, user_commands());
    all.push_back(serve_command());
    append(all, token_commands());
    append(all, audit_commands());
    all.push_back(completion_command());
    all.push_back(man_command());
    all.push_back(help_command());
    return all;
}

}  // namespace

const std::vector<Subcommand>& subcommands() {
    static const auto all = table();
    return all;
}

}  // namespace tiaojie::cli
