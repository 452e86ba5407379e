// How a plain struct names its members, so that one reader and one writer serve all commands and all events.
#pragma once

#include <string_view>
#include <tuple>

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

// Calls f(name, member reference) for every field of `value`, in the order in which they are declared.
template <class Struct, class Function>
constexpr void for_each_field(Struct& value, Function&& f) {
    std::apply([&](const auto&... each) { (f(each.name, value.*(each.member)), ...); },
               std::remove_const_t<Struct>::fields());
}

}  // namespace tiaojie
