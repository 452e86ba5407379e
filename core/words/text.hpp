// Text as UTF-8, and the small things that everybody does with it: the one place that knows its bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tiaojie {

// How many bytes the character at the front takes, 1 to 4; 0 when it is none (overlong forms, surrogates and what lies
// beyond U+10FFFF included) or the text is empty.
std::size_t character_size(std::string_view text);
bool is_utf8(std::string_view text);

// The code point at text[at]; `at` moves behind it. What is no UTF-8 is U+FFFD, a byte at a time.
char32_t next_character(std::string_view text, std::size_t& at);
void append_character(std::string& out, char32_t character);

// A byte that is not the first of its character.
constexpr bool is_inside_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t count_characters(std::string_view text);  // code points; of good UTF-8
// The front of the text, at most so many bytes, no character cut.
std::string_view cut_to_bytes(std::string_view text, std::size_t most_bytes);
// Bad bytes replaced by U+FFFD.
std::string repaired_utf8(std::string_view text);

// Without blanks at both ends: ASCII white space and the wide blank (U+3000).
std::string_view trimmed(std::string_view text);

bool is_digits(std::string_view text);  // 0 to 9, at least one

// RFC 3986: what may not stand in an address as it is.
std::string percent_encoded(std::string_view text);

// A JSON string with its quotes. Of good UTF-8; control characters are escaped, nothing else needs to be.
void append_json_string(std::string& out, std::string_view text);

}  // namespace tiaojie
