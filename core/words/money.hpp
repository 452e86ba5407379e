// Money in fen (分), exact. Outside the program it is a number in yuan with at most two decimals.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tiaojie {

using Fen = std::int64_t;

inline constexpr Fen max_amount_fen = 10'000'000'000'000;  // a hundred thousand million yuan (一千亿元) in one case

enum class MoneyFault { none, not_a_number, negative, too_large, decimals };

struct MoneyRead {
    Fen fen{};
    MoneyFault fault{MoneyFault::none};
};

// Reads the text of a JSON number ("1200", "0.5", "1.2e3"); never through floating point.
MoneyRead read_yuan(std::string_view number);

std::string yuan_text(Fen fen);  // "1200", "0.5", "12.34": as short as it can be, a JSON number

}  // namespace tiaojie
