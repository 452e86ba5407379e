#include "cli/output.hpp"

#include <cstdio>

#include "api/wire/json_writer.hpp"
#include "cli/terminal.hpp"
#include "core/words/text.hpp"

namespace tiaojie::cli {
namespace {

Json error_document(const Refusal& refusal) {
    auto error = json_object();
    put_refusal(error, refusal);
    auto document = json_object();
    put(document, "error", std::move(error));
    return document;
}

}  // namespace

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_json(const Json& document) {
    print(repaired_utf8(write_json(document)));
    print("\n");
}

void say(std::string_view line) {
    const auto text = printable(repaired_utf8(line)) + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

int give(const Globals& globals, const Answer& answer) {
    const auto refusal = globals.json ? answer.json.write() : answer.text.write();
    return refusal ? refused(globals, *refusal) : answer.status;
}

int tell_text(const Globals& globals, const std::string& text) {
    const auto document = [&] {
        auto json = json_object();
        put(json, "text", text);
        return json;
    };
    return give(globals, {document, [&] { return text; }});
}

int refused(const Globals& globals, const Refusal& refusal) {
    if (globals.json) print_json(error_document(refusal));
    say("tiaojie：" + refusal.message);
    return exit_refused;
}

int misused(const Globals& globals, const std::string& sentence) {
    if (globals.json) print_json(error_document({"usage", {}, sentence}));
    say("tiaojie：" + sentence);
    return exit_usage;
}

void put_refusal(Json& object, const Refusal& refusal) {
    put(object, "code", refusal.code);
    put(object, "field", refusal.field.empty() ? json_null() : to_json(refusal.field));
    put(object, "message", refusal.message);
}

Fault fault_of_output(const Globals& globals, const std::optional<std::filesystem::path>& out,
                      const std::string& content) {
    if (!globals.json || out) return std::nullopt;
    return "--json 须与 --out 一同使用：" + content + "本身不是一个JSON文档";
}

}  // namespace tiaojie::cli
