// Writes the pieces of a compact JSON text.
#pragma once

#include <string>
#include <string_view>

namespace tiaojie::storage {

// The text in quotes; quotes, backslashes and control characters escaped, all other bytes as they are.
void append_quoted(std::string& out, std::string_view text);

}  // namespace tiaojie::storage
