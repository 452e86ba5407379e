// Applies files of commands, one on each line, to a store: all or nothing, or each line on its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/spool.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::cli {

struct ApplyOptions {
    bool is_dry_run{false};
    bool keeps_going{false};
};

struct RefusedLine {
    std::int64_t line{};
    Refusal refusal{};
};

struct ApplyReport {
    std::int64_t applied{};
    std::int64_t repeated{};
    std::int64_t refused{};
    std::vector<RefusedLine> first_refused{};  // those that are shown to a person
    ListSpool refused_list{};                  // JSON objects
    ListSpool made_list{};
};

// Several files count as one; `-` is standard input.
Result<ApplyReport> apply_files(storage::Store& store, const Globals& globals,
                                const std::vector<std::filesystem::path>& files, const ApplyOptions& options);

// Answers with the outcome and returns the exit status. `when_done` is added to the text for people when nothing was
// refused.
int give_report(ApplyReport& report, const Globals& globals, const ApplyOptions& options,
                const std::string& when_done = {});

}  // namespace tiaojie::cli
