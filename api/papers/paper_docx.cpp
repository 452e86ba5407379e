// A paper as a Word document (ECMA-376): the parts that are the same for every paper stand here as text.
#include <cmath>
#include <pugixml.hpp>
#include <sstream>

#include "api/papers/paper.hpp"
#include "api/papers/zip_archive.hpp"

namespace tiaojie {
namespace {

const std::string xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* word_namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const std::string package = "http://schemas.openxmlformats.org/package/2006/";

std::string content_types() {
    std::string out = xml_head + "<Types xmlns=\"" + package + "content-types\">";
    out += R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)";
    out += R"(<Default Extension="xml" ContentType="application/xml"/>)";
    const auto part = [&out](const std::string& name, const std::string& kind) {
        out += "<Override PartName=\"" + name + "\" ContentType=\"application/vnd.openxmlformats-" + kind + "+xml\"/>";
    };
    const std::string word = "officedocument.wordprocessingml.";
    part("/word/document.xml", word + "document.main");
    part("/word/styles.xml", word + "styles");
    part("/word/settings.xml", word + "settings");
    part("/word/fontTable.xml", word + "fontTable");
    part("/word/footer1.xml", word + "footer");
    part("/word/footer2.xml", word + "footer");
    part("/docProps/core.xml", "package.core-properties");
    return out + "</Types>";
}

struct Relation {
    std::string id;
    std::string type;
    std::string target;
};

std::string relations(const std::vector<Relation>& list) {
    std::string out = xml_head + "<Relationships xmlns=\"" + package + "relationships\">";
    for (const auto& each : list)
        out += "<Relationship Id=\"" + each.id + "\" Type=\"" + each.type + "\" Target=\"" + each.target + "\"/>";
    return out + "</Relationships>";
}

// Sizes in half points, lengths in twentieths of a point. 22 lines of 579 fit into 225 mm, 22 of 580 do not; 28
// characters of 16 points fit into 156 mm when each is set a quarter of a point closer. (The grid of characters of
// Word, which does the same, is not understood by other programs.)
constexpr std::string_view styles =
    R"(<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:docDefaults><w:rPrDefault><w:rPr>)"
    R"(<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"/>)"
    R"(<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>)"
    R"(</w:docDefaults>)"
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>)"
    R"(<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>)"
    R"(<w:snapToGrid w:val="0"/>)"
    R"(<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/>)"
    R"(<w:qFormat/>)"
    R"(<w:pPr><w:ind w:firstLineChars="200" w:firstLine="630"/></w:pPr><w:rPr><w:spacing w:val="-5"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>)"
    R"(<w:next w:val="BodyText"/><w:qFormat/>)"
    R"(<w:pPr><w:spacing w:after="579"/><w:jc w:val="center"/></w:pPr>)"
    R"(<w:rPr><w:rFonts w:ascii="方正小标宋简体" w:hAnsi="方正小标宋简体" w:eastAsia="方正小标宋简体"/>)"
    R"(<w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="BodyText"/>)"
    R"(<w:next w:val="BodyText"/><w:qFormat/>)"
    R"(<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>)"
    R"(<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>)"
    R"(<w:pPr><w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="280" w:lineRule="exact"/></w:pPr>)"
    R"(<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/><w:szCs w:val="28"/>)"
    R"(</w:rPr></w:style>)"
    R"(</w:styles>)";

constexpr std::string_view settings =
    R"(<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>)"
    R"(<w:compat>)"
    R"(<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>)"
    R"(</w:compat>)"
    R"(</w:settings>)";

// Where a font is not installed, the word processor takes the one named beside it.
constexpr std::string_view fonts =
    R"(<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/>)"
    R"(</w:font>)"
    R"(<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/><w:charset w:val="86"/><w:family w:val="auto"/>)"
    R"(</w:font>)"
    R"(<w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>)"
    R"(<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>)"
    R"(</w:fonts>)";

// The page's number on the outer side, one character from the edge.
std::string footer(std::string_view side) {
    const std::string indent =
        side == "right" ? R"(w:rightChars="100" w:right="280")" : R"(w:leftChars="100" w:left="280")";
    return xml_head + R"(<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr>)" +
           R"(<w:pStyle w:val="Footer"/><w:ind )" + indent + R"(/><w:jc w:val=")" + std::string{side} +
           R"("/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>)" +
           R"(<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>)"
           R"(<w:fldChar w:fldCharType="separate"/></w:r>)" +
           R"(<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)" +
           R"(<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>)";
}

