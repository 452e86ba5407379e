// What a store starts from. The first hash of the chain is made of it, so it cannot be changed unseen.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"
#include "core/words/division.hpp"
#include "storage/engine/database.hpp"

namespace tiaojie::storage {

struct Baseline {
    Division area{};
    std::vector<DivisionName> divisions{};  // within the area
    CalendarNotice calendar{};
    Policy policy{};
};

// All but the area, which stands in the table `store`.
void write_baseline(Database& db, const Baseline& baseline);

// Throw StoreFault (damaged) where it cannot be read; `file` is named then.
Baseline baseline_of(Database& db, const std::filesystem::path& file);
Division area_of(Database& db);

std::string genesis_of(Database& db);  // the hash before the first event; needs no key

}  // namespace tiaojie::storage
