// SM3 (GB/T 32905-2016), the hash of the journal's chain.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace tiaojie::storage {

inline constexpr std::size_t sm3_bytes = 32;

// Of the parts, one behind the other. Parts of variable length need a separator that cannot occur in them.
std::string sm3(std::initializer_list<std::string_view> parts);

}  // namespace tiaojie::storage
