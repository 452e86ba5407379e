#include "api/papers/workbook.hpp"

#include "api/papers/table_writer.hpp"
#include "api/papers/workbook_values.hpp"
#include "tests/api/papers/workbook_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

std::string csv(const std::string& bytes) {
    const auto text = csv_of_workbook(bytes);
    INFO((text ? std::string{} : text.refusal().message));
    REQUIRE(text);
    return *text;
}

std::string code(const std::string& bytes) {
    const auto text = csv_of_workbook(bytes);
    if (text) return "taken: " + *text;
    CHECK_FALSE(text.refusal().message.empty());
    return text.refusal().code;
}

std::string rows(const std::string& xml) {
    WorkbookParts book;
    book.rows = xml;
    return book.bytes();
}

}  // namespace

TEST_CASE("the program's own workbook comes back cell by cell") {
    std::string bytes;
    const auto table = xlsx_table("台账", {"案号", "金额"}, [&](std::string_view piece) { bytes += piece; });
    table->row({"东调〔2021〕1号", "1200.5"});
    table->row({"=1+1", "35030519790101003X"});
    table->row({"", ""});
    table->row({"2021.10", "13800112233"});
    table->row({"一、\n二、", "a\"b\""});
    table->finish();
    CHECK(is_workbook(bytes));
    CHECK(csv(bytes) ==
          "案号,金额\r\n东调〔2021〕1号,1200.5\r\n'=1+1,35030519790101003X\r\n\r\n2021.10,13800112233\r\n"
          "\"一、\n二、\",\"a\"\"b\"\"\"\r\n");
}

TEST_CASE("a workbook as spreadsheets save it: shared texts, styled dates, numbers, gaps") {
    WorkbookParts book;
    book.texts =
        "<si><t>登记日期</t></si><si><r><t>申请</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">人 </t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>shen</t></rPh></si><si><t>林阿水&amp;陈小花</t></si>";
    book.formats =
        "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" "
        "formatCode=\"#,##0.00&quot;yuan&quot;\"/>";
    book.xfs = "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/>";
    book.rows =
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>"
        "<row r=\"3\" spans=\"1:9\"/>"
        "<row r=\"5\"><c r=\"A5\" s=\"1\"><v>44260</v></c><c r=\"C5\" t=\"s\"><v>2</v></c><c r=\"D5\" s=\"2\"/></row>"
        "<row><c s=\"2\"><v>44260.604166</v></c><c s=\"3\"><v>48600.5</v></c><c><v>0.1</v></c><c "
        "t=\"str\"><f>A1</f><v>算出</v></c><c t=\"b\"><v>1</v></c><c t=\"d\"><v>2021-03-05T00:00:00</v></c></row>";
    CHECK(csv(book.bytes()) ==
          "\r\n登记日期,申请人 \r\n\r\n\r\n2021-03-05,,林阿水&陈小花\r\n2021-03-05,48600.5,0.1,算出,是,2021-03-05\r\n");
    book.properties = "<workbookPr date1904=\"1\"/>";
    CHECK(csv(book.bytes()).find("2025-03-06,,") != std::string::npos);
}

TEST_CASE("names in a workbook may have prefixes, and its parts capitals") {
    auto parts = WorkbookParts{}.parts();
    for (auto& part : parts)
        if (part.name == "xl/worksheets/sheet1.xml") {
            part.name = "xl/worksheets/Sheet1.xml";
            part.bytes = "<x:worksheet xmlns:x=\"" + main_namespace +
                         "\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>甲</x:t></x:is></x:c></x:row>"
                         "</x:sheetData></x:worksheet>";
        }
    CHECK(csv(zipped(parts)) == "甲\r\n");
}

