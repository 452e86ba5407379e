#include "api/wire/json_writer.hpp"
#include "core/words/text.hpp"

#include <array>

namespace tiaojie {
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
            append_json_string(out, json.text);
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
                append_json_string(out, key);
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
