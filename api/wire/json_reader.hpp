// One JSON text as a small tree. Stricter than JSON where leniency would let two readers see two different things:
// no repeated keys, no NUL, no byte order mark, a limit on length and depth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/words/result.hpp"

namespace tiaojie {

inline constexpr std::size_t max_json_bytes = 1024 * 1024;
inline constexpr std::size_t max_json_depth = 32;  // `{}` is one deep

struct JsonMember;

struct Json {
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

    Kind kind{Kind::null};
    bool boolean{};
    bool is_integer{};   // a number written without point and exponent
    std::string text{};  // of a string its characters; of a number how it was written, never through floating point
    std::vector<Json> items{};
    std::vector<JsonMember> members;  // in the order in which they were written; no `{}`: it is incomplete here

    // The object's member of that name; nullptr when there is none or this is no object.
    const Json* find(std::string_view key) const;
};

struct JsonMember {
    std::string key{};
    Json value{};
};

// Refuses with `bad_json`.
Result<Json> parse_json(std::string_view text, std::size_t max_bytes = max_json_bytes);

}  // namespace tiaojie
