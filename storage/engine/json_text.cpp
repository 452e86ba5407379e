#include "storage/json_text.hpp"

#include <array>

namespace tiaojie::storage {
namespace {

constexpr bool must_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

constexpr auto escaped_bytes = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < out.size(); ++c) out[c] = must_escape(static_cast<unsigned char>(c));
    return out;
}();

void append_escaped(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '\\';
    switch (c) {
        case '"':
        case '\\':
            out += c;
            return;
        case '\n':
            out += 'n';
            return;
        case '\r':
            out += 'r';
            return;
        case '\t':
            out += 't';
            return;
        default:  // not an enum: all other control characters
            out += "u00";
            out += hex[static_cast<unsigned char>(c) >> 4];
            out += hex[static_cast<unsigned char>(c) & 0x0F];
    }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!escaped_bytes[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, done, i - done);
        append_escaped(out, text[i]);
        done = i + 1;
    }
    out.append(text, done);
    out += '"';
}

}  // namespace tiaojie::storage
