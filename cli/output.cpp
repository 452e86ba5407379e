#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "api/json_writer.hpp"
#include "api/text_rules.hpp"
#include "cli/command.hpp"
#include "cli/terminal.hpp"

#ifndef TIAOJIE_DATA_DIR
#define TIAOJIE_DATA_DIR "data"
#endif

namespace tiaojie::cli {
namespace {

// How many bytes of good UTF-8 begin at text[i]; 0: none.
std::size_t good_bytes(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
    const auto lead = byte(i);
    if (lead < 0x80) return 1;
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    for (std::size_t k = 1; k < size; ++k)
        if ((byte(i + k) & 0xC0U) != 0x80U) return 0;
    const auto second = byte(i + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F))
        return 0;
    return size;
}

// Names of files and words of the command line may hold anything; what is written must not.
std::string repaired(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto size = good_bytes(text, i);
        out += size == 0 ? std::string_view{"\uFFFD"} : text.substr(i, size);
        i += size == 0 ? 1 : size;
    }
    return out;
}

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
    print(repaired(document));
    print("\n");
}

void say(std::string_view line) {
    const auto text = printable(repaired(line)) + "\n";
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

std::filesystem::path data_dir() {
    namespace fs = std::filesystem;
    if (const char* given = std::getenv("TIAOJIE_DATA"); given != nullptr && *given != '\0') return given;
    std::error_code error;
    const auto binary = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const auto installed = binary.parent_path().parent_path() / "share" / "tiaojie";
        if (fs::is_directory(installed / "divisions", error)) return installed;
    }
    return TIAOJIE_DATA_DIR;
}

std::optional<std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return std::nullopt;
    std::ifstream in{file, std::ios::binary};
    if (!in) return std::nullopt;
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) return std::nullopt;
    return text;
}

}  // namespace tiaojie::cli
