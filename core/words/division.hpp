// Administrative divisions by their 12-digit statistical codes: district 350305000000, town 350305NNN000, village.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/words/vocabulary.hpp"

namespace tiaojie {

struct Division {
    std::int64_t code{};

    static std::optional<Division> parse(std::string_view text);  // exactly 12 digits, not starting with 0
    std::string text() const { return std::to_string(code); }
    Level level() const;
    Division town() const { return {code / 1000 * 1000}; }  // itself for a town
    Division district() const { return {code / 1'000'000 * 1'000'000}; }
    bool contains(Division other) const;  // its prefix is a prefix of the other
    Division last() const;                // the greatest code that it contains
    friend auto operator<=>(const Division&, const Division&) = default;
};

struct DivisionName {
    Division division{};
    std::string name{};
};

// 东庄镇 → 东庄, 营边社区居委会 → 营边: what case numbers use where an organisation has no short name of its own.
std::string short_name(std::string_view division_name);

}  // namespace tiaojie
