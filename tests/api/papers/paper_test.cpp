#include "api/papers/paper.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "api/papers/report_writer.hpp"
#include "api/papers/zip_archive.hpp"
#include "tests/api/papers/report_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

constexpr double page_edge = 28 * points_per_mm;

std::string report_text() { return write_report(full_facts(), report_template())->text; }

Paper sample() { return report_paper(2021, "东庄镇", Date::of(2021, 12, 31), report_text()); }

// The same paragraphs again and again, so that there are several pages.
Paper long_paper() {
    std::string text;
    for (int i = 0; i < 5; ++i) text += report_text();
    return report_paper(2021, "东庄镇", Date::of(2021, 12, 31), text);
}

std::string part(const std::string& docx, const std::string& name) {
    const ZipReader zip{docx};
    std::string out;
    INFO(name);
    REQUIRE(zip.read(name, 1 << 20, out) == ZipRead::done);
    return out;
}

std::string paragraphs_of(const std::string& docx) {
    pugi::xml_document document;
    REQUIRE(document.load_string(part(docx, "word/document.xml").c_str()));
    std::string out;
    for (const auto paragraph : document.child("w:document").child("w:body").children("w:p"))
        out += std::string{paragraph.child("w:r").child("w:t").text().get()} + "\n";
    return out;
}

// What the report says, as the paper shows it: under its title, headings numbered, indents left to the layout.
std::string expected_text() {
    auto text = "2021年东庄镇人民调解工作情况\n" + report_text();
    for (auto at = text.find("　　"); at != std::string::npos; at = text.find("　　")) text.erase(at, 6);
    text.insert(text.find("矛盾纠纷排查化解\n"), "一、");
    text.insert(text.find("人民调解力量\n"), "二、");
    return text;
}

class PdfFile {
public:
    explicit PdfFile(const std::string& bytes)
        : file_((std::filesystem::temp_directory_path() / ("paper-" + std::to_string(::rand()) + ".pdf")).string()) {
        std::ofstream{file_, std::ios::binary} << bytes;
    }
    ~PdfFile() { std::filesystem::remove(file_); }
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;

    std::string read_by(const std::string& command, const std::string& behind = {}) const {
        std::string out;
        auto* pipe = ::popen((command + " " + file_ + " " + behind).c_str(), "r");
        REQUIRE(pipe != nullptr);
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
        REQUIRE(::pclose(pipe) == 0);
        return out;
    }

private:
    std::string file_;
};

std::string without_blanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    return text;
}

std::string pdf(const Paper& paper) {
    const auto made = pdf_of(paper);
    INFO((made ? std::string{} : made.refusal().message));
    REQUIRE(made);
    return *made;
}

struct Word {
    double left, top, right, bottom;
    std::string text;
};

std::vector<std::vector<Word>> words_of(const std::string& bytes) {
    pugi::xml_document boxes;
    REQUIRE(boxes.load_string(PdfFile{bytes}.read_by("pdftotext -bbox", "-").c_str()));
    std::vector<std::vector<Word>> out;
    for (const auto page : boxes.child("html").child("body").child("doc").children("page")) {
        CHECK(std::abs(page.attribute("width").as_double() - 595.276) < 0.01);
        CHECK(std::abs(page.attribute("height").as_double() - 841.89) < 0.01);
        auto& words = out.emplace_back();
        for (const auto word : page.children("word"))
            words.push_back({word.attribute("xMin").as_double(), word.attribute("yMin").as_double(),
                             word.attribute("xMax").as_double(), word.attribute("yMax").as_double(),
                             word.text().get()});
    }
    return out;
}

}  // namespace

TEST_CASE("a report becomes a paper with a title and numbered headings") {
    const auto paper = sample();
    CHECK(paper.title == "2021年东庄镇人民调解工作情况");
    REQUIRE(paper.blocks.size() == 4);
    CHECK(paper.blocks[0].is_heading);
    CHECK(paper.blocks[0].text == "一、矛盾纠纷排查化解");
    CHECK(paper.blocks[1].text.starts_with("2021年，东庄镇"));
    CHECK_FALSE(paper.blocks[1].is_heading);
    CHECK(paper.blocks[2].text == "二、人民调解力量");
    const auto odd = report_paper(2021, "东庄镇", Date::of(2021, 12, 31), "　　甲\x07乙\x01\n　　\xFF\n");
    CHECK(odd.blocks[0].text == "甲乙");
    CHECK(odd.blocks[1].text == "（文字编码有误）");
}

TEST_CASE("the Word document has its parts, each good XML, and the report's text") {
    const auto docx = docx_of(sample());
    for (const std::string name :
         {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
          "word/settings.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml", "docProps/core.xml"}) {
        INFO(name);
        pugi::xml_document document;
        CHECK(document.load_string(part(docx, name).c_str()));
    }
    CHECK(paragraphs_of(docx) == expected_text());
    auto paper = sample();
    paper.blocks = {{false, "甲<乙>&“丙”"}};
    CHECK(paragraphs_of(docx_of(paper)) == paper.title + "\n甲<乙>&“丙”\n");
}

