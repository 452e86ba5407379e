#include "core/words/division.hpp"

#include <array>

namespace tiaojie {

std::optional<Division> Division::parse(std::string_view text) {
    if (text.size() != 12 || text.front() == '0') return std::nullopt;
    Division division;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        division.code = division.code * 10 + (c - '0');
    }
    return division;
}

Level Division::level() const {
    if (code % 1'000'000 == 0) return Level::district;
    return code % 1000 == 0 ? Level::town : Level::village;
}

bool Division::contains(Division other) const { return other.code >= code && other.code <= last().code; }

Division Division::last() const {
    switch (level()) {
        case Level::district:
            return {code + 999'999};
        case Level::town:
            return {code + 999};
        case Level::village:
            return *this;
    }
    return *this;
}

std::string short_name(std::string_view division_name) {
    static constexpr std::array<std::string_view, 8> endings{"社区居民委员会", "社区居委会", "村民委员会", "村委会",
                                                             "居委会",         "社区",       "镇",         "区"};
    for (const auto ending : endings)
        if (division_name.size() > ending.size() && division_name.ends_with(ending))
            return std::string{division_name.substr(0, division_name.size() - ending.size())};
    return std::string{division_name};
}

}  // namespace tiaojie
