// The wire form of commands: one JSON object each, the same in command files, over HTTP and in a phone's queue.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/wire/json_reader.hpp"
#include "core/case/command.hpp"
#include "core/words/result.hpp"

namespace tiaojie {

// A file is somewhat shorter than a line may be, so that the command made of it fits into one line of an export.
inline constexpr std::size_t max_file_bytes = max_json_bytes - 8 * 1024;

struct ReadCommand {
    Command command{};
    Envelope envelope{};
};

// What the caller knows of a command besides its text.
struct ReadOptions {
    const std::string* by{nullptr};  // who gives it, whatever the object says: over HTTP, the account
    const At* at_default{nullptr};   // when it happened, if the object does not say
};

// The first thing that is wrong: `do`, then unknown fields, missing fields, bad values, each in the order of the
// fields.
Result<ReadCommand> read_command(const Json& object, const ReadOptions& options = {});

// All that is wrong, in the same order (at most `max_listed_problems` of each sort); empty when it can be read.
std::vector<Refusal> command_problems(const Json& object, const ReadOptions& options = {});

// The client's id, if there is a string under `id`; says nothing of whether it is a good one.
std::optional<std::string> command_id(const Json& object);

// Files that hold the object itself.
Result<CalendarNotice> read_calendar_notice(std::string_view text);
Result<Policy> read_policy(std::string_view text);

// One line of JSON, without the line's end: do, at, by, id, then the fields. The inverse of `read_command`.
std::string write_command(const Command& command, const Envelope& envelope);

}  // namespace tiaojie
