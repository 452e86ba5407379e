// Export and import with the real program.
#include <fstream>
#include <iterator>

#include "api/csv.hpp"
#include "api/json_writer.hpp"
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
    const auto csv = from.folder() / "ledger.csv";
    REQUIRE(
        from.run({"export", "--format", "csv", "--personal", "迁移", "--out", csv.string(), "--today", "2022-06-30"})
            .status == 0);
    const Program to;
    make_new(to);
    // The office first: committees and mediators.
    apply(to, std::filesystem::path{tiaojie::source_dir()} / "data/demo/01-office.jsonl");
    std::string later;
    std::ifstream demo{tiaojie::source_dir() + "/data/demo/02-2021.jsonl"};
    for (std::string line; std::getline(demo, line);)
        if (line.find("\"mediator.appoint\"") != std::string::npos) later += line + "\n";
    REQUIRE(to.run({"apply", "-", "--today", "2022-06-30"}, later).status == 0);
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
    CHECK(program.run({"import", program.file("a.xlsx", "PK\x03\x04").string()}).status == 2);
    CHECK(program.run({"import", program.file("a.csv", "PK\x03\x04").string()}).status == 2);
    CHECK(program.run({"import", program.file("empty.csv", "").string()}).status == 1);
    CHECK(program.run({"import", program.file("quote.csv", heads + "\"a\n").string()}).status == 1);
    CHECK(program.run({"import", program.file("heads.csv", "甲,乙\n1,2\n").string()}).status == 1);
    CHECK(program.run({"import", program.file("wide.csv", heads + "a,b,c,d,e,f,g,h,i,j,k,l,m\n").string()}).status ==
          1);
    CHECK(program.run({"import", "/no/such.csv"}).status == 1);
    CHECK(program.run({"import"}).status == 2);
}
