// What the terminal is like: whether there is one, its width, colours, how wide a text stands on it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tiaojie::cli {

enum class Colour { none, red, yellow, green, grey, bold };

bool output_is_terminal();
bool errors_are_terminal();
bool has_colours();            // a terminal that takes them, and no NO_COLOR
std::size_t terminal_width();  // of standard output; 0 when it is no terminal

std::string coloured(std::string_view text, Colour colour);  // as it is when there are no colours

// Columns on the terminal: 2 for Chinese characters and full-width forms, 0 for combining marks.
std::size_t display_width(std::string_view text);

// Cut to so many columns, the last of them an ellipsis where something was cut.
std::string cut_to(std::string_view text, std::size_t width);
std::string padded(std::string_view text, std::size_t width);
std::string padded_left(std::string_view text, std::size_t width);

// Without control characters, which could write anywhere on a terminal; line feeds and tabs stay.
std::string printable(std::string_view text);
// Likewise, in one line.
std::string one_line(std::string_view text);

// Broken at the width, each line but the first indented. Chinese breaks anywhere.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace tiaojie::cli
