// Splits a command line by the table of subcommands. Global options may stand anywhere. Options are written in full, as
// `--name value` or `--name=value`. After `--` every word is an argument.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace tiaojie::cli {

struct Parsed {
    const Subcommand* command{nullptr};
    std::string path{};  // the words of the subcommand as far as they were given
    std::optional<std::string> db{};
    std::optional<Date> today{};
    bool json{false};
    bool wants_help{false};
    bool wants_version{false};
    std::optional<std::string> fault{};  // wrong usage, one sentence
};

// The options that every subcommand takes, as help shows them; `out` receives what they say.
std::vector<Option> global_options(Parsed& out);

Parsed parse(const std::vector<std::string>& words, const std::vector<Subcommand>& table);

// The name that is most like the word; empty when none is similar.
std::string nearest_name(const std::string& word, const std::vector<std::string>& names);

}  // namespace tiaojie::cli
