// Workbooks (.xlsx) put together part by part, as other programs write them.
#pragma once

#include <string>
#include <vector>

#include "api/papers/zip_archive.hpp"

namespace tiaojie::test {

inline const std::string xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
inline const std::string relation_type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
inline const std::string main_namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

struct WorkbookParts {
    std::string rows{};   // what stands in <sheetData>
    std::string texts{};  // <si>…, the shared strings
    std::string xfs{};    // <xf …/>, the styles of cells
    std::string formats{};
    std::string properties{};  // of the workbook
    std::string sheets{"<sheet name=\"台账\" sheetId=\"1\" r:id=\"rId1\"/>"};

    std::vector<ZipPart> parts() const {
        const auto relation = [](const std::string& id, const std::string& type, const std::string& target) {
            return "<Relationship Id=\"" + id + "\" Type=\"" + relation_type + type + "\" Target=\"" + target + "\"/>";
        };
        const std::string relations =
            xml_head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        return {
            {"[Content_Types].xml", xml_head + "<Types/>"},
            {"_rels/.rels", relations + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
            {"xl/workbook.xml", xml_head + "<workbook xmlns=\"" + main_namespace + "\" xmlns:r=\"" + relation_type +
                                    "\">" + properties + "<sheets>" + sheets + "</sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             relations + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                 relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml") +
                 relation("rId3", "sharedStrings", "sharedStrings.xml") + relation("rId4", "styles", "styles.xml") +
                 relation("rId5", "chartsheet", "chartsheets/sheet1.xml") + "</Relationships>"},
            {"xl/sharedStrings.xml", xml_head + "<sst xmlns=\"" + main_namespace + "\">" + texts + "</sst>"},
            {"xl/styles.xml", xml_head + "<styleSheet xmlns=\"" + main_namespace + "\"><numFmts>" + formats +
                                  "</numFmts><cellXfs>" + xfs + "</cellXfs></styleSheet>"},
            {"xl/worksheets/sheet1.xml",
             xml_head + "<worksheet xmlns=\"" + main_namespace + "\"><sheetData>" + rows + "</sheetData></worksheet>"},
            {"xl/worksheets/sheet2.xml",
             xml_head + "<worksheet xmlns=\"" + main_namespace +
                 "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>第二张</t></is></c></row>"
                 "</sheetData></worksheet>"},
        };
    }
    std::string bytes() const { return zipped(parts()); }
};

inline std::string with_part(std::vector<ZipPart> parts, const std::string& name, const std::string& bytes) {
    for (auto& part : parts)
        if (part.name == name) part.bytes = bytes;
    return zipped(parts);
}

inline std::string without_part(std::vector<ZipPart> parts, const std::string& name) {
    std::erase_if(parts, [&](const ZipPart& part) { return part.name == name; });
    return zipped(parts);
}

}  // namespace tiaojie::test
