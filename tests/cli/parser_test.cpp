#include "cli/parser.hpp"

#include "tests/catch.hpp"

using namespace tiaojie;
using namespace tiaojie::cli;

namespace {

struct Asked {
    std::optional<Status> status{};
    std::optional<Date> date{};
    std::optional<std::int64_t> limit{};
    std::string id{};
    std::vector<std::string> rest{};
    bool flag{false};
};

std::vector<Subcommand> table(Asked& asked) {
    std::vector<Subcommand> rows(4);
    rows[0].name = "case list";
    rows[0].options = {term_option("--status", asked.status, ""), date_option("--due-before", asked.date, ""),
                       number_option("--limit", asked.limit, 0, 1000, ""), flag("--overdue", asked.flag, "")};
    rows[1].name = "case show";
    rows[1].options = {argument("CASE", asked.id, "")};
    rows[2].name = "report";
    rows[2].options = {required(date_option("--day", asked.date, ""))};
    rows[3].name = "report show";
    rows[3].options = {arguments("EDITION", asked.rest, "")};
    return rows;
}

Parsed parsed(Asked& asked, const std::vector<std::string>& words) {
    static std::vector<Subcommand> rows;
    rows = table(asked);
    return parse(words, rows);
}

}  // namespace

TEST_CASE("a command line is cut up by the table") {
    Asked asked;
    const auto found = parsed(asked, {"case", "list", "--status", "settled", "--limit=5", "--overdue", "--json"});
    REQUIRE_FALSE(found.fault);
    CHECK(found.command->name == "case list");
    CHECK(found.json);
    CHECK(asked.status == Status::settled);
    CHECK(asked.limit == 5);
    CHECK(asked.flag);
}

TEST_CASE("global options stand before or after the subcommand") {
    for (const auto& words : {std::vector<std::string>{"--db", "x.db", "case", "--today", "2021-10-14", "show", "dz-1"},
                              {"case", "show", "dz-1", "--db=x.db", "--today=2021-10-14"}}) {
        Asked asked;
        const auto found = parsed(asked, words);
        REQUIRE_FALSE(found.fault);
        CHECK(found.command->name == "case show");
        CHECK(found.db == "x.db");
        CHECK(found.today == Date::of(2021, 10, 14));
        CHECK(asked.id == "dz-1");
    }
}

TEST_CASE("an argument may be called like a subcommand, and begin with dashes after --") {
    Asked asked;
    REQUIRE_FALSE(parsed(asked, {"case", "show", "list"}).fault);
    CHECK(asked.id == "list");
    REQUIRE_FALSE(parsed(asked, {"case", "show", "--", "--json"}).fault);
    CHECK(asked.id == "--json");
}

TEST_CASE("a subcommand may have subcommands of its own") {
    Asked asked;
    CHECK(parsed(asked, {"report", "--day", "2021-01-01"}).command->name == "report");
    const auto show = parsed(asked, {"report", "show", "2021-1", "2021-2"});
    REQUIRE_FALSE(show.fault);
    CHECK(show.command->name == "report show");
    CHECK(asked.rest == std::vector<std::string>{"2021-1", "2021-2"});
}

TEST_CASE("wrong usage is told in a sentence") {
    struct Row {
        std::vector<std::string> words;
        std::string part;
    };
    const std::vector<Row> rows{
        {{}, "缺少子命令"},
        {{"case"}, "后面还缺一个子命令"},
        {{"csae"}, "没有子命令"},
        {{"case", "lst"}, "是不是“case list”"},
        {{"case", "list", "extra"}, "多余的参数"},
        {{"case", "list", "--statsu", "x"}, "是不是“--status”"},
        {{"case", "list", "-x"}, "没有选项"},
        {{"case", "list", "--status", "open"}, "可填：registered"},
        {{"case", "list", "--status"}, "后面缺少 TERM"},
        {{"case", "list", "--status", "--overdue"}, "后面缺少 TERM"},
        {{"case", "list", "--status", "settled", "--status", "merged"}, "只能写一次"},
        {{"case", "list", "--due-before", "2021-02-30"}, "须为存在的日期"},
        {{"case", "list", "--limit", "-1"}, "不能小于0"},
        {{"case", "list", "--limit", "5x"}, "须为整数"},
        {{"case", "list", "--limit", ""}, "须为整数"},
        {{"case", "list", "--overdue=yes"}, "不带值"},
        {{"case", "show"}, "缺少参数 CASE"},
        {{"case", "show", "a", "b"}, "多余的参数"},
        {{"report"}, "缺少选项 --day"},
        {{"case", "list", "--today", "today"}, "--today 的值"},
    };
    for (const auto& row : rows) {
        Asked asked;
        const auto found = parsed(asked, row.words);
        INFO(row.part << " / " << found.fault.value_or("(taken)"));
        REQUIRE(found.fault);
        CHECK(found.fault->find(row.part) != std::string::npos);
    }
}

TEST_CASE("the form of a fault is known wherever --json stands") {
    Asked asked;
    CHECK(parsed(asked, {"case", "list", "--bad", "--json"}).json);
    CHECK_FALSE(parsed(asked, {"case", "show", "--", "--json"}).json);
}
