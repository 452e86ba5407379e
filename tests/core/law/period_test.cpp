#include "core/law/period.hpp"

#include <fstream>

#include "tests/catch.hpp"
#include "tests/core/lines.hpp"
#include "tests/core/office.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using test::day;
using test::split;

namespace {

Calendar calendar() {
    Calendar out;
    out.load(test::calendar_of_data());
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

Period period_of(std::string_view text) {
    const auto words = split(text, ' ');
    const int count = std::stoi(std::string{words.at(0)});
    if (words.at(1) == "days") return {Unit::days, count};
    if (words.at(1) == "months") return {Unit::months, count};
    REQUIRE(words.at(1) == "working_days");
    return {Unit::working_days, count};
}

std::vector<Pause> pauses_of(std::string_view text) {
    std::vector<Pause> out;
    if (text == "-") return out;
    for (auto part : split(text, ',')) {
        part = trimmed(part);
        out.push_back({day(part.substr(0, 10)), day(part.substr(12))});
    }
    return out;
}

std::string text_of(const Due& due) {
    return due.raw.text() + " | " + due.due.text() + " | " + (due.provisional ? "yes" : "no");
}

}  // namespace

TEST_CASE("every golden period comes out as the table says, and its explanation names the last day") {
    const auto days = calendar();
    std::ifstream file{tiaojie::source_dir() + "/tests/data/periods.txt"};
    REQUIRE(file);
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        const auto cells = split(line, '|');
        INFO(line);
        REQUIRE(cells.size() == 6);
        const Date start = day(trimmed(cells[0]));
        const Period period = period_of(trimmed(cells[1]));
        const auto pauses = pauses_of(trimmed(cells[2]));
        const Due due = due_of(start, period, pauses, days);
        CHECK(text_of(due) == std::string{trimmed(cells[3])} + " | " + std::string{trimmed(cells[4])} + " | " +
                                  std::string{trimmed(cells[5])});
        std::string all;
        for (const auto& sentence : explain(start, period, pauses, days)) all += sentence + "\n";
        CHECK(all.find("届满日：" + due.due.chinese()) != std::string::npos);
        CHECK(all.find(start.chinese()) != std::string::npos);
        CHECK((all.find("暂按周末休息推算") != std::string::npos) == due.provisional);
        CHECK((all.find("顺延至" + due.due.chinese()) != std::string::npos) == (due.raw != due.due));
        ++rows;
    }
    CHECK(rows >= 208);
}

TEST_CASE("the explanation of 30 days from 1 September 2021 reads line by line") {
    const auto lines = explain(day("2021-09-01"), {Unit::days, 30}, {}, calendar());
    REQUIRE(lines.size() == 4);
    CHECK(lines[0] == "自2021年9月1日起算，当日不计入（民法典第二百零一条）");
    CHECK(lines[1] == "期间30日，第30日为2021年10月1日");
    CHECK(lines[2].find("最后一日2021年10月1日（星期五，国庆节法定休假日）") == 0);
    CHECK(lines[2].find("顺延至2021年10月8日") != std::string::npos);
    CHECK(lines[2].find("民法典第二百零三条") != std::string::npos);
    CHECK(lines[3] == "届满日：2021年10月8日24时（星期五，工作日）");
}

TEST_CASE("an explanation names each pause with the days left out, overlapping ones once") {
    const std::vector<Pause> pauses{{day("2021-03-10"), day("2021-03-15")}, {day("2021-03-12"), day("2021-03-18")}};
    const auto lines = explain(day("2021-03-01"), {Unit::days, 20}, pauses, calendar());
    std::string all;
    for (const auto& line : lines) all += line + "\n";
    CHECK(all.find("2021年3月10日中止，2021年3月18日恢复，其间8日不计入") != std::string::npos);
    CHECK(all.find("扣除中止后，计至2021年3月29日") != std::string::npos);
}

TEST_CASE("a month without the corresponding day is explained as its last day") {
    const auto lines = explain(day("2021-01-31"), {Unit::months, 1}, {}, calendar());
    CHECK(lines.at(1) == "期间1个月，到期月没有对应日，以月末日2021年2月28日为到期日（民法典第二百零二条）");
}

TEST_CASE("the counted end of any days or months with pauses is found by counting day by day") {
    const auto days = calendar();
    // An independent count: the n-th day after the start that no pause covers.
    const auto counted = [](Date start, int n, const std::vector<Pause>& pauses) {
        Date at = start;
        while (n > 0) {
            at = at + 1;
            bool still = false;
            for (const auto& pause : pauses) still = still || (at > pause.from && at <= pause.until);
            if (!still) --n;
        }
        return at;
    };
    std::uint32_t seed = 7;
    const auto random = [&seed](int n) {
        seed = seed * 1664525u + 1013904223u;
        return static_cast<int>((seed >> 8) % static_cast<std::uint32_t>(n));
    };
    for (int round = 0; round < 2'000; ++round) {
        const Date start = day("2019-06-01") + random(900);
        std::vector<Pause> pauses;
        for (int i = random(4); i > 0; --i) {
            const Date from = start - 10 + random(60);
            pauses.push_back({from, from + random(20)});
        }
        const int n = random(50);
        const Due due = due_of(start, {Unit::days, n}, pauses, days);
        CHECK(due.raw == counted(start, n, pauses));
        CHECK(due.due == next_working_day(due.raw, days));
        const Due months = due_of(start, {Unit::months, 1 + n % 6}, pauses, days);
        CHECK(months.raw == counted(start, add_months(start, 1 + n % 6) - start, pauses));
    }
}

TEST_CASE("a named day stays as it is unless a pause after it was agreed moves it") {
    const auto days = calendar();
    const Date start = day("2021-07-01");
    const Date made = day("2021-07-20");
    const Date saturday = day("2021-07-31");
    CHECK(due_of_named_day(start, saturday, made, {}, days).due == saturday);
    CHECK(due_of_named_day(start, saturday, made, {{day("2021-07-10"), day("2021-07-15")}}, days).due == saturday);
    CHECK(due_of_named_day(start, saturday, made, {{saturday, day("2021-08-15")}}, days).due == saturday);
    CHECK(due_of_named_day(start, saturday, made, {{made, made + 2}}, days).due == day("2021-08-02"));
    const Due moved = due_of_named_day(start, saturday, made, {{day("2021-07-25"), day("2021-08-01")}}, days);
    CHECK(moved.raw == day("2021-08-07"));  // a Saturday, and no longer a named day
    CHECK(moved.due == day("2021-08-09"));
}
