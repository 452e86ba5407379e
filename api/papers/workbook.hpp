// Excel workbooks (.xlsx) from outside: the first sheet that is to be seen, as CSV, so that ledgers have one reader.
#pragma once

#include <string>
#include <string_view>

#include "core/words/result.hpp"

namespace tiaojie {

inline constexpr std::size_t max_workbook_bytes = 64UL * 1024 * 1024;  // of the file
inline constexpr std::size_t max_sheet_bytes = 64UL * 1024 * 1024;     // of a part of it, unpacked
inline constexpr int max_sheet_rows = 100'000;
inline constexpr int max_sheet_columns = 256;

// By its first bytes, whatever its name: a workbook, or the older binary form (.xls) and encrypted workbooks.
bool is_workbook(std::string_view bytes);

// The records of the CSV are the rows of the sheet by their numbers. Refused (codes in docs/import.md): what is no
// workbook or damaged, encrypted, in the older form, larger than the limits, and a cell that shows an error.
Result<std::string> csv_of_workbook(std::string_view bytes);

}  // namespace tiaojie
