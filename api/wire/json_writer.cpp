#include "api/json_writer.hpp"

#include <array>

namespace tiaojie {
namespace {

// Which bytes cannot stand in a string as they are.
constexpr std::array<bool, 256> is_escaped = [] {
    std::array<bool, 256> out{};
    for (std::size_t byte = 0; byte < 0x20; ++byte) out[byte] = true;
    out['"'] = out['\\'] = out[0x7F] = true;
    return out;
}();

void write_quoted(std::string_view text, std::string& out) {
    static constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;  // where the text not yet copied begins
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (!is_escaped[byte]) continue;
        out += text.substr(plain, i - plain);
        plain = i + 1;
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += text[i];
        } else if (byte == '\n') {
            out += "\\n";
        } else {
            out += "\\u00";
            out += digits[byte / 16];
            out += digits[byte % 16];
        }
    }
    out += text.substr(plain);
    out += '"';
}

}  // namespace

void write_json(const Json& json, std::string& out) {
    bool is_first = true;
    const auto comma = [&] {
        if (!is_first) out += ',';
        is_first = false;
    };
    switch (json.kind) {
        case Json::Kind::null:
            out += "null";
            return;
        case Json::Kind::boolean:
            out += json.boolean ? "true" : "false";
            return;
        case Json::Kind::number:
            out += json.text;
            return;
        case Json::Kind::string:
            write_quoted(json.text, out);
            return;
        case Json::Kind::array:
            out += '[';
            for (const auto& item : json.items) {
                comma();
                write_json(item, out);
            }
            out += ']';
            return;
        case Json::Kind::object:
            out += '{';
            for (const auto& [key, value] : json.members) {
                comma();
                write_quoted(key, out);
                out += ':';
                write_json(value, out);
            }
            out += '}';
            return;
    }
}

std::string write_json(const Json& json) {
    std::string out;
    write_json(json, out);
    return out;
}

}  // namespace tiaojie
