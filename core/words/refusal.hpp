// Every reason for which something is refused: a stable code, worded once for people.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/words/result.hpp"

namespace tiaojie {

enum class RefusalKind { field, rule };  // HTTP: 422, 409

struct RefusalTerm {
    std::string_view code;
    RefusalKind kind;
    std::string_view sentence;
};

const std::vector<RefusalTerm>& refusal_terms();

// Asserts that `code` is in the table. `detail` is put in brackets behind the sentence.
Refusal refuse(std::string_view code, std::string_view field = {}, std::string_view detail = {});

// The rule as one check: the refusal when it is broken, nothing when it holds.
inline std::optional<Refusal> when(bool broken, std::string_view code, std::string_view field = {},
                                   std::string_view detail = {}) {
    if (!broken) return std::nullopt;
    return refuse(code, field, detail);
}

// The first refusal of several checks, in order.
std::optional<Refusal> first(std::initializer_list<std::optional<Refusal>> checks);

}  // namespace tiaojie
