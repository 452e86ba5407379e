// Export and import with the real program.
#include <fstream>
#include <iterator>
#include <tuple>

#include "api/papers/csv.hpp"
#include "api/wire/json_writer.hpp"
#include "tests/api/papers/workbook_samples.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

std::string content(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

const std::vector<std::string> splits{"stage", "level", "type", "source", "division", "org", "form", "month"};

// Everything that two stores with the same history must agree on.
std::string answers(const Program& program) {
    std::string out;
    for (const std::string day : {"2021-11-30", "2022-06-30"})
        for (const auto& split : splits) {
            const auto stats = program.json({"stats", "--from", "2021-01-01", "--to", "2021-12-31", "--as-of", day,
                                             "--by", split, "--today", "2022-06-30"});
            REQUIRE(stats.status == 0);
            out += stats.out;
        }
    out += program.json({"case", "list", "--limit", "1000", "--today", "2022-06-30"}).out;
    out += program.json({"campaign", "board", "qingling-2021", "--today", "2022-01-20"}).out;
    out += program.json({"report", "--year", "2021", "--today", "2022-06-30"}).out;
    return out;
}

void load_demo(const Program& program) { REQUIRE(program.run({"demo", "--today", "2022-06-30"}).status == 0); }

void make_new(const Program& program) { REQUIRE(program.run({"init"}).status == 0); }

void apply(const Program& program, const std::filesystem::path& file) {
    const auto outcome = program.run({"apply", file.string(), "--today", "2022-06-30"});
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
}

// The ledger of the demo year with all that is in it, as a file.
std::filesystem::path exported(const Program& program, const std::string& format) {
    auto file = program.folder() / ("ledger." + format);
    REQUIRE(
        program
            .run({"export", "--format", format, "--personal", "迁移", "--out", file.string(), "--today", "2022-06-30"})
            .status == 0);
    return file;
}

// A new store with the committees and mediators of the demo, but no case.
void make_office(const Program& program) {
    make_new(program);
    apply(program, std::filesystem::path{tiaojie::source_dir()} / "data/demo/01-office.jsonl");
    std::string later;
    std::ifstream demo{tiaojie::source_dir() + "/data/demo/02-2021.jsonl"};
    for (std::string line; std::getline(demo, line);)
        if (line.find("\"mediator.appoint\"") != std::string::npos) later += line + "\n";
    REQUIRE(program.run({"apply", "-", "--today", "2022-06-30"}, later).status == 0);
}

const std::string heads =
    "登记日期,村（社区）,纠纷类型,申请人,被申请人,纠纷概况,受理日期,调解员,化解日期,协议形式,协议内容,备注\n";

}  // namespace

TEST_CASE("an exported journal gives the same statistics in a new store") {
    const Program from;
    load_demo(from);
    for (const bool personal : {false, true}) {
        const auto file = from.folder() / "all.jsonl";
        std::vector<std::string> words{"export", "--format", "jsonl", "--out", file.string()};
        if (personal) words.insert(words.end(), {"--personal", "迁移"});
        REQUIRE(from.run(words).status == 0);
        const auto text = content(file);
        CHECK((text.find("\"id_number\"") != std::string::npos) == personal);
        CHECK((text.find("1990000") != std::string::npos) == personal);
        const Program to;
        make_new(to);
        apply(to, file);
        CHECK(answers(to) == answers(from));
        // And the other way round: the same lines come out again.
        const auto again = to.folder() / "again.jsonl";
        words[4] = again.string();
        REQUIRE(to.run(words).status == 0);
        CHECK(content(again) == text);
        CHECK(to.run({"verify"}).status == 0);
    }
}

