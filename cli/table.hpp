// Aligned tables for people. Chinese characters count as two columns.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace tiaojie::cli {

struct Column {
    std::string title{};
    bool is_number{false};    // right-aligned
    std::size_t at_most{60};  // width on the terminal; longer texts are cut
};

struct Cell {
    std::string text{};
    Colour colour{Colour::none};
};

class Table {
public:
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void add(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
    bool empty() const { return rows_.empty(); }

    // A heading, two blanks between columns, no trailing blanks. `width`: of the terminal; the widest columns are cut
    // to fit. 0: no limit.
    std::string text(std::size_t width) const;

private:
    std::vector<std::size_t> widths(std::size_t width) const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_{};
};

}  // namespace tiaojie::cli
