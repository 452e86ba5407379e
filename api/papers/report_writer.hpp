// The annual report's mediation section as text: a template (data/templates/README.md) filled with facts. Every number
// that comes out of it is traced to its metric and its sentence, wherever the template puts it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/counting/report.hpp"
#include "core/words/result.hpp"

namespace tiaojie {

struct ReportFigure {
    std::string metric{};
    std::int64_t value{};
    std::string sentence{};    // the first one in which it stands
    std::vector<Id> behind{};  // what it counts, `value` ids; filled in by who has the store at hand
};

struct ReportRate {
    std::string metric{};  // settled/screened
    Rate rate{};
    std::string sentence{};
};

struct WrittenReport {
    std::string text{};  // paragraphs as they are printed, two characters' indent
    std::string markdown{};
    std::vector<std::string> sentences{};
    std::vector<ReportFigure> figures{};  // in the order in which they are read; each metric once
    std::vector<ReportRate> rates{};
};

inline constexpr std::size_t max_template_bytes = 256 * 1024;

// Refuses a template that cannot be read or names what does not exist.
Result<WrittenReport> write_report(const ReportFacts& facts, std::string_view template_text);

}  // namespace tiaojie
