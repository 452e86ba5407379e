// The annual report with the real program on the demo year.
#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

void load_demo(const Program& program) { REQUIRE(program.run({"demo", "--today", "2022-06-30"}).status == 0); }

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const Json* figure(const Json& report, const std::string& metric) {
    for (const auto& each : at(report, "figures").items)
        if (at(each, "metric").text == metric) return &each;
    return nullptr;
}

std::set<std::string> texts(const Json& list) {
    std::set<std::string> out;
    for (const auto& each : list.items) out.insert(each.text);
    return out;
}

void apply(const Program& program, const std::string& lines, const std::string& today) {
    const auto outcome = program.run({"apply", "-", "--today", today}, lines);
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
}

std::string content(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string output_of(const std::string& command) {
    std::string out;
    auto* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
    REQUIRE(::pclose(pipe) == 0);
    return out;
}

// What was read from a paper, but for line breaks, is its title, the text with its headings numbered, and the number
// of the page.
bool same_words(std::string read, std::string text, const std::string& end) {
    text.insert(text.find("矛盾纠纷排查化解\n"), "一、");
    text.insert(text.find("人民调解力量\n"), "二、");
    text = "2021年东庄镇人民调解工作情况" + text + end;
    for (auto* each : {&read, &text}) {
        for (auto at = each->find("　"); at != std::string::npos; at = each->find("　")) each->erase(at, 3);
        std::erase_if(*each, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    }
    UNSCOPED_INFO(read << "\n" << text);
    return read == text;
}

// A case that becomes a village affair with another amount, and one found late.
const std::string corrections =
    R"({"do":"case.correct","at":"2022-06-30","by":"clerk","case":"dz2021-144","set":{"type":"village_affairs","amount":99},"reason":"录错"})"
    "\n"
    R"({"do":"case.register","at":"2021-12-20","by":"clerk","case":"late-1","org":"org-sutian","division":"350305101211",)"
    R"("type":"neighbour","source":"screening","summary":"补录一件","parties":[]})"
    "\n"
    R"({"do":"case.reopen","at":"2022-06-30","by":"clerk","case":"dz2021-003","reason":"反弹"})"
    "\n"
    R"({"do":"mediator.remove","at":"2022-02-28","by":"clerk","mediator":"m008","reason":"退休"})"
    "\n";

}  // namespace

TEST_CASE("the report of the demo year is the published one") {
    const Program program;
    load_demo(program);
    const auto text = program.run({"report", "--year", "2021", "--format", "text", "--today", "2022-06-30"}).out;
    INFO(text);
    for (const auto* part : {"共排查矛盾纠纷144件，已化解144件，调处成功率100%", "24个村", "委员会25个", "102名",
                             "苏家庄、妈祖", "10月14日", "三个月", "每周会商", "包干调解化解101件", "乡贤评理化解26件",
                             "村民评议化解12件", "村、镇、区三级责任"})
        CHECK(contains(text, part));
    const auto earlier = program.run({"report", "--year", "2021", "--as-of", "2021-11-30"}).out;
    INFO(earlier);
    CHECK(contains(earlier, "截至2021年11月30日"));
    CHECK(contains(earlier, "在办12件"));
    CHECK_FALSE(contains(earlier, "144"));
    const auto before = program.run({"report", "--year", "2021", "--as-of", "2021-10-01"}).out;
    CHECK_FALSE(contains(before, "专项行动"));
    CHECK(contains(program.run({"report", "--year", "2019", "--as-of", "2019-12-31"}).out,
                   "2019年东庄镇未登记矛盾纠纷。"));
}

TEST_CASE("every number of the report opens to as many cases") {
    const Program program;
    load_demo(program);
    for (const std::string day : {"2021-12-31", "2021-11-30", "2021-05-01"}) {
        const auto report = program.json({"report", "--year", "2021", "--as-of", day}).json();
        CHECK(at(report, "edition").kind == Json::Kind::null);
        CHECK(at(report, "as_of").text == day);
        std::set<std::string> known{"2021", "10", "14", "11", "30", "5", "1"};
        for (const auto& each : at(report, "figures").items) {
            INFO(day << " " << at(each, "metric").text);
            CHECK(std::to_string(at(each, "cases").items.size()) == at(each, "value").text);
            CHECK(texts(at(each, "cases")).size() == at(each, "cases").items.size());
            CHECK(contains(at(each, "sentence").text, at(each, "value").text));
            known.insert(at(each, "value").text);
        }
        for (const auto& each : at(report, "rates").items) known.insert(at(each, "text").text);
        const auto& text = at(report, "text").text;
        const std::regex digits{"[0-9][0-9.]*%?"};
        for (std::sregex_iterator found{text.begin(), text.end(), digits}, end; found != end; ++found) {
            INFO(found->str() << " in " << text);
            CHECK(known.contains(found->str()));
        }
        // The same numbers as the statistics, and the same cases.
        const auto stats = program.json({"stats", "--from", "2021-01-01", "--to", "2021-12-31", "--as-of", day}).json();
        for (const std::string metric :
             {"screened", "settled", "pending", "committees", "mediators", "regional_bodies"})
            if (const auto* each = figure(report, metric)) {
                INFO(metric);
                CHECK(at(*each, "value").text == at(stats, "metrics." + metric).text);
            }
        const auto listed =
            program.json({"stats", "--from", "2021-01-01", "--to", "2021-12-31", "--as-of", day, "--list", "settled"});
        CHECK(texts(listed.json()) == texts(at(*figure(report, "settled"), "cases")));
    }
}

TEST_CASE("a frozen edition computes the same after corrections, and the next one tells the difference") {
    const Program program;
    load_demo(program);
    const auto first = program.json({"report", "freeze", "--year", "2021", "--today", "2022-06-30"}).json();
    CHECK(at(first, "edition").text == "2021-1");
    CHECK(at(first, "kind").text == "原报");
    CHECK(at(first, "cut_off").text == "3240");
    const auto text = program.run({"report", "show", "2021-1"}).out;
    apply(program, corrections, "2022-06-30");
    CHECK(program.run({"report", "show", "2021-1"}).out == text);
    const auto verified = program.json({"report", "verify"});
    INFO(verified.out);
    CHECK(verified.status == 0);
    CHECK(at(verified.json(), "editions.0.ok").boolean);
    CHECK(program.run({"verify"}).status == 0);

    const auto second = program.json({"report", "freeze", "--year", "2021", "--today", "2022-06-30"}).json();
    CHECK(at(second, "edition").text == "2021-2");
    CHECK(at(second, "kind").text == "更正");
    const auto outcome = program.json({"report", "diff", "2021-1", "2021-2"});
    INFO(outcome.out);
    const auto diff = outcome.json();
    const auto* screened = figure(diff, "screened");
    REQUIRE(screened);
    CHECK(at(*screened, "before").text == "144");
    CHECK(at(*screened, "after").text == "145");
    CHECK(at(*screened, "came_in.0.case").text == "late-1");
    CHECK(at(*screened, "came_in.0.why.0.event").text == "CaseRegistered");
    const auto* settled = figure(diff, "settled");
    REQUIRE(settled);
    CHECK(at(*settled, "went_out.0.case").text == "dz2021-003");
    CHECK(at(*settled, "went_out.0.why.0.event").text == "CaseReopened");
    const auto* mediators = figure(diff, "mediators");
    REQUIRE(mediators);
    CHECK(at(*mediators, "went_out.0.case").text == "m008");
    CHECK(at(*mediators, "went_out.0.why.0.event").text == "MediatorRemoved");
    const auto told = program.run({"report", "diff", "2021-1", "2021-2"}).out;
    CHECK(contains(told, "排查（screened）：144 → 145"));
    CHECK(contains(told, "+ late-1：2021-12-20登记"));
    CHECK(program.json({"report", "list"}).json().items.size() == 2);
    CHECK(program.run({"report", "verify", "2021-1", "2021-2"}).status == 0);
}

TEST_CASE("each division has its own first edition of a year, and a list is as of its day") {
    const Program program;
    load_demo(program);
    const auto freeze = [&](const std::string& day, std::vector<std::string> more) {
        std::vector<std::string> words{"report", "freeze", "--year", "2021", "--today", day};
        words.insert(words.end(), more.begin(), more.end());
        const auto made = program.json(words).json();
        return at(made, "edition").text + " " + at(made, "number").text + " " + at(made, "kind").text;
    };
    const std::vector<std::string> village{"--division", "350305101211"};
    CHECK(freeze("2022-01-10", {}) == "2021-1 1 原报");
    CHECK(freeze("2022-01-11", village) == "2021-2 1 原报");
    CHECK(freeze("2022-01-12", {}) == "2021-3 2 更正");
    CHECK(freeze("2022-01-13", village) == "2021-4 2 更正");
    CHECK(at(program.json({"report", "show", "2021-2"}).json(), "kind").text == "原报");
    CHECK(program.run({"verify"}).status == 0);

    CHECK(program.json({"report", "list", "--today", "2022-01-09"}).out == "[]\n");
    const auto listed = program.json({"report", "list", "--today", "2022-01-11"}).json();
    REQUIRE(listed.items.size() == 2);
    CHECK(at(listed, "1.edition").text == "2021-2");
    CHECK(at(listed, "1.kind").text == "原报");
}

TEST_CASE("a consultation outside the campaign is in the report, and opens to itself") {
    const Program program;
    load_demo(program);
    CHECK_FALSE(contains(program.run({"report", "--year", "2021"}).out, "期间之外"));  // they were weekly in it
    apply(
        program,
        R"({"do":"consultation.hold","at":"2021-03-05","by":"c","division":"350305101211","present":["王志强"],"items":[],"consultation":"h-spring"})"
        "\n",
        "2022-06-30");
    const auto outcome = program.json({"report", "--year", "2021", "--division", "350305101211"}).json();
    CHECK(contains(at(outcome, "text").text, "专项行动期间之外会商1次。"));
    const auto* outside = figure(outcome, "consultations_outside");
    REQUIRE(outside);
    CHECK(texts(at(*outside, "cases")) == std::set<std::string>{"h-spring"});
}

TEST_CASE("a frozen edition keeps its policy, calendar and template") {
    const Program program;
    load_demo(program);
    const auto own = program.file("own.mustache", "逾期{{overdue}}件，按期{{on_time}}件，乡贤{{elders}}名。\n");
    REQUIRE(program
                .run({"report", "freeze", "--year", "2021", "--as-of", "2021-06-30", "--template", own.string(),
                      "--today", "2022-06-30"})
                .status == 0);
    const auto text = program.run({"report", "show", "2021-1"}).out;
    const auto policy = program.file(
        "policy.json",
        R"({"id":"strict","version":2,"clocks":{"accept":{"days":1},"stage":{"assigned_mediation":{"days":1},)"
        R"("elders_hearing":{"days":1},"villagers_review":{"days":1},"town_mediation":{"days":1},)"
        R"("district_mediation":{"days":1}},"overall":{"days":2},"follow_up":{"days":1}},"due_soon_days":1})");
    REQUIRE(program.run({"policy", "set", policy.string(), "--from", "2021-01-01", "--today", "2022-06-30"}).status ==
            0);
    program.file("own.mustache", "别的话。\n");
    CHECK(program.run({"report", "verify"}).status == 0);
    CHECK(program.run({"report", "show", "2021-1"}).out == text);
    program.file("own.mustache", "逾期{{overdue}}件，按期{{on_time}}件，乡贤{{elders}}名。\n");
    REQUIRE(program
                .run({"report", "freeze", "--year", "2021", "--as-of", "2021-06-30", "--template", own.string(),
                      "--today", "2022-06-30"})
                .status == 0);
    CHECK(program.run({"report", "show", "2021-2"}).out != text);
    CHECK(program.run({"report", "verify"}).status == 0);
}

TEST_CASE("an edition that was tampered with is found") {
    const Program program;
    load_demo(program);
    REQUIRE(program.run({"report", "freeze", "--year", "2021", "--today", "2022-06-30"}).status == 0);
    {
        SQLite::Database db{program.db().string(), SQLite::OPEN_READWRITE};
        db.exec("DROP TRIGGER editions_keep; UPDATE editions SET body = replace(body, '144件', '145件');");
    }
    const auto outcome = program.json({"report", "verify"});
    CHECK(outcome.status == 3);
    CHECK_FALSE(at(outcome.json(), "ok").boolean);
    CHECK(contains(at(outcome.json(), "editions.0.fault").text, "2021-1"));
    CHECK(program.run({"verify"}).status == 3);
}

TEST_CASE("an edition that was taken away is missed") {
    const Program program;
    load_demo(program);
    REQUIRE(program.run({"report", "freeze", "--year", "2021", "--today", "2022-06-30"}).status == 0);
    {
        SQLite::Database db{program.db().string(), SQLite::OPEN_READWRITE};
        db.exec("DROP TRIGGER editions_stay; DELETE FROM editions;");
    }
    const auto outcome = program.json({"verify"});
    CHECK(outcome.status == 3);
    CHECK(contains(at(outcome.json(), "fault.what").text, "定稿有增删"));
}

TEST_CASE("a village's report speaks of the village alone") {
    const Program program;
    load_demo(program);
    const auto text =
        program.run({"report", "--year", "2021", "--division", "350305101211", "--as-of", "2021-12-31"}).out;
    INFO(text);
    CHECK(contains(text, "共排查矛盾纠纷7件，已化解7件"));
    CHECK_FALSE(contains(text, "个村"));
    CHECK_FALSE(contains(text, "会商"));
    CHECK_FALSE(contains(text, "区域性"));
}

TEST_CASE("reports are refused where they cannot be made") {
    const Program program;
    CHECK(program.run({"report", "--year", "2021"}).status == 3);
    load_demo(program);
    CHECK(program.run({"report"}).status == 2);
    CHECK(program.run({"report", "--year", "1"}).status == 2);
    CHECK(program.run({"report", "--year", "2021", "--format", "docx", "--json"}).status == 2);
    CHECK(program.run({"report", "show", "2021-1", "--format", "pdf", "--json"}).status == 2);
    CHECK(program.run({"report", "show", "2021-1", "--format", "pdf"}).status == 1);
    CHECK(program.run({"report", "--year", "2021", "--format", "html"}).status == 2);
    CHECK(program.run({"report", "--year", "2021", "--division", "350305999000"}).status == 1);
    CHECK(program.run({"report", "show", "2021-1"}).status == 1);
    CHECK(program.run({"report", "diff", "2021-1", "2021-2"}).status == 1);
    CHECK(program.run({"report", "diff", "2021-1"}).status == 2);
    CHECK(program.run({"report", "verify", "2021-9"}).status == 1);
    const auto bad = program.file("bad.mustache", "{{setled}}");
    CHECK(program.run({"report", "--year", "2021", "--template", bad.string()}).status == 1);
    CHECK(program.run({"report", "--year", "2021", "--out", (program.folder() / "no" / "such").string()}).status == 1);
    const auto out = program.folder() / "r.md";
    CHECK(program.run({"report", "--year", "2021", "--format", "markdown", "--out", out.string()}).status == 0);
    CHECK(std::filesystem::file_size(out) > 100);
}

TEST_CASE("a report comes as a Word document and as PDF, with the words of its text") {
    const Program program;
    load_demo(program);
    const auto folder = program.folder().string();
    const std::vector<std::string> report{"report", "--year", "2021", "--today", "2022-06-30"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), report.begin(), report.end());
        return more;
    };
    const auto text = program.run(report).out;
    for (const std::string format : {"docx", "pdf"}) {
        INFO(format);
        const auto out = program.run(with({"--format", format}));
        REQUIRE(out.status == 0);
        CHECK(out.out.starts_with(format == "pdf" ? "%PDF-" : "PK\x03\x04"));
        const auto file = folder + "/report." + format;
        const auto told = program.json(with({"--format", format, "--out", file}));
        CHECK(told.status == 0);
        CHECK(at(told.json(), "out").text == file);
        CHECK(content(file) == out.out);  // and so the same again
    }
    CHECK(same_words(output_of("pdftotext -raw " + folder + "/report.pdf -"), text, "— 1 —"));

    REQUIRE(program.run({"report", "freeze", "--year", "2021", "--today", "2022-06-30"}).status == 0);
    const auto frozen = program.run({"report", "show", "2021-1", "--format", "docx", "--today", "2023-01-01"});
    CHECK(frozen.out == content(folder + "/report.docx"));
    apply(program, corrections, "2022-06-30");
    CHECK(program.run({"report", "show", "2021-1", "--format", "docx"}).out == frozen.out);
    CHECK(program.run(with({"--format", "docx"})).out != frozen.out);
    const auto out = folder + "/edition.pdf";
    REQUIRE(program.run({"report", "show", "2021-1", "--format", "pdf", "--out", out}).status == 0);
    CHECK(content(out) == content(folder + "/report.pdf"));
    REQUIRE(program.run({"report", "show", "2021-1", "--out", folder + "/edition.txt"}).status == 0);
    CHECK(content(folder + "/edition.txt") == text);
}

TEST_CASE("a word processor opens the Word document as one page of the report") {
    if (std::system("command -v soffice >/dev/null") != 0) {
        WARN("skipped: LibreOffice (libreoffice-writer-nogui) is not installed");
        return;
    }
    const Program program;
    load_demo(program);
    const auto folder = program.folder().string();
    const auto file = folder + "/report.docx";
    REQUIRE(
        program.run({"report", "--year", "2021", "--format", "docx", "--out", file, "--today", "2022-06-30"}).status ==
        0);
    // With a profile of its own: another one may be running.
    output_of("soffice -env:UserInstallation=file://" + folder + "/profile --headless --convert-to pdf --outdir " +
              folder + " " + file + " 2>/dev/null");
    const auto text = program.run({"report", "--year", "2021", "--today", "2022-06-30"}).out;
    CHECK(same_words(output_of("pdftotext -raw " + folder + "/report.pdf -"), text, "— 1 —"));
    CHECK(contains(output_of("pdfinfo " + folder + "/report.pdf"), "(A4)"));
}
