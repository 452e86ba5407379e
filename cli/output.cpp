#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "api/wire/json_writer.hpp"
#include "api/wire/text_rules.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"
#include "core/words/text.hpp"

namespace tiaojie::cli {
namespace {

void error_document(std::string_view code, std::string_view field, std::string_view message) {
    auto error = json_object();
    put(error, "code", code);
    put(error, "field", field.empty() ? json_null() : to_json(field));
    put(error, "message", message);
    auto document = json_object();
    put(document, "error", std::move(error));
    print_json(write_json(document));
}

}  // namespace

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_json(std::string_view document) {
    print(repaired_utf8(document));
    print("\n");
}

void say(std::string_view line) {
    const auto text = printable(repaired_utf8(line)) + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

int tell_text(const Globals& globals, const std::string& text) {
    if (!globals.json) {
        print(text);
        return exit_done;
    }
    auto json = json_object();
    put(json, "text", text);
    print_json(write_json(json));
    return exit_done;
}

int refused(const Globals& globals, const Refusal& refusal) {
    if (globals.json) error_document(refusal.code, refusal.field, refusal.message);
    say("tiaojie：" + refusal.message);
    return exit_refused;
}

int misused(const Globals& globals, const std::string& sentence) {
    if (globals.json) error_document("usage", {}, sentence);
    say("tiaojie：" + sentence);
    return exit_usage;
}

}  // namespace tiaojie::cli
