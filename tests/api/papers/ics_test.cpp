#include "api/papers/ics.hpp"

#include "tests/catch.hpp"

using namespace tiaojie;
using http::calendar_text;
using http::CalendarEntry;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        out.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return out;
}

std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ")) text.erase(at, 3);
    return text;
}

bool begins_inside_a_character(const std::string& text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

}  // namespace

TEST_CASE("a calendar of whole days") {
    const std::vector<CalendarEntry> entries{
        {"c-101/stage/2021-11-01@tiaojie", Date::of(2021, 12, 31), "本级调解期限", "案件c-101", "https://t/#/c-101"}};
    CHECK(calendar_text("期限", entries, 1634175000) ==
          "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tiaojie//tiaojie//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
          "NAME:期限\r\nX-WR-CALNAME:期限\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nBEGIN:VEVENT\r\n"
          "UID:c-101/stage/2021-11-01@tiaojie\r\nDTSTAMP:20211014T013000Z\r\nDTSTART;VALUE=DATE:20211231\r\n"
          "DTEND;VALUE=DATE:20220101\r\nSUMMARY:本级调解期限\r\nDESCRIPTION:案件c-101\r\nURL:https://t/#/c-101\r\n"
          "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    CHECK(calendar_text("", {}, 0).find("VEVENT") == std::string::npos);
}

TEST_CASE("signs that mean something in a calendar are escaped") {
    const std::vector<CalendarEntry> entries{
        {"u", Date::of(2021, 1, 1), "a,b;c\\d\r\nEND:VEVENT\x07\x7F", "", "https://t/\r\nX: y"}};
    const auto text = calendar_text("n", entries, 0);
    CHECK(text.find("SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\r\n") != std::string::npos);
    CHECK(text.find("URL:https://t/X:y\r\n") != std::string::npos);
    CHECK(text.find("DESCRIPTION") == std::string::npos);
}

TEST_CASE("long lines are folded at 75 octets, never inside a character") {
    for (std::size_t shift = 0; shift < 8; ++shift) {
        std::string title(shift, 'x');
        for (int i = 0; i < 120; ++i) title += i % 5 == 0 ? "\xF0\x9F\x98\x80" : "案";
        const std::vector<CalendarEntry> entries{{"u", Date::of(2021, 1, 1), title, title, ""}};
        const auto text = calendar_text("n", entries, 0);
        for (const auto& line : lines_of(text)) {
            CHECK(line.size() <= 75);
            CHECK_FALSE(begins_inside_a_character(line, line.starts_with(' ') ? 1 : 0));
        }
        CHECK(unfolded(text).find("SUMMARY:" + title + "\r\n") != std::string::npos);
    }
    const std::vector<CalendarEntry> exact{{"u", Date::of(2021, 1, 1), std::string(75 - 8, 'x'), "", ""}};
    CHECK(calendar_text("n", exact, 0).find("\r\n ") == std::string::npos);
}