std::string text_of(const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return xml_head + out.str();
}

int twentieths(double points) { return static_cast<int>(std::lround(points * 20)); }

void add_paragraph(pugi::xml_node body, const char* style, const std::string& text) {
    auto paragraph = body.append_child("w:p");
    paragraph.append_child("w:pPr").append_child("w:pStyle").append_attribute("w:val") = style;
    auto run = paragraph.append_child("w:r").append_child("w:t");
    run.append_attribute("xml:space") = "preserve";
    run.text() = text.c_str();
}

void add_section(pugi::xml_node body) {
    constexpr auto& layout = paper_layout;
    auto section = body.append_child("w:sectPr");
    for (const auto& [kind, id] : {std::pair{"default", "odd"}, {"even", "even"}}) {
        auto reference = section.append_child("w:footerReference");
        reference.append_attribute("w:type") = kind;
        reference.append_attribute("r:id") = id;
    }
    auto size = section.append_child("w:pgSz");
    size.append_attribute("w:w") = twentieths(layout.page_width);
    size.append_attribute("w:h") = twentieths(layout.page_height);
    auto margins = section.append_child("w:pgMar");
    const double bottom = layout.page_height - layout.top - layout.height;
    margins.append_attribute("w:top") = twentieths(layout.top);
    margins.append_attribute("w:right") = twentieths(layout.page_width - layout.left - layout.width);
    margins.append_attribute("w:bottom") = twentieths(bottom);
    margins.append_attribute("w:left") = twentieths(layout.left);
    margins.append_attribute("w:header") = twentieths(layout.top / 2);
    // The middle of the number's line is to be 7 mm below the text.
    margins.append_attribute("w:footer") = twentieths(bottom - layout.number_below - layout.number_size / 2);
    margins.append_attribute("w:gutter") = 0;
    auto grid = section.append_child("w:docGrid");
    grid.append_attribute("w:type") = "lines";
    grid.append_attribute("w:linePitch") = static_cast<int>(layout.pitch() * 20);
}

std::string document_part(const Paper& paper) {
    pugi::xml_document document;
    auto root = document.append_child("w:document");
    root.append_attribute("xmlns:w") = word_namespace;
    root.append_attribute("xmlns:r") = office.substr(0, office.size() - 1).c_str();
    auto body = root.append_child("w:body");
    add_paragraph(body, "Title", paper.title);
    for (const auto& block : paper.blocks) add_paragraph(body, block.is_heading ? "Heading1" : "BodyText", block.text);
    add_section(body);
    return text_of(document);
}

std::string properties_part(const Paper& paper) {
    pugi::xml_document document;
    auto root = document.append_child("cp:coreProperties");
    root.append_attribute("xmlns:cp") = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    root.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
    root.append_attribute("xmlns:dcterms") = "http://purl.org/dc/terms/";
    root.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    root.append_child("dc:title").text() = paper.title.c_str();
    root.append_child("dc:language").text() = "zh-CN";
    for (const auto* name : {"dcterms:created", "dcterms:modified"}) {
        auto moment = root.append_child(name);
        moment.append_attribute("xsi:type") = "dcterms:W3CDTF";
        moment.text() = (paper.day.text() + "T00:00:00Z").c_str();
    }
    return text_of(document);
}

}  // namespace

std::string docx_of(const Paper& paper) {
    const auto fixed = [](std::string_view part) { return xml_head + std::string{part}; };
    return zipped({{"[Content_Types].xml", content_types()},
                   {"_rels/.rels",
                    relations({{"rId1", office + "officeDocument", "word/document.xml"},
                               {"rId2", package + "relationships/metadata/core-properties", "docProps/core.xml"}})},
                   {"word/document.xml", document_part(paper)},
                   {"word/_rels/document.xml.rels", relations({{"rId1", office + "styles", "styles.xml"},
                                                               {"rId2", office + "settings", "settings.xml"},
                                                               {"rId3", office + "fontTable", "fontTable.xml"},
                                                               {"odd", office + "footer", "footer1.xml"},
                                                               {"even", office + "footer", "footer2.xml"}})},
                   {"word/styles.xml", fixed(styles)},
                   {"word/settings.xml", fixed(settings)},
                   {"word/fontTable.xml", fixed(fonts)},
                   {"word/footer1.xml", footer("right")},
                   {"word/footer2.xml", footer("left")},
                   {"docProps/core.xml", properties_part(paper)}});
}

}  // namespace tiaojie
