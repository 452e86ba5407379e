#include "core/words/money.hpp"

namespace tiaojie {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Decimal {
    std::string digits{};  // all digits, without the point
    long point{};          // how many of them stand before the point
};

// Splits a JSON number without its sign. Nothing when it is none.
std::optional<Decimal> split(std::string_view text) {
    Decimal out;
    std::size_t i = 0;
    while (i < text.size() && is_digit(text[i])) out.digits += text[i++];
    if (out.digits.empty()) return std::nullopt;
    out.point = static_cast<long>(out.digits.size());
    if (i < text.size() && text[i] == '.') {
        const auto before = out.digits.size();
        ++i;
        while (i < text.size() && is_digit(text[i])) out.digits += text[i++];
        if (out.digits.size() == before) return std::nullopt;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        long sign = 1;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) sign = text[i++] == '-' ? -1 : 1;
        const auto first = i;
        long exponent = 0;
        for (; i < text.size() && is_digit(text[i]); ++i)
            if (exponent < 100'000) exponent = exponent * 10 + (text[i] - '0');
        if (i == first) return std::nullopt;
        out.point += sign * exponent;
    }
    if (i != text.size()) return std::nullopt;
    return out;
}

}  // namespace

MoneyRead read_yuan(std::string_view number) {
    const bool negative = !number.empty() && number.front() == '-';
    const auto decimal = split(negative ? number.substr(1) : number);
    if (!decimal) return {0, MoneyFault::not_a_number};
    if (decimal->digits.find_first_not_of('0') == std::string::npos) return {};
    if (negative) return {0, MoneyFault::negative};
    Fen fen = 0;
    const long wanted = decimal->point + 2;  // digits up to and with the fen
    for (long i = 0; i < static_cast<long>(decimal->digits.size()); ++i) {
        const int digit = decimal->digits[static_cast<std::size_t>(i)] - '0';
        if (i >= wanted) {
            if (digit != 0) return {0, MoneyFault::decimals};
            continue;
        }
        fen = fen * 10 + digit;
        if (fen > max_amount_fen) return {0, MoneyFault::too_large};
    }
    for (long i = static_cast<long>(decimal->digits.size()); i < wanted; ++i) {
        fen *= 10;
        if (fen > max_amount_fen) return {0, MoneyFault::too_large};
    }
    return {fen, MoneyFault::none};
}

std::string yuan_text(Fen fen) {
    const std::string sign = fen < 0 ? "-" : "";
    const auto whole = fen < 0 ? -fen : fen;
    std::string out = sign + std::to_string(whole / 100);
    const auto cents = whole % 100;
    if (cents != 0) {
        out += '.';
        out += static_cast<char>('0' + cents / 10);
        if (cents % 10 != 0) out += static_cast<char>('0' + cents % 10);
    }
    return out;
}

}  // namespace tiaojie