TEST_CASE("an exported journal carries what the system made up itself") {
    const Program from;
    load_demo(from);
    const std::string lines =
        R"({"do":"case.register","at":"2022-02-01","by":"clerk","org":"org-town","division":"350305101000","type":"other","source":"screening","summary":"无编号","parties":[]})"
        "\n"
        R"({"do":"supervision.issue","at":"2022-02-02","by":"supervisor","case":"CASE","grade":"yellow","requirement":"限期","reply_by":"2022-02-10"})"
        "\n"
        R"({"do":"consultation.hold","at":"2022-02-03","by":"supervisor","division":"350305101000","present":[],"items":[{"case":"CASE","decision":"办"}]})"
        "\n"
        R"({"do":"case.merge","at":"2022-02-04","by":"clerk","case":"OTHER","into":"CASE","reason":"同一纠纷"})"
        "\n";
    const auto first = from.json({"apply", "-", "--today", "2022-06-30"}, lines.substr(0, lines.find('\n') + 1)).json();
    const auto id = at(first, "made.0.case").text;
    REQUIRE_FALSE(id.empty());
    auto rest = lines.substr(lines.find('\n') + 1);
    for (auto place = rest.find("CASE"); place != std::string::npos; place = rest.find("CASE"))
        rest.replace(place, 4, id);
    const auto other =
        at(from.json({"apply", "-", "--today", "2022-06-30"}, lines.substr(0, lines.find('\n') + 1)).json(),
           "made.0.case")
            .text;
    rest.replace(rest.find("OTHER"), 5, other);
    REQUIRE(from.run({"apply", "-", "--today", "2022-06-30"}, rest).status == 0);
    const Program to;
    make_new(to);
    apply(to, to.file("all.jsonl", from.run({"export"}).out));
    CHECK(answers(to) == answers(from));
    CHECK(to.json({"supervision", "list", "--today", "2022-06-30"}).out ==
          from.json({"supervision", "list", "--today", "2022-06-30"}).out);
    CHECK(to.run({"export"}).out == from.run({"export"}).out);
}

TEST_CASE("the ledger opens as a table of one row a case") {
    const Program program;
    load_demo(program);
    const auto text = program.run({"export", "--format", "csv", "--today", "2021-11-30"}).out;
    REQUIRE(text.starts_with(byte_order_mark));
    CsvReader reader{text};
    const auto headings = reader.next();
    REQUIRE(headings);
    CHECK(headings->front() == "案件编号");
    CHECK(text.find("证件号码") == std::string::npos);
    CHECK(text.find("1990000") == std::string::npos);
    int rows = 0;
    int pending = 0;
    while (const auto record = reader.next()) {
        ++rows;
        CHECK(record->size() == headings->size());
        if ((*record)[4] == "调解中" || (*record)[4] == "中止" || (*record)[4] == "已登记") ++pending;
        for (const auto& cell : *record)
            CHECK((cell.empty() || std::string_view{"=+-@"}.find(cell.front()) == std::string_view::npos));
    }
    CHECK_FALSE(reader.fault());
    CHECK(rows == 134);
    CHECK(pending == 12);
    const auto personal = program.run({"export", "--format", "csv", "--personal", "核对"}).out;
    CHECK(personal.find("申请人证件号码") != std::string::npos);
    CHECK(personal.find("19900000105") != std::string::npos);
    CHECK(program.run({"export", "--format", "xlsx"}).out.starts_with("PK\x03\x04"));
    CHECK(program.run({"export", "--personal", " "}).status == 1);
    CHECK(program.run({"export", "--json"}).status == 2);
}

TEST_CASE("an exported ledger is imported into a new store with the same yearly numbers") {
    const Program from;
    load_demo(from);
    const auto csv = exported(from, "csv");
    const Program to;
    make_office(to);
    const auto imported = to.json({"import", csv.string(), "--today", "2022-06-30"});
    INFO(imported.out.substr(0, 3000));
    REQUIRE(imported.status == 0);
    CHECK(at(imported.json(), "rows").text == "144");
    const auto metrics = [](const Program& program) {
        return program.json({"stats", "--from", "2021-01-01", "--to", "2021-12-31", "--today", "2022-06-30"}).json();
    };
    const auto a = metrics(from);
    const auto b = metrics(to);
    for (const std::string metric :
         {"screened", "accepted", "settled", "pending", "struck_off", "oral", "written", "people", "amount"}) {
        INFO(metric);
        CHECK(at(a, "metrics." + metric).text == at(b, "metrics." + metric).text);
    }
    const auto again = to.json({"import", csv.string(), "--today", "2022-06-30"}).json();
    CHECK(at(again, "applied").text == "0");
    CHECK(at(again, "repeated").text == at(imported.json(), "applied").text);
}