TEST_CASE("the Word document is laid out by GB/T 9704") {
    const auto docx = docx_of(sample());
    pugi::xml_document document;
    REQUIRE(document.load_string(part(docx, "word/document.xml").c_str()));
    const auto section = document.child("w:document").child("w:body").child("w:sectPr");
    const auto mm = [](pugi::xml_attribute twentieths) {
        return std::lround(twentieths.as_double() / 20 / points_per_mm * 10);
    };
    const auto size = section.child("w:pgSz");
    CHECK(mm(size.attribute("w:w")) == 2100);
    CHECK(mm(size.attribute("w:h")) == 2970);
    const auto margins = section.child("w:pgMar");
    CHECK(mm(margins.attribute("w:top")) == 370);
    CHECK(mm(margins.attribute("w:left")) == 280);
    CHECK(mm(margins.attribute("w:right")) == 260);
    CHECK(mm(margins.attribute("w:bottom")) == 350);

    pugi::xml_document styles;
    REQUIRE(styles.load_string(part(docx, "word/styles.xml").c_str()));
    std::map<std::string, pugi::xml_node> by_name;
    for (const auto style : styles.child("w:styles").children("w:style"))
        by_name[style.attribute("w:styleId").value()] = style;
    const auto font = [&](const std::string& name) {
        return std::string{by_name[name].child("w:rPr").child("w:rFonts").attribute("w:eastAsia").value()};
    };
    const auto defaults = styles.child("w:styles").child("w:docDefaults").child("w:rPrDefault").child("w:rPr");
    CHECK(std::string{defaults.child("w:rFonts").attribute("w:eastAsia").value()} == "仿宋_GB2312");
    CHECK(defaults.child("w:sz").attribute("w:val").as_int() == 32);
    CHECK(font("Title") == "方正小标宋简体");
    CHECK(by_name["Title"].child("w:rPr").child("w:sz").attribute("w:val").as_int() == 44);
    CHECK(font("Heading1") == "黑体");
    CHECK(font("Footer") == "宋体");
    const auto spacing = by_name["Normal"].child("w:pPr").child("w:spacing");
    CHECK(spacing.attribute("w:line").as_int() * 22 <= 225 * points_per_mm * 20);
    CHECK((spacing.attribute("w:line").as_int() + 1) * 22 > 225 * points_per_mm * 20);
    CHECK(by_name["BodyText"].child("w:pPr").child("w:ind").attribute("w:firstLineChars").as_int() == 200);
    // Odd pages have their number on the right, even ones on the left.
    CHECK(part(docx, "word/settings.xml").find("w:evenAndOddHeaders") != std::string::npos);
    CHECK(part(docx, "word/footer1.xml").find("<w:jc w:val=\"right\"/>") != std::string::npos);
    CHECK(part(docx, "word/footer2.xml").find("<w:jc w:val=\"left\"/>") != std::string::npos);
}

TEST_CASE("the PDF holds the report's text, and its fonts") {
    const auto bytes = pdf(sample());
    const PdfFile file{bytes};
    CHECK(without_blanks(file.read_by("pdftotext -raw", "-")) == without_blanks(expected_text() + "— 1 —"));
    CHECK(file.read_by("pdfinfo").find("CreationDate:    Thu Dec 30 16:00:00 2021 UTC") != std::string::npos);
    const auto fonts = file.read_by("pdffonts");
    INFO(fonts);
    CHECK(fonts.find(" no ") == std::string::npos);  // embedded, as subsets, with their Unicode values
}

TEST_CASE("the PDF is laid out by GB/T 9704: 22 lines of 28 characters a page") {
    const auto pages = words_of(pdf(long_paper()));
    REQUIRE(pages.size() == 3);
    std::set<long> tops;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto& words = pages[i];
        const auto& number = words.at(words.size() - 2);  // — 1 —
        CHECK(number.text == std::to_string(i + 1));
        CHECK(number.top > (37 + 225) * points_per_mm);
        CHECK((number.left > 300) == (i % 2 == 0));
        for (const auto& word : words) {
            INFO(word.text);
            CHECK(word.left >= page_edge - 0.1);
            CHECK(word.right <= page_edge + 156 * points_per_mm + 0.5);
            if (i == 1 && word.bottom < (37 + 225 + 5) * points_per_mm) tops.insert(std::lround(word.top));
        }
    }
    CHECK(tops.size() == 22);
    CHECK(std::abs(static_cast<double>(*tops.rbegin() - *tops.begin()) - 21 * paper_layout.pitch()) < 1.5);
    auto paper = sample();
    paper.blocks = {{false, std::string{}}};
    for (int i = 0; i < 26 + 28 + 1; ++i) paper.blocks[0].text += "字";
    std::vector<std::string> lines;
    const auto short_pages = words_of(pdf(paper));
    for (const auto& word : short_pages.at(0)) lines.push_back(word.text);
    REQUIRE(lines.size() >= 4);
    CHECK(lines[1].size() == 26 * 3);
    CHECK(lines[2].size() == 28 * 3);
    CHECK(lines[3].size() == 3);
}

TEST_CASE("the same report gives the same bytes") {
    CHECK(docx_of(sample()) == docx_of(sample()));
    CHECK(pdf(sample()) == pdf(sample()));
    auto later = sample();
    later.day = Date::of(2022, 6, 30);
    CHECK(docx_of(later) != docx_of(sample()));
    CHECK(pdf(later) != pdf(sample()));
}
