#include "api/text_rules.hpp"

namespace tiaojie {
namespace {

// The code point at text[i], moving i behind it. Precondition: good UTF-8.
char32_t next_character(std::string_view text, std::size_t& i) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(at < text.size() ? text[at] : 0); };
    const unsigned char lead = byte(i);
    std::size_t more = 0;
    char32_t character = lead;
    if (lead >= 0xF0) {
        more = 3;
        character = lead & 0x07U;
    } else if (lead >= 0xE0) {
        more = 2;
        character = lead & 0x0FU;
    } else if (lead >= 0xC0) {
        more = 1;
        character = lead & 0x1FU;
    }
    ++i;
    for (; more > 0 && i < text.size(); --more) character = (character << 6U) | (byte(i++) & 0x3FU);
    return character;
}

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