TEST_CASE("a ledger comes back from Excel as it does from CSV") {
    const Program from;
    load_demo(from);
    const Program by_csv;
    const Program by_xlsx;
    const auto imported = [&](const Program& to, const std::string& format) {
        make_office(to);
        auto outcome = to.json({"import", exported(from, format).string(), "--today", "2022-06-30"});
        INFO(outcome.out.substr(0, 3000));
        REQUIRE(outcome.status == 0);
        return outcome.out;
    };
    CHECK(imported(by_xlsx, "xlsx") == imported(by_csv, "csv"));
    CHECK(content(exported(by_xlsx, "csv")) == content(exported(by_csv, "csv")));
    CHECK(by_xlsx.run({"verify"}).status == 0);
    // Exported anew the workbook has other bytes, but says the same.
    const auto again = by_xlsx.json({"import", exported(from, "xlsx").string(), "--today", "2022-06-30"}).json();
    CHECK(at(again, "applied").text == "0");
    CHECK(at(again, "rows").text == "144");
}

TEST_CASE("a ledger that was saved by a spreadsheet program is imported") {
    const Program program;
    load_demo(program);
    WorkbookParts book;
    book.texts =
        "<si><t>登记日期</t></si><si><t>村（社区）</t></si><si><t>纠纷类型</t></si><si><t>纠纷概况</t></si>"
        "<si><t>涉及人数</t></si><si><t>涉及金额（元）</t></si><si><t>苏田村</t></si><si><t>邻里纠纷</t></si>"
        "<si><r><t>檐口</t></r><r><t>滴水</t></r></si><si><t>重大纠纷</t></si>"
        "<si><t>申请人</t></si><si><t>被申请人</t></si><si><t>林阿水</t></si><si><t>陈小花</t></si>";
    book.formats = "<numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d;@\"/>";
    book.xfs = "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/>";
    const auto shared = [](const std::vector<int>& texts) {
        std::string out;
        for (const int text : texts) out += "<c t=\"s\"><v>" + std::to_string(text) + "</v></c>";
        return out;
    };
    book.rows = "<row r=\"1\">" + shared({0, 1, 2, 3, 10, 11, 4, 5, 9}) +
                "</row><row r=\"2\"/><row r=\"3\"><c s=\"1\"><v>44566</v></c>" + shared({6, 7, 8, 12, 13}) +
                "<c><v>4</v></c><c><v>1200.5</v></c><c t=\"b\"><v>1</v></c><c s=\"1\"/></row>";
    const auto file = program.file("saved.xlsx", book.bytes());
    const auto outcome = program.json({"import", file.string(), "--today", "2022-06-30"});
    INFO(outcome.out);
    REQUIRE(outcome.status == 0);
    CHECK(at(outcome.json(), "made.0.row").text == "3");
    const auto id = at(outcome.json(), "made.0.case").text;
    const auto shown = program.json({"case", "show", id, "--today", "2022-06-30"}).json();
    CHECK(at(shown, "registered").text == "2022-01-05");
    CHECK(at(shown, "people").text == "4");
    CHECK(at(shown, "amount").text == "1200.5");
    CHECK(at(shown, "summary").text == "檐口滴水");
    CHECK(at(shown, "division").text == "350305101211");
}