TEST_CASE("the first sheet that is to be seen is read") {
    WorkbookParts book;
    book.rows = "<row><c t=\"inlineStr\"><is><t>第一张</t></is></c></row>";
    book.sheets =
        "<sheet name=\"图\" r:id=\"rId5\"/><sheet name=\"藏\" state=\"hidden\" r:id=\"rId1\"/>"
        "<sheet name=\"看\" r:id=\"rId2\"/>";
    CHECK(csv(book.bytes()) == "第二张\r\n");
    book.sheets = "<sheet name=\"藏\" state=\"veryHidden\" r:id=\"rId1\"/>";
    CHECK(code(book.bytes()) == "no_sheet");
}

TEST_CASE("formats of numbers tell days from amounts") {
    for (const auto* format : {"yyyy\\-mm\\-dd", "yyyy\"年\"m\"月\"d\"日\"", "m/d/yy h:mm", "[$-804]yyyy/m/d;@", "MMM"})
        CHECK(is_date_format(format));
    for (const auto* format :
         {"General", "0.00", "#,##0.00\"yuan\"", "h:mm:ss", "mm:ss", "[Red]0", "0\\d", "@", "0.00E+00"})
        CHECK_FALSE(is_date_format(format));
    for (const int id : {14, 17, 22, 27, 31, 36, 57, 58}) CHECK(is_built_in_date_format(id));
    for (const int id : {0, 2, 9, 18, 21, 32, 49}) CHECK_FALSE(is_built_in_date_format(id));
}

TEST_CASE("serial numbers are days as spreadsheets count them") {
    CHECK(day_of_serial("1", false) == "1900-01-01");
    CHECK(day_of_serial("59", false) == "1900-02-28");
    CHECK_FALSE(day_of_serial("60", false));  // a leap day that never was
    CHECK(day_of_serial("61", false) == "1900-03-01");
    CHECK(day_of_serial("44197.999", false) == "2021-01-01");
    CHECK(day_of_serial("42735", true) == "2021-01-01");
    for (const auto* number : {"0", "0.5", "-3", "1e99", "nan", "", "2021-01-01"})
        CHECK_FALSE(day_of_serial(number, false));
}

TEST_CASE("a number of a workbook is written as people wrote it") {
    CHECK(number_text("38") == "38");
    CHECK(number_text("1.2E+3") == "1200");
    CHECK(number_text("0.10000000000000001") == "0.1");
    CHECK(number_text("350305101211") == "350305101211");
    // An identity number that was typed as a number has lost its last digits, and must not pass for one.
    CHECK(number_text("350305197901010030") == "3.5030519790101005e+17");
    CHECK(number_text("abc") == "abc");
    CHECK(without_escapes("a_x000A_b_x005F_x000A_ _x4E2D__x00E9_ _xD800_ _x12") == "a\nb_x000A_ 中é _xD800_ _x12");
}

TEST_CASE("a cell with an error value is named") {
    const auto refused = csv_of_workbook(rows("<row r=\"7\"><c r=\"AB7\" t=\"e\"><v>#REF!</v></c></row>"));
    REQUIRE_FALSE(refused);
    CHECK(refused.refusal().code == "bad_value");
    CHECK(refused.refusal().message == "单元格AB7是错误值#REF!，请改正后再导入");
}

