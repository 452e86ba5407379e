// The names and colours of things for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/wire/json_reader.hpp"
#include "cli/terminal.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie::cli {

inline Colour colour_of(ClockState state) {
    switch (state) {
        case ClockState::overdue:
            return Colour::red;
        case ClockState::due_soon:
            return Colour::yellow;
        case ClockState::met:
            return Colour::green;
        case ClockState::met_late:
        case ClockState::paused:
        case ClockState::void_:
            return Colour::grey;
        case ClockState::open:
            return Colour::none;
    }
    return Colour::none;
}

// The text of a member of a view; empty when it is null or missing.
inline std::string text_of(const Json& json, std::string_view key) {
    const auto* found = json.find(key);
    return found == nullptr || found->kind == Json::Kind::null ? std::string{} : found->text;
}

// The Chinese of a term that a member holds by its name.
template <class E>
std::string chinese_of(const Json& json, std::string_view key) {
    const auto text = text_of(json, key);
    const auto term = parse_term<E>(text);
    return term ? std::string{chinese(*term)} : text;
}

}  // namespace tiaojie::cli
