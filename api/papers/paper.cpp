#include "api/papers/paper.hpp"

#include "api/papers/csv.hpp"
#include "core/counting/report.hpp"
#include "core/words/text.hpp"

namespace tiaojie {
namespace {

constexpr std::string_view indent = "　　";

// What neither XML nor a page can hold: a template of someone's own may hold anything.
std::string printable(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
    return is_utf8(out) ? out : std::string{"（文字编码有误）"};
}

// 一、二、三: as they are counted, where `chinese_number` says how many (两).
std::string ordinal(int n) { return n == 2 ? "二" : chinese_number(n); }

}  // namespace

Paper report_paper(int year, const std::string& area_name, Date as_of, std::string_view text) {
    Paper out;
    out.title = std::to_string(year) + "年" + area_name + "人民调解工作情况";
    out.day = as_of;
    int number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.starts_with(indent))
            out.blocks.push_back({false, printable(line.substr(indent.size()))});
        else if (!line.empty())
            out.blocks.push_back({true, ordinal(++number) + "、" + printable(line)});
    }
    return out;
}

Result<std::string> paper_bytes(const Paper& paper, PaperForm form) {
    return form == PaperForm::pdf ? pdf_of(paper) : Result<std::string>{docx_of(paper)};
}

std::optional<PaperForm> parse_paper_form(std::string_view name) {
    if (name == "docx") return PaperForm::docx;
    if (name == "pdf") return PaperForm::pdf;
    return std::nullopt;
}

std::string_view media_type(PaperForm form) {
    return form == PaperForm::pdf ? "application/pdf"
                                  : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}

}  // namespace tiaojie
