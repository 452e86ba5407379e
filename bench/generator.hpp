// Made-up registers: towns, their offices, and cases over years, as lines of a command file in order of time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "storage/journal/store.hpp"

namespace tiaojie::bench {

struct Shape {
    int towns{1};
    int villages_per_town{24};
    std::int64_t cases{1000};
    int first_year{2014};
    int years{10};
    int only_town{-1};  // write this town alone, with the cases it has among the others
};

// The baseline with the made-up divisions of the shape.
storage::Baseline baseline(const Shape& shape, const std::string& data_dir);

Division town(int number);  // the n-th made-up town, from 0

// Calls `line` with every command, one JSON text each.
void generate(const Shape& shape, const std::function<void(const std::string&)>& line);

}  // namespace tiaojie::bench
