// A new password, typed in or piped in.
#pragma once

#include <string>

#include "core/words/result.hpp"

namespace tiaojie::cli {

// `from_input`: the first line of standard input; otherwise it is asked for twice on the terminal. Refused when it is
// too weak for the account.
Result<std::string> read_password(bool from_input, const std::string& account);

}  // namespace tiaojie::cli
