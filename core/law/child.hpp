// Who is a child before the law of personal information: one rule for screens, journal, search and exports.
#pragma once

#include "core/words/payload.hpp"

namespace tiaojie {

// Under fourteen on `day`: everything on such a person is sensitive (个人信息保护法 28). In doubt a child: if either
// `birth` or the identity number says so, and until the end of the fourteenth birthday, since a full year of age counts
// from the day after. Who is born on 29 February has it on 1 March. Nothing known of the birth: none.
bool is_child(const Party& party, Date day);

}  // namespace tiaojie
