#include "core/words/identity_number.hpp"

#include <fstream>
#include <string>

#include "tests/catch.hpp"
#include "tests/core/lines.hpp"
#include "tests/places.hpp"

using namespace tiaojie;
using test::day;

TEST_CASE("every identity number of the table gets its verdict") {
    std::ifstream file{tiaojie::source_dir() + "/tests/data/identity_numbers.txt"};
    REQUIRE(file);
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        INFO(line);
        const auto bar = line.find(" | ");
        std::string number = line.substr(0, bar);
        const std::string verdict = line.substr(bar + 3, line.find(" | ", bar + 3) - bar - 3);
        if (number.size() >= 2 && number.front() == '"') number = number.substr(1, number.size() - 2);
        CHECK(is_identity_number(number) == (verdict != "invalid"));
        if (verdict == "valid") CHECK(birth_of(number).value() <= day("2026-11-23"));
        if (verdict == "future") CHECK(birth_of(number).value() > day("2026-11-23"));
        CHECK((verdict == "valid" || verdict == "invalid" || verdict == "future"));
        ++rows;
    }
    CHECK(rows > 80);
}

TEST_CASE("changing any one digit of an identity number, or swapping two neighbours, is noticed") {
    const std::string number = "11010519491231002X";
    for (std::size_t i = 0; i < 17; ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == number[i]) continue;
            std::string other = number;
            other[i] = digit;
            CHECK_FALSE(is_identity_number(other));
        }
        std::string swapped = number;
        std::swap(swapped[i], swapped[i + 1]);
        if (swapped != number) CHECK_FALSE(is_identity_number(swapped));
    }
}

TEST_CASE("the date of birth is read from the number") {
    CHECK(birth_of("11010519491231002X") == day("1949-12-31"));
    CHECK_FALSE(birth_of("1101051949123100").has_value());
    CHECK_FALSE(birth_of("110105194913310023").has_value());
}
