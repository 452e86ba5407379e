// Applies files of commands, a line each, to a store: all or nothing, or every line alone.
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
    std::vector<RefusedLine> first_refused{};  // as many as are worth telling a person
    ListSpool refused_list{};                  // JSON objects
    ListSpool made_list{};
};

// Several files count as one; `-` is standard input.
Result<ApplyReport> apply_files(storage::Store& store, const Globals& globals,
                                const std::vector<std::filesystem::path>& files, const ApplyOptions& options);

// Gives the outcome and returns the exit status. `when_done`: what a person is told besides when all is applied.
int give_report(ApplyReport& report, const Globals& globals, const ApplyOptions& options,
                const std::string& when_done = {});

}  // namespace tiaojie::cli
