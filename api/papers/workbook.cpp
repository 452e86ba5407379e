#include "api/papers/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "api/papers/csv.hpp"
#include "api/papers/workbook_values.hpp"
#include "api/papers/zip_archive.hpp"

namespace tiaojie {
namespace {

constexpr std::size_t max_csv_bytes = 128UL * 1024 * 1024;  // a text shared by many cells is written for each
constexpr std::string_view old_office = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

Refusal no_workbook(const std::string& why) {
    return {"bad_workbook", "file", "不是可以读取的Excel工作簿（.xlsx）：" + why};
}
Refusal too_large() {
    return {"too_large", "file",
            "工作簿过大：至多" + std::to_string(max_sheet_rows) + "行、" + std::to_string(max_sheet_columns) +
                "列，展开后64MB，请分成几份导入"};
}
Refusal encrypted() { return {"encrypted_workbook", "file", "工作簿设有打开密码，请去掉密码后再导入"}; }

// Names with whatever prefix the writer has chosen for the namespace.
std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
    return parent.find_child([&](pugi::xml_node each) { return local(each.name()) == name; });
}

template <class Use>
void each_child(pugi::xml_node parent, std::string_view name, Use use) {
    for (const auto each : parent.children())
        if (local(each.name()) == name) use(each);
}

// One part of the workbook as XML, in the memory of its own text.
class Part {
public:
    std::optional<Refusal> read(const ZipReader& zip, const std::string& name) {
        switch (zip.read(name, max_sheet_bytes, text_)) {
            case ZipRead::done:
                break;
            case ZipRead::missing:
                return no_workbook("缺少“" + name + "”");
            case ZipRead::encrypted:
                return encrypted();
            case ZipRead::too_large:
                return too_large();
            case ZipRead::damaged:
                return no_workbook("文件不完整或已损坏");
        }
        // Entities that a document declares itself are never expanded; a workbook must not declare any.
        constexpr auto how = pugi::parse_default | pugi::parse_doctype | pugi::parse_embed_pcdata;
        if (!document_.load_buffer_inplace(text_.data(), text_.size(), how))
            return no_workbook("“" + name + "”不是合格的XML");
        for (const auto each : document_.children())
            if (each.type() == pugi::node_doctype) return no_workbook("“" + name + "”带有文档类型声明");
        return std::nullopt;
    }
    pugi::xml_node root() const { return document_.document_element(); }

private:
    std::string text_{};
    pugi::xml_document document_{};
};

struct Relation {
    std::string id;
    std::string kind;  // the last word of its type: worksheet
    std::string target;
};

std::vector<Relation> relations(const Part& part, const std::string& folder) {
    std::vector<Relation> out;
    each_child(part.root(), "Relationship", [&](pugi::xml_node each) {
        const std::string_view type = each.attribute("Type").value();
        const std::string target = each.attribute("Target").value();
        out.push_back({each.attribute("Id").value(), std::string{type.substr(type.rfind('/') + 1)},
                       target.starts_with('/') ? target.substr(1) : folder + target});
    });
    return out;
}

// Rich text is cut into runs; how it is read aloud (rPh) is no part of it.
std::string text_of(pugi::xml_node node) {
    std::string out;
    for (const auto each : node.children()) {
        if (local(each.name()) == "t") out += each.text().get();
        if (local(each.name()) == "r") each_child(each, "t", [&](pugi::xml_node run) { out += run.text().get(); });
    }
    return without_escapes(out);
}

std::string column_name(int column) {
    std::string out;
    for (++column; column > 0; column = (column - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
    return out;
}

// "C12" → 2; nothing where no letters stand.
std::optional<int> column_of(std::string_view reference) {
    int column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > max_sheet_columns) break;
        column = column * 26 + (c - 'A' + 1);
    }
    return column == 0 ? std::nullopt : std::optional{column - 1};
}

class Workbook {
public:
    explicit Workbook(std::string_view bytes) : zip_(bytes) {}

    Result<std::string> csv() {
        if (!zip_.is_archive()) return no_workbook("文件不完整或已损坏");
        if (auto refusal = find_sheet()) return *refusal;
        if (auto refusal = read_texts()) return *refusal;
        if (auto refusal = read_styles()) return *refusal;
        Part sheet;
        if (auto refusal = sheet.read(zip_, sheet_)) return *refusal;
        const auto data = child(sheet.root(), "sheetData");
        if (local(sheet.root().name()) != "worksheet" || !data) return no_workbook("“" + sheet_ + "”不是工作表");
        for (const auto row : data.children()) {
            if (local(row.name()) != "row") continue;
            if (auto refusal = add_row(row)) return *refusal;
        }
        return std::move(out_);
    }

private:
    // The first visible worksheet; a sheet may also be a chart.
    std::optional<Refusal> find_sheet() {
        Part package;
        if (auto refusal = package.read(zip_, "_rels/.rels")) return refusal;
        std::string book_name;
        for (const auto& each : relations(package, ""))
            if (each.kind == "officeDocument") book_name = each.target;
        const auto slash = book_name.rfind('/');
        const auto folder = slash == std::string::npos ? std::string{} : book_name.substr(0, slash + 1);
        Part book;
        if (auto refusal = book.read(zip_, book_name)) return refusal;
        if (local(book.root().name()) != "workbook") return no_workbook("这是别的办公文档");
        Part links;
        if (auto refusal = links.read(zip_, folder + "_rels/" + book_name.substr(folder.size()) + ".rels"))
            return refusal;
        const auto known = relations(links, folder);
        for (const auto& each : known) {
            if (each.kind == "sharedStrings") texts_part_ = each.target;
            if (each.kind == "styles") styles_part_ = each.target;
        }
        counts_from_1904_ = child(book.root(), "workbookPr").attribute("date1904").as_bool();
        each_child(child(book.root(), "sheets"), "sheet", [&](pugi::xml_node sheet) {
            const std::string_view state = sheet.attribute("state").value();
            if (!sheet_.empty() || state == "hidden" || state == "veryHidden") return;
            for (const auto attribute : sheet.attributes())
                for (const auto& each : known)
                    if (local(attribute.name()) == "id" && each.id == attribute.value() && each.kind == "worksheet")
                        sheet_ = each.target;
        });
        if (sheet_.empty()) return Refusal{"no_sheet", "file", "工作簿里没有可见的工作表"};
        return std::nullopt;
    }

