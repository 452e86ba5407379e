// What leaves the program without a reason given: no identity numbers, phones, addresses and births, and no names of
// children under fourteen (个人信息保护法 28, 31).
#pragma once

#include <map>
#include <set>
#include <string>

#include "core/event.hpp"

namespace tiaojie {

inline constexpr std::string_view child_name = "未成年人";

// Takes what is personal out of events that come one after another. A child's name is taken out of the free texts of
// its case, too.
class Concealer {
public:
    // Learns the children's names of an event without changing it: a name first given without a birth is a child's name
    // all the same when a later correction adds the birth.
    void learn(const Recorded& recorded);
    void conceal(Recorded& recorded);

private:
    std::map<std::string, std::set<std::string>> children_{};  // by case
};

}  // namespace tiaojie
