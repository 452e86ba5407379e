#include "cli/terminal.hpp"
#include "core/words/text.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tiaojie::cli {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// East Asian Wide and Fullwidth (UAX 11), for the blocks that occur here.
constexpr std::array<Range, 14> wide_ranges{{{0x1100, 0x115F},
                                             {0x2E80, 0x303E},
                                             {0x3041, 0x33FF},
                                             {0x3400, 0x4DBF},
                                             {0x4E00, 0x9FFF},
                                             {0xA000, 0xA4CF},
                                             {0xAC00, 0xD7A3},
                                             {0xF900, 0xFAFF},
                                             {0xFE30, 0xFE6F},
                                             {0xFF00, 0xFF60},
                                             {0xFFE0, 0xFFE6},
                                             {0x1F300, 0x1F64F},
                                             {0x1F900, 0x1F9FF},
                                             {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 4> empty_ranges{{{0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0xFE00, 0xFE0F}}};

template <std::size_t N>
bool lies_in(const std::array<Range, N>& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [c](Range range) { return range.first <= c && c <= range.last; });
}

std::size_t width_of(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 0;
    if (c < 0x300) return 1;
    if (lies_in(empty_ranges, c)) return 0;
    return lies_in(wide_ranges, c) ? 2 : 1;
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string without_controls(std::string_view text, bool keep_lines) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto from = i;
        const auto c = next_character(text, i);
        if (!is_control(c) || (keep_lines && (c == '\n' || c == '\t')))
            out += text.substr(from, i - from);
        else
            out += ' ';
    }
    return out;
}

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

}  // namespace

bool output_is_terminal() {
    static const bool is = ::isatty(STDOUT_FILENO) != 0;
    return is;
}

bool errors_are_terminal() {
    static const bool is = ::isatty(STDERR_FILENO) != 0;
    return is;
}

bool has_colours() {
    static const bool has = output_is_terminal() && !is_set("NO_COLOR") && is_set("TERM") &&
                            std::string_view{std::getenv("TERM")} != "dumb";
    return has;
}

std::size_t terminal_width() {
    if (!output_is_terminal()) return 0;
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

std::string coloured(std::string_view text, Colour colour) {
    if (colour == Colour::none || !has_colours()) return std::string{text};
    const char* code = "";
    switch (colour) {
        case Colour::none:
            break;
        case Colour::red:
            code = "31";
            break;
        case Colour::yellow:
            code = "33";
            break;
        case Colour::green:
            code = "32";
            break;
        case Colour::grey:
            code = "90";
            break;
        case Colour::bold:
            code = "1";
            break;
    }
    return "\033[" + std::string{code} + "m" + std::string{text} + "\033[0m";
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) width += width_of(next_character(text, i));
    return width;
}

std::string cut_to(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string{text};
    if (width == 0) return {};
    std::size_t used = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto from = i;
        used += width_of(next_character(text, i));
        if (used > width - 1) return std::string{text.substr(0, from)} + "…";
    }
    return std::string{text};
}

std::string padded(std::string_view text, std::size_t width) {
    const auto own = display_width(text);
    return std::string{text} + std::string(own < width ? width - own : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t width) {
    const auto own = display_width(text);
    return std::string(own < width ? width - own : 0, ' ') + std::string{text};
}

std::string printable(std::string_view text) { return without_controls(text, true); }

std::string one_line(std::string_view text) { return without_controls(text, false); }

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    if (width <= indent + 2) return std::string{text};
    std::string out;
    std::size_t used = indent;
    for (std::size_t i = 0; i < text.size();) {
        const auto from = i;
        // A run of Latin letters and digits stays together; every other character may begin a line.
        std::size_t columns = width_of(next_character(text, i));
        const auto is_joined = [&](std::size_t at) { return at < text.size() && text[at] > ' '; };
        if (is_joined(from))
            while (is_joined(i)) columns += width_of(next_character(text, i));
        if (text[from] == '\n') {
            out += '\n' + std::string(indent, ' ');
            used = indent;
            continue;
        }
        const auto piece = text.substr(from, i - from);
        // Closing marks never begin a line.
        static constexpr std::string_view closing = "，。；：、）”！？";
        const bool closes = piece.size() == 3 && closing.find(piece) != std::string_view::npos;
        if (used + columns > width && used > indent && !closes) {
            out += '\n' + std::string(indent, ' ');
            used = indent;
            if (piece == " ") continue;
        }
        out += piece;
        used += columns;
    }
    return out;
}

}  // namespace tiaojie::cli
