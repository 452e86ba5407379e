// How a plain struct names its members, so that one reader and one writer serve all commands and all events:
//     template <class Self>
//     static constexpr auto fields() { return std::tuple{field("org", &Self::org)}; }
// `Self` makes it a template, so that the tuple is made only where somebody walks over the members, not in every file
// that knows the struct.
#pragma once

#include <string_view>
#include <tuple>
#include <type_traits>

namespace tiaojie {

template <class Struct, class Member>
struct Field {
    std::string_view name;
    Member Struct::*member;
};

template <class Struct, class Member>
constexpr Field<Struct, Member> field(std::string_view name, Member Struct::*member) {
    return {name, member};
}

// The tuple of a struct's fields, in the order in which they are declared.
template <class Struct>
constexpr auto fields_of() {
    return Struct::template fields<Struct>();
}

template <class T>
concept HasFields = requires {
    T::template fields<T>();
};

// Calls f(name, member reference) for every field of `value`, in the order in which they are declared.
template <class Struct, class Function>
constexpr void for_each_field(Struct& value, Function&& f) {
    std::apply([&](const auto&... each) { (f(each.name, value.*(each.member)), ...); },
               fields_of<std::remove_const_t<Struct>>());
}

}  // namespace tiaojie
