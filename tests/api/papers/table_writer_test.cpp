#include "api/papers/table_writer.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

std::string output_of(const std::string& command) {
    std::string out;
    auto* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
    REQUIRE(::pclose(pipe) == 0);
    return out;
}

// The cells of the first sheet as a reader of the format sees them: "type:text" with blanks between.
std::string cells_of(const std::string& bytes) {
    const auto file = std::filesystem::temp_directory_path() / ("table-" + std::to_string(::rand()) + ".xlsx");
    std::ofstream{file, std::ios::binary} << bytes;
    const std::string reader =
        "import sys, zipfile, xml.etree.ElementTree as T\n"
        "book = zipfile.ZipFile(sys.argv[1])\n"
        "assert book.testzip() is None\n"
        "sheet = T.fromstring(book.read('xl/worksheets/sheet1.xml'))\n"
        "print(' '.join(c.get('t', 'n') + ':' + ''.join(c.itertext()) for c in sheet.iter() if c.tag.endswith('}c')))";
    const auto out = output_of("python3 -c \"" + reader + "\" " + file.string());
    std::filesystem::remove(file);
    return out;
}

std::string workbook(const std::vector<std::string>& headings, const std::vector<std::vector<std::string>>& rows) {
    std::string out;
    const auto table = xlsx_table("台账", headings, [&](std::string_view bytes) { out += bytes; });
    for (const auto& row : rows) table->row(row);
    table->finish();
    return out;
}

}  // namespace

TEST_CASE("a workbook holds text as text and small numbers as numbers") {
    const auto cells = cells_of(workbook(
        {"案号", "金额"}, {{"东调〔2021〕1号", "1200.5"}, {"=1+1", "35030519790101003X"}, {"007", "13800112233"}}));
    CHECK(cells ==
          "inlineStr:案号 inlineStr:金额 inlineStr:东调〔2021〕1号 n:1200.5 inlineStr:=1+1 "
          "inlineStr:35030519790101003X inlineStr:007 inlineStr:13800112233\n");
}

TEST_CASE("a workbook without rows has its headings") { CHECK(cells_of(workbook({"案号"}, {})) == "inlineStr:案号\n"); }

TEST_CASE("CSV goes out row by row, guarded against formulas") {
    std::string out;
    const auto table = csv_table({"a", "b"}, [&](std::string_view bytes) { out += bytes; });
    table->row({"=1+1", "x,y"});
    table->finish();
    CHECK(out ==
          "\xEF\xBB\xBF"
          "a,b\r\n'=1+1,\"x,y\"\r\n");
}
