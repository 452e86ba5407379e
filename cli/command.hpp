// The table of subcommands. Parsing, help, completion and the man page are made from its rows, which are plain data:
// only the parser knows how a command line is split.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/words/date.hpp"
#include "core/words/division.hpp"
#include "core/words/result.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie::cli {

inline constexpr int exit_done = 0;
inline constexpr int exit_refused = 1;  // by a rule, because of bad data, or because what was named does not exist
inline constexpr int exit_usage = 2;
inline constexpr int exit_fault = 3;  // the store is damaged, missing, locked or newer than the program

struct Globals {
    std::filesystem::path db{};
    bool json{false};
    Date today{};
    bool is_day_given{false};  // by --today or TIAOJIE_TODAY
    std::string now{};         // RFC 3339, +08:00: the clock's time on the day `today`
};

// Why the value of an option cannot be taken, or why the usage is wrong; nothing when it is fine. Leads to exit 2.
using Fault = std::optional<std::string>;

struct Option {
    std::string name{};   // "--status"; without dashes it is a positional argument: "CASE"
    std::string value{};  // the placeholder that help shows; empty for flags and arguments
    std::string help{};
    std::vector<std::string> choices{};
    bool required{false};
    bool repeatable{false};
    bool is_file{false};  // for completion
    std::function<Fault(const std::string&)> take{};

    bool is_argument() const { return !name.starts_with('-'); }
    bool is_flag() const { return !is_argument() && value.empty(); }
};

struct Subcommand {
    std::string name{};                        // "case list"
    std::string summary{};                     // one line
    std::string help{};                        // paragraphs
    std::vector<Option> options{};             // write into variables that `run` keeps alive
    std::function<int(const Globals&)> run{};  // exit status
    bool is_hidden{false};
};

// ---- making options; `out` must live as long as the row (a shared_ptr that `run` holds) ----

Option flag(std::string name, bool& out, std::string help);
Option text_option(std::string name, std::string value, std::optional<std::string>& out, std::string help);
Option date_option(std::string name, std::optional<Date>& out, std::string help);
Option division_option(std::string name, std::optional<Division>& out, std::string help);
// A whole number from `least` to `most`.
Option number_option(std::string name, std::optional<std::int64_t>& out, std::int64_t least, std::int64_t most,
                     std::string help);
Option file_option(std::string name, std::optional<std::filesystem::path>& out, std::string help);
Option choice_option(std::string name, std::string value, std::optional<std::string>& out,
                     std::vector<std::string> choices, std::string help);
Option argument(std::string name, std::string& out, std::string help);
Option file_argument(std::string name, std::filesystem::path& out, std::string help);
Option arguments(std::string name, std::vector<std::string>& out, std::string help);  // any number

Option required(Option option);
Option optional(Option option);  // an argument that may be left out

template <class E>
Option term_option(std::string name, std::optional<E>& out, std::string help) {
    Option option;
    option.name = std::move(name);
    option.value = "TERM";
    option.help = std::move(help);
    for (const auto& term : Terms<E>::all) option.choices.emplace_back(term.name);
    option.take = [&out](const std::string& text) -> Fault {
        out = parse_term<E>(text);
        if (!out) return "没有这个取值";
        return std::nullopt;
    };
    return option;
}

// ---- the table ----

const std::vector<Subcommand>& subcommands();

Subcommand init_command();
Subcommand demo_command();
Subcommand apply_command();
Subcommand case_list_command();
Subcommand case_show_command();
Subcommand deadlines_command();
Subcommand calendar_due_command();
Subcommand calendar_load_command();
Subcommand policy_set_command();
Subcommand campaign_list_command();
Subcommand campaign_board_command();
Subcommand consultation_agenda_command();
Subcommand supervision_list_command();
Subcommand supervision_due_command();
Subcommand stats_command();
std::vector<Subcommand> report_commands();  // "report", "report freeze", "report list", …
Subcommand import_command();
Subcommand export_command();
Subcommand verify_command();
Subcommand rebuild_command();
Subcommand backup_command();
Subcommand restore_command();
std::vector<Subcommand> user_commands();
Subcommand serve_command();
std::vector<Subcommand> token_commands();  // "user token add", …
std::vector<Subcommand> audit_commands();
Subcommand completion_command();
Subcommand man_command();
Subcommand help_command();

}  // namespace tiaojie::cli
