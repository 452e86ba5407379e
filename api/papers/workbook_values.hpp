// What the values of a workbook's cells mean: numbers and dates are kept there as binary numbers, and only the style of
// a cell tells which of them is a day.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tiaojie {

// A number format of a workbook, as "yyyy\-mm\-dd" or `yyyy"年"m"月"d"日"`: does it show a day?
bool is_date_format(std::string_view code);
// The same for the formats that have a number only.
bool is_built_in_date_format(int id);

// 44260 → 2021-03-05; the time of day is left out, a ledger has days. Nothing for what is no day of our calendar.
std::optional<std::string> day_of_serial(std::string_view number, bool counts_from_1904);

// "48600.5", "1.2E+3" → "1200". Sixteen digits and more stay in scientific form: a workbook keeps fifteen, so that such
// a number is not what people typed (an identity number), and must not look like it.
std::string number_text(std::string_view number);

// Characters that XML cannot hold stand in workbooks as _x000D_.
std::string without_escapes(std::string_view text);

}  // namespace tiaojie
