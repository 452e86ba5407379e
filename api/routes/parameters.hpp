// The values in a path and in a query, read with their types; every problem is collected for one answer (422).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/problem.hpp"
#include "core/words/date.hpp"
#include "core/words/division.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie::http {

// `{case}` of a route's path → the text in its place, percent-decoded.
using PathValues = std::map<std::string, std::string, std::less<>>;

// Nothing when the text is badly encoded, or decodes to NUL or to no UTF-8.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

class Parameters {
public:
    Parameters() = default;
    explicit Parameters(std::string_view query);  // "a=1&b=2"

    // Each reads one parameter; empty values count as absent. A malformed or repeated one adds a problem.
    std::optional<std::string> text(std::string_view name);
    std::optional<Date> date(std::string_view name);
    std::optional<Division> division(std::string_view name);
    std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most);
    // `limit`, how many rows at most: more than `most` is taken as `most`.
    std::int64_t limit(std::int64_t most, std::int64_t unless_given);
    bool flag(std::string_view name);  // absent or "false": no; "true", "1" or nothing behind the name: yes
    template <class E>
    std::optional<E> term(std::string_view name) {
        const auto given = text(name);
        if (!given) return std::nullopt;
        auto found = parse_term<E>(*given);
        if (!found) add_problem(name, "没有这个取值");
        return found;
    }
    void add_problem(std::string_view field, std::string problem);

    // All problems so far, and one for every parameter that nothing has read. Call after the last read.
    std::vector<FieldProblem> problems() const;

private:
    struct Given {
        std::string name{};
        std::string value{};
        bool was_read{false};
    };
    std::vector<Given> given_{};
    std::vector<FieldProblem> problems_{};
};

}  // namespace tiaojie::http
