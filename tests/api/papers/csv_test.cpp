#include "api/papers/csv.hpp"

#include "core/words/text.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

using Records = std::vector<std::vector<std::string>>;

Records read_all(const std::string& text) {
    CsvReader reader{text};
    Records out;
    while (auto record = reader.next()) out.push_back(*std::move(record));
    return out;
}

std::string fault_of(const std::string& text) {
    CsvReader reader{text};
    while (reader.next()) {
    }
    return reader.fault().value_or("");
}

}  // namespace

TEST_CASE("records are written by RFC 4180 and read back") {
    const std::vector<std::string> cells{"案", "a,b", "说“是”", "\"引\"", "两\n行", "", " 空格 ", "a\r\nb"};
    const auto record = csv_record(cells);
    CHECK(record.ends_with("\r\n"));
    CHECK(read_all(record) == Records{cells});
    CHECK(csv_record({"a", "b\"c"}) == "a,\"b\"\"c\"\r\n");
    CHECK(csv_record({""}) == "\r\n");
}

TEST_CASE("a cell that a spreadsheet would calculate is guarded, and read back as it was") {
    for (const std::string formula : {"=1+1", "+86", "-1", "@SUM(A1)", "\t=1"}) {
        INFO(formula);
        const auto records = read_all(csv_record({formula}));
        CHECK(records == Records{{"'" + formula}});
        CHECK(without_guard(records.front().front()) == formula);
    }
    CHECK(csv_record({"1-1"}) == "1-1\r\n");
    CHECK(without_guard("'引") == "'引");
    CHECK(without_guard("'") == "'");
}

TEST_CASE("line ends of all sorts, a byte order mark and empty records are taken") {
    CHECK(read_all("a,b\nc,d") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read_all("a,b\r\nc,d\r\n") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read_all("a\rb\r") == Records{{"a"}, {"b"}});
    CHECK(read_all("\xEF\xBB\xBF\"a\",b\n") == Records{{"a", "b"}});
    CHECK(read_all("a\n\n,,\nb\n") == Records{{"a"}, {"b"}});
    CHECK(read_all("a,\n") == Records{{"a", ""}});
    CHECK(read_all("").empty());
    CsvReader reader{"a\n\n\nb\n"};
    reader.next();
    reader.next();
    CHECK(reader.row() == 4);
}

TEST_CASE("quotes that do not fit are a fault, not a guess") {
    CHECK(fault_of("a,\"b\n") == "引号没有结束");
    CHECK(fault_of("\"a\"b,c\n") == "引号之后还有文字");
    CHECK(fault_of("a\"b,c\n").empty());
}

TEST_CASE("GB18030 is no UTF-8") {
    CHECK(is_utf8("纠纷 𠮷 a"));
    CHECK_FALSE(is_utf8("\xBE\xC0\xB7\xD7"));  // 纠纷
    CHECK_FALSE(is_utf8("\xC0\x80"));
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));
    CHECK_FALSE(is_utf8("\xE7\xBA"));
    CHECK_FALSE(is_utf8("\xFF\xFE"));
}
