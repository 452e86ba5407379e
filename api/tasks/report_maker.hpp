// Computes the annual report from the store: facts, text, and what stands behind each number.
#pragma once

#include <string>

#include "api/papers/report_json.hpp"
#include "core/words/result.hpp"
#include "storage/rows/report_source.hpp"

namespace tiaojie::tasks {

struct MadeReport {
    ReportFacts facts{};
    WrittenReport report{};
};

enum class Behind { left_out, listed };

Result<MadeReport> make_report(storage::Store& store, const storage::ReportScope& scope,
                               const std::string& template_text, Behind behind);

// The report with all that a frozen edition keeps.
Result<FrozenReport> make_frozen(storage::Store& store, const storage::ReportScope& scope,
                                 const std::string& template_text);

}  // namespace tiaojie::tasks
