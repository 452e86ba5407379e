#include "api/wire/text_rules.hpp"
#include "core/words/text.hpp"

namespace tiaojie {
namespace {

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// White space and what leaves no mark on paper: zero-width and direction characters make two ids look like one.
bool is_blank(char32_t c) {
    if (c < 0x80) return c == ' ' || c == '\t' || c == '\n';
    return c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

}  // namespace

TextMeasure measure(std::string_view text) {
    TextMeasure out;
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = next_character(text, i);
        ++out.characters;
        if (c > 0x20 && c < 0x7F) {
            out.has_ink = true;
            continue;
        }
        if (c == '\n' || c == '\t')
            out.has_line_or_tab = true;
        else if (is_control(c))
            out.has_control = true;
        if (is_blank(c))
            out.has_blank = true;
        else if (!is_control(c))
            out.has_ink = true;
    }
    return out;
}

std::string shown(std::string_view text) {
    constexpr std::size_t longest = 64;
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (count++ == longest) return out + "…";
        const std::size_t from = i;
        const char32_t c = next_character(text, i);
        const bool is_hidden = is_control(c) || (c != ' ' && is_blank(c));
        out += is_hidden ? std::string_view{"?"} : text.substr(from, i - from);
    }
    return out;
}

}  // namespace tiaojie
