#include "core/words/text.hpp"

#include <set>
#include <vector>

#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

std::string in_quotes(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

const std::vector<std::string> bad_utf8{
    "\xC0\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
    "\x80",     "\xE4\xB8",     "\xFF"};

}  // namespace

TEST_CASE("characters of one to four bytes are read and written back") {
    for (const char32_t c : {U'a', U'\u00E9', U'\u6751', U'\U0001F600', U'\U0010FFFF', U'\uFFFD'}) {
        std::string text;
        append_character(text, c);
        std::size_t at = 0;
        CHECK(next_character(text, at) == c);
        CHECK(at == text.size());
        CHECK(character_size(text) == text.size());
        CHECK(is_utf8(text));
    }
}

TEST_CASE("what is no UTF-8 is told, and replaced a byte at a time") {
    for (const auto& bad : bad_utf8) {
        CHECK(character_size(bad) == 0);
        CHECK_FALSE(is_utf8("村" + bad + "民"));
        CHECK(is_utf8(repaired_utf8("村" + bad + "民")));
        std::size_t at = 0;
        CHECK(next_character(bad, at) == 0xFFFD);
        CHECK(at == 1);
    }
    CHECK(repaired_utf8("村\xFF民") == "村\uFFFD民");
    CHECK(character_size("") == 0);
}

TEST_CASE("a text is cut between characters") {
    CHECK(cut_to_bytes("东庄镇", 9) == "东庄镇");
    CHECK(cut_to_bytes("东庄镇", 8) == "东庄");
    CHECK(cut_to_bytes("东庄镇", 2).empty());
    CHECK(count_characters("东庄a镇") == 4);
}

TEST_CASE("blanks at the ends go, wide ones too, those inside stay") {
    CHECK(trimmed(" \t\u3000 东 庄\u3000\r\n") == "东 庄");
    CHECK(trimmed(" \u3000 ").empty());
    CHECK(trimmed("") == "");
}

TEST_CASE("addresses hold only what may stand in them") {
    CHECK(percent_encoded("a-b_c.d~9") == "a-b_c.d~9");
    CHECK(percent_encoded("村 /?") == "%E6%9D%91%20%2F%3F");
    CHECK(is_digits("0123456789"));
    CHECK_FALSE(is_digits(""));
    CHECK_FALSE(is_digits("1２"));
}

TEST_CASE("text is escaped where JSON asks for it and nowhere else") {
    CHECK(in_quotes("") == "\"\"");
    CHECK(in_quotes("张\"三\\/\n\r\t") == R"("张\"三\\/\n\r\t")");
    CHECK(in_quotes(std::string{"\0\x01\x1f\x7f", 4}) == "\"\\u0000\\u0001\\u001f\x7f\"");
}
