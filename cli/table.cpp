#include "cli/table.hpp"

#include <algorithm>
#include <numeric>

namespace tiaojie::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 8;  // no column is cut below this

}  // namespace

std::vector<std::size_t> Table::widths(std::size_t width) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t widest = display_width(columns_[i].title);
        for (const auto& row : rows_)
            if (i < row.size()) widest = std::max(widest, display_width(one_line(row[i].text)));
        out.push_back(std::max(std::min(widest, columns_[i].at_most), display_width(columns_[i].title)));
    }
    if (width == 0 || out.empty()) return out;
    auto total = std::accumulate(out.begin(), out.end(), gap * (out.size() - 1));
    while (total > width) {
        const auto widest = std::max_element(out.begin(), out.end());
        if (*widest <= narrowest) break;
        --*widest;
        --total;
    }
    return out;
}

std::string Table::text(std::size_t width) const {
    const auto columns = widths(width);
    std::string out;
    const auto line = [&](auto cell_at) {
        std::string text;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const Cell cell = cell_at(i);
            const auto cut = cut_to(one_line(cell.text), columns[i]);
            const auto full = columns_[i].is_number    ? padded_left(cut, columns[i])
                              : i + 1 < columns.size() ? padded(cut, columns[i])
                                                       : cut;
            if (i > 0) text += std::string(gap, ' ');
            text += coloured(full, cell.colour);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    line([&](std::size_t i) { return Cell{columns_[i].title, Colour::bold}; });
    for (const auto& row : rows_) line([&](std::size_t i) { return i < row.size() ? row[i] : Cell{}; });
    return out;
}

}  // namespace tiaojie::cli
