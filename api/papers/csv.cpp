#include "api/papers/csv.hpp"

#include <algorithm>

namespace tiaojie {
namespace {

// What spreadsheets take for the beginning of a formula.
bool is_formula_start(std::string_view text) {
    return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_record(const std::vector<std::string>& cells) {
    std::string out;
    for (const auto& cell : cells) {
        if (&cell != &cells.front()) out += ',';
        const auto guarded = is_formula_start(cell) ? "'" + cell : cell;
        if (guarded.find_first_of("\",\r\n") == std::string::npos) {
            out += guarded;
            continue;
        }
        out += '"';
        for (const char c : guarded) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    return out + "\r\n";
}

std::string without_guard(std::string cell) {
    if (cell.size() > 1 && cell.front() == '\'' && is_formula_start(std::string_view{cell}.substr(1))) cell.erase(0, 1);
    return cell;
}

CsvReader::CsvReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
}

// Takes the line's end, if one stands here.
bool CsvReader::at_record_end() {
    if (rest_.empty()) return true;
    const std::size_t size = rest_.starts_with("\r\n") ? 2 : rest_.front() == '\n' || rest_.front() == '\r' ? 1 : 0;
    rest_.remove_prefix(size);
    return size > 0;
}

bool CsvReader::read_cell(std::string& cell) {
    if (rest_.empty() || rest_.front() != '"') {
        const auto end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
        cell = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return true;
    }
    rest_.remove_prefix(1);
    while (true) {
        const auto quote = rest_.find('"');
        if (quote == std::string_view::npos) {
            fault_ = "引号没有结束";
            return false;
        }
        cell += rest_.substr(0, quote);
        rest_.remove_prefix(quote + 1);
        if (rest_.empty() || rest_.front() != '"') break;
        cell += '"';
        rest_.remove_prefix(1);
    }
    if (rest_.empty() || rest_.front() == ',' || rest_.front() == '\r' || rest_.front() == '\n') return true;
    fault_ = "引号之后还有文字";
    return false;
}

std::optional<std::vector<std::string>> CsvReader::next() {
    while (!rest_.empty() && !fault_) {
        ++row_;
        std::vector<std::string> cells;
        do {
            if (!cells.empty()) rest_.remove_prefix(1);  // the comma
            if (!read_cell(cells.emplace_back())) return std::nullopt;
        } while (!rest_.empty() && rest_.front() == ',');
        at_record_end();
        if (std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); })) return cells;
    }
    return std::nullopt;
}

}  // namespace tiaojie
