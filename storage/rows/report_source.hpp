// Gathers from the store what the annual report says, as of a day and as recorded up to a cut-off, and opens each of
// its numbers to what stands behind it.
#pragma once

#include <string>
#include <vector>

#include "core/counting/report.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

struct ReportScope {
    int year{};
    Date as_of{};
    std::int64_t cut_off{};  // a journal position
    Division division{};
};

ReportFacts report_facts(Store& store, const ReportScope& scope);

// The ids that the figure counts, as many as it says: cases, organisations, mediators, divisions, consultations.
std::vector<Id> behind_figure(Store& store, const ReportScope& scope, const std::string& metric);

// The division that a report is about when none is named: the area of the store, or the only town in it.
Division report_division(Store& store);

}  // namespace tiaojie::storage
