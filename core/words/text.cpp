#include "core/words/text.hpp"

#include <algorithm>
#include <array>

namespace tiaojie {
namespace {

constexpr std::string_view lower_digits = "0123456789abcdef";
constexpr std::string_view upper_digits = "0123456789ABCDEF";
constexpr std::string_view wide_blank = "\u3000";
constexpr char32_t replacement = 0xFFFD;

constexpr unsigned byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

constexpr auto must_be_escaped = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < 0x20; ++c) out[c] = true;
    out['"'] = out['\\'] = true;
    return out;
}();

void append_escape(std::string& out, char c) {
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
            out += lower_digits[static_cast<unsigned char>(c) >> 4U];
            out += lower_digits[static_cast<unsigned char>(c) & 0x0FU];
    }
}

}  // namespace

std::size_t character_size(std::string_view text) {
    if (text.empty()) return 0;
    const auto lead = byte_at(text, 0);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte_at(text, i) & 0xC0U) != 0x80U) return 0;
    const auto second = byte_at(text, 1);
    const bool is_overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool is_surrogate = lead == 0xED && second > 0x9F;
    const bool is_beyond = lead == 0xF4 && second > 0x8F;
    return is_overlong || is_surrogate || is_beyond ? 0 : size;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto size = character_size(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto size = character_size(text.substr(at));
    if (size == 0) {
        ++at;
        return replacement;
    }
    const auto lead = byte_at(text, at);
    constexpr std::array<unsigned, 5> payload{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t out = lead & payload[size];
    for (std::size_t i = 1; i < size; ++i) out = out << 6U | (byte_at(text, at + i) & 0x3FU);
    at += size;
    return out;
}

void append_character(std::string& out, char32_t c) {
    const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += tail(0);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += tail(6);
        out += tail(0);
    } else {
        out += static_cast<char>(0xF0U | (c >> 18U));
        out += tail(12);
        out += tail(6);
        out += tail(0);
    }
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !is_inside_character(c); }));
}

std::string_view cut_to_bytes(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return text;
    while (most_bytes > 0 && is_inside_character(text[most_bytes])) --most_bytes;
    return text.substr(0, most_bytes);
}

std::string repaired_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto size = character_size(text);
        out += size == 0 ? std::string_view{"\uFFFD"} : text.substr(0, size);
        text.remove_prefix(size == 0 ? 1 : size);
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    for (;;) {
        const auto before = text.size();
        text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
        if (text.starts_with(wide_blank)) text.remove_prefix(wide_blank.size());
        while (!text.empty() && blanks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
        if (text.ends_with(wide_blank)) text.remove_suffix(wide_blank.size());
        if (text.size() == before) return text;
    }
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_letter || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += upper_digits[byte >> 4U];
        out += upper_digits[byte & 0x0FU];
    }
    return out;
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!must_be_escaped[static_cast<unsigned char>(text[i])]) continue;
        out.append(text, done, i - done);
        append_escape(out, text[i]);
        done = i + 1;
    }
    out.append(text, done, text.size() - done);
    out += '"';
}

}  // namespace tiaojie