    std::optional<Refusal> read_texts() {
        if (texts_part_.empty()) return std::nullopt;
        Part part;
        if (auto refusal = part.read(zip_, texts_part_)) return refusal;
        each_child(part.root(), "si", [&](pugi::xml_node each) { texts_.push_back(text_of(each)); });
        return std::nullopt;
    }

    // Which styles show a number as a day.
    std::optional<Refusal> read_styles() {
        if (styles_part_.empty()) return std::nullopt;
        Part part;
        if (auto refusal = part.read(zip_, styles_part_)) return refusal;
        std::vector<std::pair<int, bool>> own;
        each_child(child(part.root(), "numFmts"), "numFmt", [&](pugi::xml_node each) {
            own.emplace_back(each.attribute("numFmtId").as_int(-1),
                             is_date_format(each.attribute("formatCode").value()));
        });
        each_child(child(part.root(), "cellXfs"), "xf", [&](pugi::xml_node each) {
            const int id = each.attribute("numFmtId").as_int();
            const auto found =
                std::find_if(own.begin(), own.end(), [&](const auto& known) { return known.first == id; });
            is_date_.push_back(found == own.end() ? is_built_in_date_format(id) : found->second);
        });
        return std::nullopt;
    }

    std::optional<Refusal> add_row(pugi::xml_node row) {
        const int number = row.attribute("r").as_int(row_ + 1);
        if (number <= row_) return no_workbook("行号不按顺序");
        row_ = number;
        constexpr int last_row = 1'048'576;  // of the format
        if (number > last_row) return too_large();
        std::vector<std::string> cells;
        int column = -1;
        for (const auto each : row.children()) {
            if (local(each.name()) != "c") continue;
            column = column_of(each.attribute("r").value()).value_or(column + 1);
            if (column >= max_sheet_columns) {
                if (!each.first_child()) continue;  // only formatted
                return too_large();
            }
            if (std::string_view{each.attribute("t").value()} == "e")
                return Refusal{"bad_value", "file",
                               "单元格" + column_name(column) + std::to_string(number) + "是错误值" +
                                   child(each, "v").text().get() + "，请改正后再导入"};
            auto text = text_of_cell(each);
            if (!text) return no_workbook("单元格" + column_name(column) + std::to_string(number) + "无法读取");
            if (text->empty()) continue;
            const auto place = static_cast<std::size_t>(column);
            if (cells.size() <= place) cells.resize(place + 1);
            cells[place] = *std::move(text);
        }
        if (cells.empty()) return std::nullopt;
        if (++rows_ > max_sheet_rows) return too_large();
        for (; records_ + 1 < number; ++records_) out_ += "\r\n";  // so that a record has the number of its row
        records_ = number;
        out_ += csv_record(cells);
        return out_.size() > max_csv_bytes ? std::optional{too_large()} : std::nullopt;
    }

    std::optional<std::string> text_of_cell(pugi::xml_node cell) const {
        const std::string_view type = cell.attribute("t").value();
        if (type == "inlineStr") return text_of(child(cell, "is"));
        const std::string value = child(cell, "v").text().get();
        if (value.empty()) return value;
        if (type == "str") return without_escapes(value);
        if (type == "b") return value == "1" || value == "true" ? "是" : "否";
        constexpr std::size_t day_size = 10;  // 2021-03-05T00:00:00
        if (type == "d") return value.substr(0, day_size);
        if (type == "s") {
            std::size_t index{};
            const auto read = std::from_chars(value.data(), value.data() + value.size(), index);
            if (read.ec != std::errc{} || index >= texts_.size()) return std::nullopt;
            return texts_[index];
        }
        const auto style = cell.attribute("s").as_uint();
        if (style < is_date_.size() && is_date_[style])
            if (auto day = day_of_serial(value, counts_from_1904_)) return day;
        return number_text(value);
    }

    ZipReader zip_;
    std::string sheet_{};
    std::string texts_part_{};
    std::string styles_part_{};
    bool counts_from_1904_{false};
    std::vector<std::string> texts_{};
    std::vector<bool> is_date_{};
    int row_{0};      // the number of the row read last
    int records_{0};  // written, empty ones included
    int rows_{0};     // that hold something
    std::string out_{};
};

// The names of a compound file's streams are written in UTF-16.
bool names_stream(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    return bytes.find(wide) != std::string_view::npos;
}

}  // namespace

bool is_workbook(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") || bytes.starts_with(old_office);
}

Result<std::string> csv_of_workbook(std::string_view bytes) {
    if (bytes.starts_with(old_office)) {
        if (names_stream(bytes, "EncryptedPackage")) return encrypted();
        return Refusal{"old_workbook", "file", "这是旧格式的Excel文件（.xls），请另存为“Excel工作簿（.xlsx）”后再导入"};
    }
    if (bytes.size() > max_workbook_bytes) return too_large();
    return Workbook{bytes}.csv();
}

}  // namespace tiaojie
