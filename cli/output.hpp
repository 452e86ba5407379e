// What a subcommand answers, and the one place that decides in which form it is written: as one JSON document, or for
// people. The answer goes to standard output, messages go to standard error.
#pragma once

#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "api/wire/json_reader.hpp"
#include "cli/command.hpp"

namespace tiaojie::cli {

void print(std::string_view text);      // on standard output
void say(std::string_view line);        // a message, on standard error, with a line feed
void print_json(const Json& document);  // the document and a line feed, on standard output

// One form of an answer, made from a function that is called only when this form is asked for. The function returns the
// JSON document or the text; or it writes the answer itself and returns nothing, or the refusal when it could not.
class Rendering {
public:
    Rendering() = default;  // nothing to write
    template <std::invocable Make>
    Rendering(Make make)
        : write_([make = std::move(make)]() -> std::optional<Refusal> {
              if constexpr (std::is_void_v<std::invoke_result_t<const Make&>>)
                  make();
              else
                  return written(make());
              return std::nullopt;
          }) {}

    std::optional<Refusal> write() const { return write_ ? write_() : std::nullopt; }

private:
    static std::optional<Refusal> written(const Json& document) {
        print_json(document);
        return std::nullopt;
    }
    static std::optional<Refusal> written(const std::string& text) {
        print(text);
        return std::nullopt;
    }
    static std::optional<Refusal> written(std::optional<Refusal> refusal) { return refusal; }

    std::function<std::optional<Refusal>()> write_{};
};

struct Answer {
    Rendering json{};
    Rendering text{};
    int status{exit_done};
};

// Writes the form that is asked for and returns the status of the answer; or says why that form was refused.
int give(const Globals& globals, const Answer& answer);

// A text that is itself the answer, with --json as {"text"}; returns `exit_done`.
int tell_text(const Globals& globals, const std::string& text);

// Says the refusal (with --json as {"error": {"code", "field", "message"}}) and returns `exit_refused`.
int refused(const Globals& globals, const Refusal& refusal);
// Says what is wrong with the usage in the same way and returns `exit_usage`.
int misused(const Globals& globals, const std::string& sentence);

// The members "code", "field" (null: the rule speaks of the whole) and "message".
void put_refusal(Json& object, const Refusal& refusal);

// What is wrong with asking for a JSON document when `content` (in Chinese), which is none, is to go to standard
// output.
Fault fault_of_output(const Globals& globals, const std::optional<std::filesystem::path>& out,
                      const std::string& content);

}  // namespace tiaojie::cli
