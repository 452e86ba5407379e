// Which fields of which structs are stored apart from the body of an event.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/case/event.hpp"

namespace tiaojie::storage {

template <class Struct>
struct PersonalFields {
    static constexpr std::array<std::string_view, 0> names{};
};
template <>
struct PersonalFields<Party> {
    static constexpr std::array<std::string_view, 4> names{"id_number", "phone", "address", "birth"};
};
template <>
struct PersonalFields<MediatorAppointed> {
    static constexpr std::array<std::string_view, 1> names{"phone"};
};

template <class Struct>
constexpr bool is_personal(std::string_view name) {
    const auto& names = PersonalFields<Struct>::names;
    return std::find(names.begin(), names.end(), name) != names.end();
}

template <class Struct, class Member>
constexpr bool is_storable_apart(const Field<Struct, Member>&) {
    return std::is_same_v<Member, std::optional<std::string>> || std::is_same_v<Member, std::optional<Date>>;
}

// A name misspelt here would let the field into the body; one of another type would get lost.
template <class Struct>
constexpr bool names_are_fields() {
    return std::apply(
        [](const auto&... each) {
            return (std::size_t{0} + ... + std::size_t{is_personal<Struct>(each.name) && is_storable_apart(each)}) ==
                   PersonalFields<Struct>::names.size();
        },
        fields_of<Struct>());
}
static_assert(names_are_fields<Party>() && names_are_fields<MediatorAppointed>());

}  // namespace tiaojie::storage
