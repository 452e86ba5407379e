#include "api/papers/workbook_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/words/date.hpp"
#include "core/words/text.hpp"

namespace tiaojie {
namespace {

constexpr double first_uncertain_number = 1e15;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<double> read_number(std::string_view text) {
    double out{};
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, out);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(out)) return std::nullopt;
    return out;
}

// The letters of a format's first section that stand for parts of a date or time; what is quoted, escaped or in
// brackets (colours, languages) is not among them.
std::string format_letters(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = lower(code[i]);
        if (c == '"' || c == '[') {
            const auto end = code.find(c == '"' ? '"' : ']', i + 1);
            if (end == std::string_view::npos) break;
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the next character is shown, or its width left free
        } else if (c >= 'a' && c <= 'z') {
            out += c;
        }
    }
    return out;
}

}  // namespace

bool is_date_format(std::string_view code) {
    const auto letters = format_letters(code);
    if (letters == "general") return false;
    const auto has = [&](char c) { return letters.find(c) != std::string::npos; };
    return has('y') || has('d') || (has('m') && !has('h') && !has('s'));  // m is the month, beside h or s the minute
}

bool is_built_in_date_format(int id) {
    constexpr int time_only_first = 18;  // to 21
    constexpr int date_and_time = 22;
    return (id >= 14 && id < time_only_first) || id == date_and_time || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 54) || id == 57 || id == 58;  // from 27 on: those of East Asia, times left out
}

std::optional<std::string> day_of_serial(std::string_view number, bool counts_from_1904) {
    const auto serial = read_number(number);
    constexpr double last_serial = 109'574;  // 2199-12-31
    if (!serial || *serial < 1 || *serial > last_serial) return std::nullopt;
    const int days = static_cast<int>(*serial);
    if (counts_from_1904) return (Date::of(1904, 1, 1) + days).text();
    constexpr int false_leap_day = 60;  // 1900-02-29 counts in workbooks, and never was
    if (days == false_leap_day) return std::nullopt;
    return ((days > false_leap_day ? Date::of(1899, 12, 30) : Date::of(1899, 12, 31)) + days).text();
}

std::string number_text(std::string_view number) {
    const auto value = read_number(number);
    if (!value) return std::string{number};
    const bool is_certain = std::abs(*value) < first_uncertain_number;
    std::array<char, 64> text{};
    const auto written =
        is_certain ? std::to_chars(text.data(), text.data() + text.size(), *value, std::chars_format::fixed)
                   : std::to_chars(text.data(), text.data() + text.size(), *value, std::chars_format::scientific);
    // A number so small that its digits have no room here.
    if (written.ec != std::errc{}) return std::string{number};
    return {text.data(), written.ptr};
}

std::string without_escapes(std::string_view text) {
    constexpr std::size_t escape_size = 7;  // _x000D_
    constexpr int hexadecimal = 16;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code{};
        const auto* digits = text.data() + i + 2;
        const bool is_escape = text.size() - i >= escape_size && text.substr(i, 2) == "_x" && text[i + 6] == '_' &&
                               std::from_chars(digits, digits + 4, code, hexadecimal).ptr == digits + 4 && code != 0 &&
                               (code < 0xD800 || code > 0xDFFF);
        if (is_escape) {
            append_character(out, code);
            i += escape_size - 1;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace tiaojie
