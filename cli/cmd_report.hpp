// What the files of the report subcommands share.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace tiaojie::cli {

int run_report_diff(const std::string& before, const std::string& after, const Globals& globals);

}  // namespace tiaojie::cli
