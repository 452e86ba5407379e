// What the law obliges whoever mediates to tell others, as far as a case shows it. The program tells nobody: it
// reminds.
#pragma once

#include <string>
#include <vector>

#include "core/case/case_state.hpp"

namespace tiaojie {

enum class Duty : std::uint8_t {
    public_order,     // 人民调解法 25: what may become a matter for the police
    family_violence,  // 反家庭暴力法 14: against persons without full legal capacity
    minor_harmed      // 未成年人保护法 11
};

template <>
struct Terms<Duty> {
    static constexpr std::array<Term<Duty>, 3> all{{{Duty::public_order, "public_order", "治安隐患报告"},
                                                    {Duty::family_violence, "family_violence", "家庭暴力报案"},
                                                    {Duty::minor_harmed, "minor_harmed", "侵害未成年人报告"}}};
};

struct DutySeen {
    Duty duty{};
    std::string because{};  // the words of the summary that call for it, joined by 、; never what a party is called
};

// By the summary, the type and the ages of the parties on the day of the application. Rather one too many than one
// too few: a person judges.
std::vector<DutySeen> duties_of(const CaseState& state);

// What is to be done, to whom, by which article.
std::string_view duty_text(Duty duty);

}  // namespace tiaojie
