// What the subcommands on reports share.
#pragma once

#include <string>

#include "api/report_json.hpp"
#include "cli/command.hpp"
#include "storage/editions.hpp"

namespace tiaojie::cli {

struct OpenEdition {
    storage::Edition edition{};
    FrozenReport frozen{};
};

Refusal unknown_edition(const std::string& id);
Result<OpenEdition> open_edition(storage::Store& store, const std::string& id);

int run_report_diff(const std::string& before, const std::string& after, const Globals& globals);

}  // namespace tiaojie::cli