TEST_CASE("what is no workbook is refused") {
    const auto good = rows("<row><c t=\"inlineStr\"><is><t>甲</t></is></c></row>");
    REQUIRE(csv_of_workbook(good));
    for (const auto size : {4UL, 30UL, good.size() / 2, good.size() - 1})
        CHECK(code(good.substr(0, size)) == "bad_workbook");
    const WorkbookParts book;
    for (const auto* part : {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
                             "xl/styles.xml"}) {
        INFO(part);
        CHECK(code(without_part(book.parts(), part)) == "bad_workbook");
        CHECK(code(with_part(book.parts(), part, "<a><b></a>")) == "bad_workbook");
    }
    CHECK(code(with_part(book.parts(), "xl/workbook.xml", "<document/>")) == "bad_workbook");
    CHECK(code(with_part(book.parts(), "xl/worksheets/sheet1.xml", "<chartsheet/>")) == "bad_workbook");
    CHECK(code(rows("<row><c t=\"s\"><v>0</v></c></row>")) == "bad_workbook");
    CHECK(code(rows("<row><c t=\"s\"><v>-1</v></c></row>")) == "bad_workbook");
    CHECK(code(rows("<row r=\"2\"/><row r=\"2\"/>")) == "bad_workbook");
    CHECK(code(rows("<row r=\"-5\"/>")) == "bad_workbook");
    // Bytes changed in the middle: the check sums tell.
    auto damaged = good;
    for (std::size_t i = damaged.size() / 3; i < damaged.size() / 3 + 40; ++i) damaged[i] = '\x55';
    CHECK(code(damaged) == "bad_workbook");
}

TEST_CASE("older and encrypted workbooks are told by their content") {
    const std::string compound{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"};
    CHECK(is_workbook(compound));
    CHECK(code(compound + "W\0o\0r\0k\0b\0o\0o\0k\0") == "old_workbook");
    std::string name;
    for (const char c : std::string{"EncryptedPackage"}) name += {c, '\0'};
    CHECK(code(compound + std::string(600, '\0') + name) == "encrypted_workbook");
    CHECK_FALSE(is_workbook("登记日期,村（社区）\n"));
    // The flag of an encrypted entry, in the local head and in the directory.
    auto locked = rows("");
    for (const auto& [mark, place] : {std::pair{std::string{"PK\x03\x04"}, 6UL}, {std::string{"PK\x01\x02"}, 8UL}})
        for (auto at = locked.find(mark); at != std::string::npos; at = locked.find(mark, at + 1))
            locked[at + place] |= 1;
    CHECK(code(locked) == "encrypted_workbook");
}

TEST_CASE("a workbook that unpacks into too much is refused before it does") {
    CHECK(code(with_part(WorkbookParts{}.parts(), "xl/worksheets/sheet1.xml", std::string(max_sheet_bytes + 1, ' '))) ==
          "too_large");
    // A size that is declared too small is not believed.
    auto lying = with_part(WorkbookParts{}.parts(), "xl/worksheets/sheet1.xml", std::string(max_sheet_bytes + 1, ' '));
    const auto entry = lying.rfind("xl/worksheets/sheet1.xml");
    for (std::size_t i = 0; i < 4; ++i) lying[entry - 46 + 24 + i] = static_cast<char>(i == 1 ? 1 : 0);
    CHECK(code(lying) != "taken: ");
    CHECK(code(rows("<row><c r=\"IW1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>")) == "too_large");
    CHECK(csv(rows("<row><c r=\"XFD1\" s=\"1\"/><c r=\"ZZZZZZZZZZZZ1\"/></row>")).empty());
    CHECK(code(rows("<row r=\"1048577\"><c><v>1</v></c></row>")) == "too_large");
    std::string many;
    for (int i = 0; i <= max_sheet_rows; ++i) many += "<row><c><v>1</v></c></row>";
    CHECK(code(rows(many)) == "too_large");
    // One long text in very many cells.
    WorkbookParts book;
    book.texts = "<si><t>" + std::string(1'000'000, 'x') + "</t></si>";
    for (int i = 0; i < 140; ++i) book.rows += "<row><c t=\"s\"><v>0</v></c></row>";
    CHECK(code(book.bytes()) == "too_large");
}

TEST_CASE("entities that a workbook declares are not expanded") {
    const std::string declared =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;\">]><worksheet><sheetData>"
        "<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
    CHECK(code(with_part(WorkbookParts{}.parts(), "xl/worksheets/sheet1.xml", declared)) == "bad_workbook");
    CHECK(csv(rows("<row><c t=\"inlineStr\"><is><t>&b;&lt;</t></is></c></row>")) == "&b;<\r\n");
}
