// A table written row by row as a file for spreadsheets.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tiaojie {

class TableWriter {
public:
    using Sink = std::function<void(std::string_view bytes)>;

    virtual ~TableWriter() = default;
    virtual void row(const std::vector<std::string>& cells) = 0;
    virtual void finish() = 0;  // throws std::runtime_error when it cannot be written (a full disk)
};

// Both write the headings first. CSV goes to the sink row by row (see csv.hpp).
std::unique_ptr<TableWriter> csv_table(const std::vector<std::string>& headings, TableWriter::Sink sink);

// An Excel workbook of one sheet (ECMA-376), given to the sink at the end. Small plain numbers become numbers, all else
// is text, so that nothing is calculated and no identity number loses its digits. Memory does not grow with the rows:
// it is put together in the folder for temporary files.
std::unique_ptr<TableWriter> xlsx_table(const std::string& sheet, const std::vector<std::string>& headings,
                                        TableWriter::Sink sink);
inline constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

}  // namespace tiaojie
