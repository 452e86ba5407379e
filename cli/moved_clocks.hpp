// Which unfinished clocks a change of the rules moves: they are taken before the change and compared after it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/words/date.hpp"
#include "core/words/vocabulary.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::cli {

struct Clock {
    ClockKind kind{};
    Date start{};
    std::string label{};
    Date due{};
    bool unfinished{};
};
using ClocksByCase = std::map<std::string, std::vector<Clock>>;

// The clocks of every case that has an unfinished one.
ClocksByCase unfinished_clocks(storage::Store& store, Date day);

struct Moved {
    std::string case_id{};
    ClockKind clock{};
    std::string label{};
    Date before{};
    Date after{};
};

std::vector<Moved> moved_since(storage::Store& store, Date day, const ClocksByCase& before);

}  // namespace tiaojie::cli
