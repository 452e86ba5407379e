// The terminal: whether there is one, its width and colours, and how wide a text is on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tiaojie::cli {

enum class Colour { none, red, yellow, green, grey, bold };

bool output_is_terminal();
bool errors_are_terminal();
bool has_colours();            // a terminal that can show them, and NO_COLOR is not set
std::size_t terminal_width();  // of standard output; 0 when it is not a terminal

std::string coloured(std::string_view text, Colour colour);  // unchanged when there are no colours

// Columns on the terminal: 2 for Chinese characters and full-width forms, 0 for combining marks.
std::size_t display_width(std::string_view text);

// Cut to this many columns; the last one is an ellipsis when something was cut.
std::string cut_to(std::string_view text, std::size_t width);
std::string padded(std::string_view text, std::size_t width);
std::string padded_left(std::string_view text, std::size_t width);

// Without control characters, which could do anything to a terminal; line feeds and tabs stay.
std::string printable(std::string_view text);
// The same in one line: line feeds and tabs become blanks.
std::string one_line(std::string_view text);

// Broken into lines of the width; every line but the first is indented. Chinese may be broken anywhere.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace tiaojie::cli
