// Citizen identity numbers, GB 11643-1999.
#pragma once

#include <optional>
#include <string_view>

#include "core/words/date.hpp"

namespace tiaojie {

// 18 characters, a real date of birth, the check digit of ISO 7064 MOD 11-2, `X` in upper case.
bool is_identity_number(std::string_view text);

// The date of birth in a valid number.
std::optional<Date> birth_of(std::string_view identity_number);

}  // namespace tiaojie
