#include "core/law/child.hpp"

#include <string>

#include "tests/catch.hpp"
#include "tests/core/lines.hpp"

using namespace tiaojie;
using test::day;

namespace {

Party born(std::string_view birth) {
    Party out;
    out.kind = PartyKind::person;
    out.name = "张小宝";
    out.birth = day(birth);
    return out;
}

Party with_number(const std::string& number) {
    Party out;
    out.kind = PartyKind::person;
    out.name = "张小宝";
    out.id_number = number;
    return out;
}

}  // namespace

TEST_CASE("a child until the end of the fourteenth birthday") {
    const auto child = born("2007-05-10");
    CHECK(is_child(child, day("2007-05-10")));
    CHECK(is_child(child, day("2021-05-09")));
    CHECK(is_child(child, day("2021-05-10")));
    CHECK_FALSE(is_child(child, day("2021-05-11")));
    CHECK(is_child(born("2007-12-31"), day("2021-12-31")));
    CHECK_FALSE(is_child(born("2007-12-31"), day("2022-01-01")));
}

TEST_CASE("born on 29 February, a child until the end of 1 March") {
    const auto child = born("2008-02-29");
    CHECK(is_child(child, day("2022-02-28")));
    CHECK(is_child(child, day("2022-03-01")));
    CHECK_FALSE(is_child(child, day("2022-03-02")));
    CHECK_FALSE(is_child(born("2008-02-28"), day("2022-03-01")));
}

TEST_CASE("the identity number tells a child, too") {
    const auto child = with_number("11010519491231002X");
    CHECK(is_child(child, day("1963-12-31")));
    CHECK_FALSE(is_child(child, day("1964-01-01")));
}

TEST_CASE("where birth and number differ, a child if either says so") {
    auto party = with_number("11010519491231002X");
    party.birth = day("1940-01-01");
    CHECK(is_child(party, day("1963-12-31")));
    CHECK_FALSE(is_child(party, day("1964-01-01")));
    party.birth = day("1955-01-01");
    CHECK(is_child(party, day("1969-01-01")));
    CHECK_FALSE(is_child(party, day("1969-01-02")));
}

TEST_CASE("a body is no child, whatever stands with it") {
    auto body = born("2020-01-01");
    body.id_number = "11010519491231002X";
    body.kind = PartyKind::body;
    CHECK_FALSE(is_child(body, day("2021-01-01")));
    CHECK_FALSE(is_child(body, day("1950-01-01")));
}

TEST_CASE("of whom no birth is known is no child, and a malformed number tells none") {
    Party party;
    party.kind = PartyKind::person;
    CHECK_FALSE(is_child(party, day("2021-01-01")));
    for (const auto* number : {"", "2015", "110105201513310021", "110105201502290021", "11010520150101002",
                               "1101052015010100211", "abcdefghijklmnopqr"}) {
        INFO(number);
        CHECK_FALSE(is_child(with_number(number), day("2021-01-01")));
    }
    auto with_birth = born("2015-01-01");
    with_birth.id_number = "2015";
    CHECK(is_child(with_birth, day("2021-01-01")));
    CHECK(is_child(with_number("110105201501010000"), day("2021-01-01")));  // its check digit alone is wrong
}
