// What leaves the program without a reason given: no identity numbers, phones, addresses and births, and no names of
// children under fourteen (个人信息保护法 28, 31).
#pragma once

#include <map>
#include <string>

#include "core/case/fwd.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

inline constexpr std::string_view child_name = "未成年人";

// Takes what is personal out of events that come one after another, out of the free texts of their case, too: there a
// number, an address and a child's name are shortened as on the screen.
class Concealer {
public:
    struct LongerFirst {  // so that none is broken up by a part of it
        bool operator()(const std::string& a, const std::string& b) const {
            return a.size() != b.size() ? a.size() > b.size() : a < b;
        }
    };
    using Replacements = std::map<std::string, std::string, LongerFirst>;  // what is personal, and what stands for it

    // Learns what an event tells of the parties without changing it: a name first given without a birth is a child's
    // name all the same when a later correction adds the birth.
    void learn(const Recorded& recorded);
    void conceal(Recorded& recorded);

private:
    std::map<std::string, Replacements> known_{};  // by case
};

}  // namespace tiaojie
