// What may stand in a text that people give: how long it is, and whether it holds anything to read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tiaojie {

struct TextMeasure {
    std::size_t characters{};  // Unicode code points
    bool has_ink{};            // something that is neither blank nor control
    bool has_blank{};
    bool has_control{};  // besides line feed and tab
    bool has_line_or_tab{};
};

// Precondition: good UTF-8.
TextMeasure measure(std::string_view text);

// A name from outside as a message may show it: without control characters, cut at 64 characters.
std::string shown(std::string_view text);

}  // namespace tiaojie
