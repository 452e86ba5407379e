#include "api/papers/table_writer.hpp"

#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <utility>

#include "api/papers/csv.hpp"

namespace tiaojie {
namespace {

class CsvTable : public TableWriter {
public:
    CsvTable(const std::vector<std::string>& headings, Sink sink) : sink_(std::move(sink)) {
        sink_(byte_order_mark);
        row(headings);
    }
    void row(const std::vector<std::string>& cells) override { sink_(csv_record(cells)); }
    void finish() override {}

private:
    Sink sink_;
};

constexpr std::size_t longest_number = 9;  // digits before the point: a telephone number is none
constexpr double column_width = 16;        // characters

// "1200.5" → 1200.5; nothing for "007", "13800112233", "2022-05-01", nor for "2021.10", which would lose its last
// digit.
std::optional<double> small_number(const std::string& cell) {
    const auto point = std::min(cell.find('.'), cell.size());
    const bool is_plain = cell.find_first_not_of("0123456789.") == std::string::npos && point > 0 &&
                          point <= longest_number && cell.find('.', point + 1) == std::string::npos &&
                          point + 1 != cell.size() && (cell.front() != '0' || point == 1) &&
                          (point == cell.size() || cell.back() != '0');
    return is_plain ? std::optional{std::strtod(cell.c_str(), nullptr)} : std::nullopt;
}

// A file of its own that goes with it.
class WorkFile {
public:
    WorkFile() : path_((std::filesystem::temp_directory_path() / "tiaojie-XXXXXX").string()) {
        const int made = ::mkstemp(path_.data());
        if (made < 0) throw std::runtime_error{"no room for a temporary file"};
        ::close(made);
    }
    ~WorkFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    WorkFile(const WorkFile&) = delete;
    WorkFile& operator=(const WorkFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

class XlsxTable : public TableWriter {
public:
    XlsxTable(const std::string& sheet, const std::vector<std::string>& headings, Sink sink) : sink_(std::move(sink)) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        book_ = workbook_new_opt(file_.path().c_str(), &options);
        sheet_ = book_ == nullptr ? nullptr : workbook_add_worksheet(book_, sheet.c_str());
        if (sheet_ == nullptr) throw std::runtime_error{"no workbook can be made"};
        auto* bold = workbook_add_format(book_);
        format_set_bold(bold);
        const auto last = static_cast<lxw_col_t>(headings.size() - 1);
        worksheet_set_column(sheet_, 0, last, column_width, nullptr);
        worksheet_freeze_panes(sheet_, 1, 0);
        for (lxw_col_t i = 0; i <= last; ++i) worksheet_write_string(sheet_, 0, i, headings[i].c_str(), bold);
        columns_ = last;
    }
    ~XlsxTable() override {
        if (book_ != nullptr) workbook_close(book_);
    }
    XlsxTable(const XlsxTable&) = delete;
    XlsxTable& operator=(const XlsxTable&) = delete;

    void row(const std::vector<std::string>& cells) override {
        ++rows_;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            if (cells[i].empty()) continue;
            if (const auto number = small_number(cells[i]))
                worksheet_write_number(sheet_, rows_, column, *number, nullptr);
            else
                worksheet_write_string(sheet_, rows_, column, cells[i].c_str(), nullptr);
        }
    }

    void finish() override {
        worksheet_autofilter(sheet_, 0, 0, rows_, columns_);
        const auto error = workbook_close(std::exchange(book_, nullptr));
        if (error != LXW_NO_ERROR) throw std::runtime_error{std::string{"xlsx: "} + lxw_strerror(error)};
        std::ifstream in{file_.path(), std::ios::binary};
        std::array<char, 64 * 1024> piece{};
        while (in.read(piece.data(), piece.size()) || in.gcount() > 0)
            sink_({piece.data(), static_cast<std::size_t>(in.gcount())});
    }

private:
    Sink sink_;
    WorkFile file_{};
    lxw_workbook* book_{nullptr};
    lxw_worksheet* sheet_{nullptr};
    lxw_row_t rows_{0};
    lxw_col_t columns_{0};
};

}  // namespace

std::unique_ptr<TableWriter> csv_table(const std::vector<std::string>& headings, TableWriter::Sink sink) {
    return std::make_unique<CsvTable>(headings, std::move(sink));
}

std::unique_ptr<TableWriter> xlsx_table(const std::string& sheet, const std::vector<std::string>& headings,
                                        TableWriter::Sink sink) {
    return std::make_unique<XlsxTable>(sheet, headings, std::move(sink));
}

}  // namespace tiaojie
