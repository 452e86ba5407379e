#include "api/papers/ics.hpp"
#include "core/words/text.hpp"

#include <chrono>

namespace tiaojie::http {
namespace {

constexpr std::size_t longest_line = 75;  // octets, without the line break (RFC 5545, 3.1)

// One content line, folded: every further piece begins with a blank, and no character is cut.
void add_line(std::string& out, std::string_view name, std::string_view value) {
    const std::string whole = std::string{name} + ":" + std::string{value};
    std::string_view rest{whole};
    for (std::size_t room = longest_line; rest.size() > room; room = longest_line - 1) {
        const auto piece = cut_to_bytes(rest, room);
        out.append(piece).append("\r\n ");
        rest.remove_prefix(piece.size());
    }
    out.append(rest).append("\r\n");
}

// A text value (3.3.11); other control characters may not stand in a calendar at all.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            (out += '\\') += c;
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
            out += c;
    }
    return out;
}

std::string without_controls(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) > 0x20 && c != 0x7F) out += c;
    return out;
}

std::string basic_date(Date date) {
    auto out = date.text();
    std::erase(out, '-');
    return out;
}

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string utc_stamp(std::int64_t seconds) {
    const std::chrono::sys_seconds moment{std::chrono::seconds{seconds}};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::hh_mm_ss time{moment - day};
    const Date date{static_cast<std::int32_t>(day.time_since_epoch().count())};
    return basic_date(date) + "T" + two_digits(time.hours().count()) + two_digits(time.minutes().count()) +
           two_digits(time.seconds().count()) + "Z";
}

}  // namespace

std::string calendar_text(std::string_view name, const std::vector<CalendarEntry>& entries, std::int64_t made_seconds) {
    std::string out;
    add_line(out, "BEGIN", "VCALENDAR");
    add_line(out, "VERSION", "2.0");
    add_line(out, "PRODID", "-//tiaojie//tiaojie//ZH");
    add_line(out, "CALSCALE", "GREGORIAN");
    add_line(out, "METHOD", "PUBLISH");
    add_line(out, "NAME", escaped(name));
    add_line(out, "X-WR-CALNAME", escaped(name));
    add_line(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for (const auto& entry : entries) {
        add_line(out, "BEGIN", "VEVENT");
        add_line(out, "UID", escaped(entry.uid));
        add_line(out, "DTSTAMP", utc_stamp(made_seconds));
        add_line(out, "DTSTART;VALUE=DATE", basic_date(entry.date));
        add_line(out, "DTEND;VALUE=DATE", basic_date(entry.date + 1));
        add_line(out, "SUMMARY", escaped(entry.title));
        if (!entry.description.empty()) add_line(out, "DESCRIPTION", escaped(entry.description));
        if (!entry.url.empty()) add_line(out, "URL", without_controls(entry.url));
        add_line(out, "TRANSP", "TRANSPARENT");
        add_line(out, "END", "VEVENT");
    }
    add_line(out, "END", "VCALENDAR");
    return out;
}

}  // namespace tiaojie::http
