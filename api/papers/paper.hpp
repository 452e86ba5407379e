// A paper in the layout of official documents (GB/T 9704-2012), as a Word document and as PDF. Both hold the same text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/words/date.hpp"
#include "core/words/result.hpp"

namespace tiaojie {

struct PaperBlock {
    bool is_heading{false};
    std::string text{};
};

struct Paper {
    std::string title{};
    std::vector<PaperBlock> blocks{};
    Date day{};  // stands in the file as the day of its making, so that the same paper gives the same bytes
};

// The annual report from its text, as `report --format text` writes it: its headings numbered 一、二、, under a title.
Paper report_paper(int year, const std::string& area_name, Date as_of, std::string_view text);

enum class PaperForm : std::uint8_t { docx, pdf };

// The PDF is refused where the machine has no Chinese font. Throws std::runtime_error when there is no memory for it.
Result<std::string> paper_bytes(const Paper& paper, PaperForm form);
std::string docx_of(const Paper& paper);
Result<std::string> pdf_of(const Paper& paper);

std::optional<PaperForm> parse_paper_form(std::string_view name);  // docx, pdf
std::string_view media_type(PaperForm form);

// ---- the measures of the layout ----

inline constexpr double points_per_mm = 72.0 / 25.4;
struct PaperLayout {
    double page_width{210 * points_per_mm};
    double page_height{297 * points_per_mm};
    double left{28 * points_per_mm};
    double top{37 * points_per_mm};
    double width{156 * points_per_mm};       // of the block of text
    double height{225 * points_per_mm};      // 22 lines
    double number_below{7 * points_per_mm};  // from the block of text to the page's number
    int lines{22};
    int characters{28};      // in a line
    double body_size{16};    // 三号
    double title_size{22};   // 二号
    double number_size{14};  // 四号

    double pitch() const { return height / lines; }
    // 28 characters of 16 points are somewhat wider than the block of text; each is set so much closer.
    double closer() const { return body_size - width / characters; }
};
inline constexpr PaperLayout paper_layout{};

}  // namespace tiaojie
