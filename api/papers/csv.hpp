// Comma-separated values by RFC 4180, for spreadsheets: UTF-8 with a byte order mark, CR LF, nothing that a spreadsheet
// would take for a formula.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiaojie {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// One record with its line end. A cell that a spreadsheet would calculate gets an apostrophe in front.
std::string csv_record(const std::vector<std::string>& cells);

// Takes the apostrophe off again.
std::string without_guard(std::string cell);

class CsvReader {
public:
    // `text` must outlive the reader. A byte order mark is passed over.
    explicit CsvReader(std::string_view text);

    // The next record that is not empty; nothing at the end or at a fault.
    std::optional<std::vector<std::string>> next();
    // The number of the record read last, from 1, empty ones included: the row that a spreadsheet shows.
    int row() const { return row_; }
    const std::optional<std::string>& fault() const { return fault_; }

private:
    bool read_cell(std::string& cell);
    bool at_record_end();

    std::string_view rest_;
    int row_{0};
    std::optional<std::string> fault_{};
};

}  // namespace tiaojie
