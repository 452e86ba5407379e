// Texts made from the table of subcommands: help, completion scripts, the man page.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace tiaojie::cli {

std::string version_line();

// `path`: empty for the whole program, the first word of several subcommands, or one subcommand.
// Empty when there is none of that name.
std::string help_text(const std::vector<Subcommand>& table, const std::string& path);

std::string usage_line(const Subcommand& row);

std::string bash_completion(const std::vector<Subcommand>& table);
std::string zsh_completion(const std::vector<Subcommand>& table);
std::string man_page(const std::vector<Subcommand>& table);

}  // namespace tiaojie::cli
