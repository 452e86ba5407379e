// Any event at all, possible or not: what the codec must carry is wider than what the rules allow.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/case/event.hpp"

namespace tiaojie::test {

class RandomEvents {
public:
    explicit RandomEvents(std::uint32_t seed) : random_(seed) {}

    Event event() { return of_kind<0>(below(std::variant_size_v<Event::Kinds>)); }
    Date date() { return Date::of(1800, 1, 1) + static_cast<int>(below(146'000)); }

private:
    template <std::size_t i>
    Event of_kind(std::size_t kind) {
        if constexpr (i + 1 < std::variant_size_v<Event::Kinds>) {
            if (kind != i) return of_kind<i + 1>(kind);
        }
        std::variant_alternative_t<i, Event::Kinds> out;
        fill(out);
        return out;
    }

    std::size_t below(std::size_t limit) { return random_() % limit; }

    template <HasFields Struct>
    void fill(Struct& out) {
        for_each_field(out, [this](std::string_view, auto& member) { fill(member); });
    }
    template <class T>
    void fill(std::optional<T>& out) {
        if (below(2) == 0) fill(out.emplace());
    }
    template <class T>
    void fill(std::vector<T>& out) {
        for (auto n = below(4); n > 0; --n) fill(out.emplace_back());
    }
    void fill(std::map<Date, CalendarDay>& out) {
        for (auto n = below(4); n > 0; --n) fill(out[date()]);
    }
    void fill(std::string& out) {
        static const std::vector<std::string> pieces{
            "张", "调解", "𠮷",   "\U0010FFFF", "a", "Z9", "\"", "\\", "/", "\n", "\t",
            "\b", "\x01", "\x1F", "\x7F",       "é", " ",  "{",  "]",  ":", ",",  std::string(1, '\0')};
        for (auto n = below(8); n > 0; --n) out += pieces[below(pieces.size())];
        if (below(4) == 0) out = "11010519491231002X";  // so that some parties have an age
    }
    void fill(Id& out) { fill(out.text); }
    void fill(Amount& out) {
        const auto digits = below(15);
        Fen limit = 1;
        for (std::size_t i = 0; i < digits; ++i) limit *= 10;
        out.fen = std::uniform_int_distribution<Fen>{0, std::min(limit, max_amount_fen)}(random_);
    }
    void fill(Date& out) { out = date(); }
    void fill(Division& out) {
        out.code = std::uniform_int_distribution<std::int64_t>{100'000'000'000, 999'999'999'999}(random_);
    }
    void fill(bool& out) { out = below(2) == 0; }
    void fill(int& out) { out = static_cast<int>(random_()); }
    template <class Enum>
    void fill(Enum& out) requires std::is_enum_v<Enum> {
        out = Terms<Enum>::all[below(Terms<Enum>::all.size())].value;
    }

    std::mt19937 random_;
};

}  // namespace tiaojie::test
