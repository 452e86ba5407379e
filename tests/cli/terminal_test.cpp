#include "cli/terminal.hpp"

#include "cli/table.hpp"
#include "tests/catch.hpp"

using namespace tiaojie::cli;

TEST_CASE("Chinese characters take two columns on a terminal") {
    CHECK(display_width("") == 0);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("调解") == 4);
    CHECK(display_width("（2021）东庄民调字第12号") == 24);
    CHECK(display_width("e\u0301") == 1);  // a combining mark
    CHECK(display_width("\u200B") == 0);   // a zero-width blank
    CHECK(display_width("𠮷") == 2);       // beyond the basic plane
    CHECK(display_width("—") == 1);
}

TEST_CASE("a text is cut between characters, with an ellipsis") {
    CHECK(cut_to("调解员", 6) == "调解员");
    CHECK(cut_to("调解员", 5) == "调解…");
    CHECK(cut_to("调解员", 4) == "调…");
    CHECK(cut_to("调解员", 1) == "…");
    CHECK(cut_to("调解员", 0).empty());
    CHECK(padded("调解", 6) == "调解  ");
    CHECK(padded_left("12", 4) == "  12");
}

TEST_CASE("control characters do not reach a terminal") {
    CHECK(one_line("a\033[31mb\nc") == "a [31mb c");
    CHECK(printable("a\nb\033") == "a\nb ");
    CHECK(one_line("a\u202Eb") == "a b");
}

TEST_CASE("long texts break at the width, Chinese anywhere, closing marks never first") {
    CHECK(wrapped("甲乙丙丁戊", 6, 0) == "甲乙丙\n丁戊");
    CHECK(wrapped("甲乙丙，丁", 6, 0) == "甲乙丙，\n丁");
    CHECK(wrapped("甲乙丙丁", 6, 2) == "甲乙\n  丙丁");
    CHECK(wrapped("ab --option cd", 9, 0) == "ab \n--option \ncd");
}

TEST_CASE("columns of a table line up") {
    Table table{{{"案件"}, {"数", true}, {"地"}}};
    table.add({{"dz-1"}, {"5"}, {"东庄镇"}});
    table.add({{"纠纷"}, {"123"}, {""}});
    CHECK(table.text(0) ==
          "案件   数  地\n"
          "dz-1    5  东庄镇\n"
          "纠纷  123\n");
}

TEST_CASE("a table keeps to the width of the terminal by cutting its widest column") {
    Table table{{{"a"}, {"b"}}};
    table.add({{"12345678"}, {"一二三四五六七八九十"}});
    CHECK(table.text(20) ==
          "a         b\n"
          "12345678  一二三四…\n");
}