TEST_CASE("a ledger made by hand is imported, all or nothing") {
    const Program program;
    load_demo(program);
    const std::string good = "2022/1/5,苏田村,邻里纠纷,林阿水,陈小花,檐口滴水,,,,,,随便\n";
    const std::string bad = "2022/1/6,无此村,邻里纠纷,林阿水,陈小花,檐口滴水,,,,,,\n";
    const auto mixed = program.file("mixed.csv", heads + good + bad + good + bad);
    const auto refused = program.json({"import", mixed.string(), "--today", "2022-06-30"});
    CHECK(refused.status == 1);
    CHECK(at(refused.json(), "applied").text == "0");
    REQUIRE(at(refused.json(), "refused").items.size() == 2);
    CHECK(at(refused.json(), "refused.0.row").text == "3");
    CHECK(at(refused.json(), "refused.0.code").text == "unknown_division");
    CHECK(at(refused.json(), "refused.1.row").text == "5");
    CHECK(at(refused.json(), "ignored.0").text == "备注");
    const auto file = program.file("good.csv", "\xEF\xBB\xBF" + heads + good);
    const auto dry = program.json({"import", file.string(), "--dry-run", "--today", "2022-06-30"});
    CHECK(dry.status == 0);
    CHECK(at(dry.json(), "applied").text == "1");
    CHECK(at(program.json({"verify"}).json(), "events").text == "3240");
    const auto done = program.json({"import", file.string(), "--today", "2022-06-30"}).json();
    CHECK(at(program.json({"verify"}).json(), "events").text == "3241");
    const auto id = at(done, "made.0.case").text;
    CHECK(at(program.json({"case", "show", id, "--today", "2022-06-30"}).json(), "status").text == "registered");
}

TEST_CASE("files that are no ledgers are refused in a sentence") {
    const Program program;
    load_demo(program);
    const auto gbk = program.file("gbk.csv", "\xB5\xC7\xBC\xC7\xC8\xD5\xC6\xDA,\xB4\xE5\n");
    const auto outcome = program.run({"import", gbk.string()});
    CHECK(outcome.status == 1);
    CHECK(outcome.err.find("GB18030") != std::string::npos);
    WorkbookParts book;
    book.rows = "<row><c t=\"inlineStr\"><is><t>登记日期</t></is></c></row>";
    const auto bytes = book.bytes();
    // By the content, whatever the name.
    const std::vector<std::tuple<std::string, std::string, std::string>> bad{
        {"cut.xlsx", bytes.substr(0, bytes.size() / 2), "bad_workbook"},
        {"no.csv", std::string{"PK\x03\x04"}, "bad_workbook"},
        {"document.xlsx", with_part(book.parts(), "xl/workbook.xml", "<document/>"), "bad_workbook"},
        {"entities.xlsx", with_part(book.parts(), "xl/sharedStrings.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><sst/>"),
         "bad_workbook"},
        {"bomb.xlsx", with_part(book.parts(), "xl/worksheets/sheet1.xml", std::string(65UL * 1024 * 1024, ' ')),
         "too_large"},
        {"old.xls", std::string{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"} + std::string(512, '\0'), "old_workbook"},
        {"heads.xlsx", bytes, "missing_field"}};
    for (const auto& [name, content_of, code] : bad) {
        INFO(name);
        const auto refused = program.json({"import", program.file(name, content_of).string()});
        CHECK(refused.status == 1);
        CHECK(at(refused.json(), "error.code").text == code);
    }
    CHECK(at(program.json({"verify"}).json(), "events").text == "3240");
    CHECK(program.run({"import", program.file("empty.csv", "").string()}).status == 1);
    CHECK(program.run({"import", program.file("quote.csv", heads + "\"a\n").string()}).status == 1);
    CHECK(program.run({"import", program.file("heads.csv", "甲,乙\n1,2\n").string()}).status == 1);
    CHECK(program.run({"import", program.file("wide.csv", heads + "a,b,c,d,e,f,g,h,i,j,k,l,m\n").string()}).status ==
          1);
    CHECK(program.run({"import", "/no/such.csv"}).status == 1);
    CHECK(program.run({"import"}).status == 2);
}
