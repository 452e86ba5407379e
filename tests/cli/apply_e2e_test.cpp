// Files of commands through the real program: all or nothing, every line alone, killed in the middle.
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/sample_lines.hpp"

#include "api/wire/json_writer.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

TEST_CASE("apply reports what it applied, what it made and what it had applied before") {
    Program program;
    with_store(program);
    const std::string file = std::string{found_org} + "\r\n\n" + registration("a", R"(,"id":"x1")") + "\n" +
                             R"({"do":"case.register","at":"2021-03-02","by":"c","org":"o","division":"350305101001",)"
                             R"("type":"neighbour","source":"screening","summary":"排水","parties":[]})";
    const auto first = program.json({"apply", "-"}, file);
    CHECK(first.status == 0);
    CHECK(written(first.json()) == R"({"applied":3,"repeated":0,"refused":[],"made":[{"line":4,"case":")" +
                                       at(first.json(), "made.0.case").text + R"("}]})");
    // An applied id stands whatever the line carries now, even what would be refused.
    const auto again = program.json({"apply", "-"}, R"({"do":"case.register","id":"x1","nonsense":true})"
                                                    "\n");
    CHECK(again.status == 0);
    CHECK(written(again.json()) == R"({"applied":0,"repeated":1,"refused":[],"made":[]})");
}

TEST_CASE("apply writes nothing when a line is refused") {
    Program program;
    with_store(program);
    const auto path = program.file("c.jsonl", std::string{found_org} + "\n \t \r\n" + registration("a") + "\n" +
                                                  registration("b", R"(,"amount":1.005)") + "\n" + registration("c"));
    const auto outcome = program.json({"apply", path.string()});
    CHECK(outcome.status == 1);
    const auto report = outcome.json();
    CHECK(at(report, "applied").text == "0");
    CHECK(at(report, "made").items.empty());
    REQUIRE(at(report, "refused").items.size() == 1);
    CHECK(at(report, "refused.0.line").text == "4");
    CHECK(at(report, "refused.0.code").text == "amount_decimals");
    CHECK(at(report, "refused.0.field").text == "amount");
    CHECK_FALSE(at(report, "refused.0.message").text.empty());
    CHECK(at(program.json({"verify"}).json(), "events").text == "0");
}

TEST_CASE("apply --keep-going takes every line alone, bad text included") {
    Program program;
    with_store(program);
    std::string file = std::string{found_org} + "\n" + registration("a") + "\nnot json\n" + registration("\xFF\xFE") +
                       "\n" + registration("a") + "\n" + std::string(3 * 1024 * 1024, 'x') + "\n" + registration("b") +
                       "\n{\"do\":1,\"do\":2}\n\xEF\xBB\xBF" + registration("c") + "\n";
    file += R"({"do":"case.settle","at":"2021-03-02","by":"c",)" + std::string{"\0", 1} + "}\n" + registration("d");
    for (const bool is_dry : {true, false}) {
        std::vector<std::string> words{"apply", "-", "--keep-going"};
        if (is_dry) words.emplace_back("--dry-run");
        const auto outcome = program.json(words, file);
        CHECK(outcome.status == 1);
        const auto report = outcome.json();
        CHECK(at(report, "applied").text == "4");
        std::string refused;
        for (const auto& each : at(report, "refused").items)
            refused += at(each, "line").text + at(each, "code").text + " ";
        CHECK(refused == "3bad_json 4bad_json 5already_exists 6bad_json 8bad_json 9bad_json 10bad_json ");
        CHECK(at(program.json({"verify"}).json(), "events").text == (is_dry ? "0" : "4"));
    }
}

TEST_CASE("apply --dry-run says the same and writes nothing") {
    Program program;
    with_store(program);
    const auto path = program.file("c.jsonl", std::string{found_org} + "\n" + registration("a") + "\n");
    const auto dry = program.json({"apply", path.string(), "--dry-run"});
    CHECK(dry.status == 0);
    CHECK(at(program.json({"verify"}).json(), "events").text == "0");
    const auto wet = program.json({"apply", path.string()});
    CHECK(dry.out == wet.out);
    CHECK(program.json({"apply", "no such file"}).status == 1);
    CHECK(program.json({"apply", program.folder().string()}).status == 1);
}

TEST_CASE("a killed apply leaves all or nothing, and the store verifies") {
    Program program;
    with_store(program);
    std::string file = std::string{found_org} + "\n";
    constexpr int cases = 4000;
    for (int i = 0; i < cases; ++i) file += registration("k" + std::to_string(i)) + "\n";
    const auto path = program.file("many.jsonl", file);
    for (const int after_ms : {5, 20, 60, 120, 200, 300}) {
        program.run_and_kill({"apply", path.string()}, after_ms);
        const auto verified = program.json({"verify"});
        INFO(after_ms << " ms: " << verified.out << verified.err);
        CHECK(verified.status == 0);
        const auto events = at(verified.json(), "events").text;
        CHECK((events == "0" || events == std::to_string(cases + 1)));
        if (events != "0") break;
    }
}
