#include "core/words/identity_number.hpp"

#include <array>
#include <string>

namespace tiaojie {

bool is_identity_number(std::string_view text) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static constexpr std::string_view check_digits = "10X98765432";
    if (text.size() != 18 || text.front() == '0') return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        sum += (text[i] - '0') * weights[i];
    }
    return text[17] == check_digits[static_cast<std::size_t>(sum % 11)] && birth_of(text).has_value();
}

std::optional<Date> birth_of(std::string_view text) {
    if (text.size() != 18) return std::nullopt;
    const std::string date =
        std::string{text.substr(6, 4)} + "-" + std::string{text.substr(10, 2)} + "-" + std::string{text.substr(12, 2)};
    return Date::parse(date);
}

}  // namespace tiaojie
