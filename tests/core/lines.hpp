// Commands as one line of a story: "2021-03-02 case.accept stage=town_mediation reason=重大".
#pragma once

#include <string_view>
#include <vector>

#include "core/case/command.hpp"

namespace tiaojie::test {

struct Line {
    At at{};
    Command command{};
};

// A valid command of that name on the usual things (case c1, organisation o1, mediator m1 …) with the named fields
// changed. `field=` empties a list or an optional field; values hold no blanks, lists are separated by commas.
//   parties      one letter each: a r persons, A R bodies, on the applicant's or the respondent's side
//   obligations  their due days
//   items        cases, each with a due day behind a colon if it has one
Line read_line(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);

Date day(std::string_view text);  // throws when it is none

}  // namespace tiaojie::test
