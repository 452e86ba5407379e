#include "core/words/date.hpp"

#include <array>
#include <cassert>

namespace tiaojie {
namespace {

using std::chrono::sys_days;

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t china_offset_s = 8 * 3600;

// The number written in text[from, from+count), or -1 when something else than digits stands there.
int digits(std::string_view text, std::size_t from, std::size_t count) {
    if (text.size() < from + count) return -1;
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

void put(std::string& out, int value, int width) {
    std::array<char, 12> buffer{};
    int n = 0;
    do {
        buffer[static_cast<std::size_t>(n++)] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value > 0);
    for (int i = n; i < width; ++i) out += '0';
    while (n > 0) out += buffer[static_cast<std::size_t>(--n)];
}

// Fraction of a second, up to nanoseconds; moves `i` behind it. -1: no digit after the point.
std::int64_t fraction(std::string_view text, std::size_t& i) {
    std::int64_t nanos = 0;
    std::int64_t unit = 100'000'000;
    const std::size_t first = ++i;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        nanos += unit * (text[i] - '0');
        unit /= 10;
    }
    return i == first || i - first > 18 ? -1 : nanos;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 1800 || year > 2199 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                            std::chrono::day{static_cast<unsigned>(day)}};
    if (!civil.ok()) return std::nullopt;
    return Date{static_cast<std::int32_t>(sys_days{civil}.time_since_epoch().count())};
}

Date Date::of(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day civil{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    assert(civil.ok());
    return Date{static_cast<std::int32_t>(sys_days{civil}.time_since_epoch().count())};
}

std::chrono::year_month_day Date::civil() const { return sys_days{std::chrono::days{days}}; }
int Date::year() const { return static_cast<int>(civil().year()); }
unsigned Date::month() const { return static_cast<unsigned>(civil().month()); }
unsigned Date::day() const { return static_cast<unsigned>(civil().day()); }

int Date::year_month() const {
    const auto ymd = civil();
    return static_cast<int>(ymd.year()) * 100 + static_cast<int>(static_cast<unsigned>(ymd.month()));
}

unsigned Date::weekday() const { return std::chrono::weekday{sys_days{std::chrono::days{days}}}.c_encoding(); }

std::string Date::text() const {
    const auto ymd = civil();
    std::string out;
    put(out, static_cast<int>(ymd.year()), 4);
    out += '-';
    put(out, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
    out += '-';
    put(out, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
    return out;
}

std::string Date::chinese() const {
    return std::to_string(year()) + "年" + std::to_string(month()) + "月" + std::to_string(day()) + "日";
}

Date add_months(Date day, int months) {
    const auto civil = day.civil();
    const auto target = std::chrono::year_month{civil.year(), civil.month()} + std::chrono::months{months};
    const std::chrono::year_month_day same{target.year(), target.month(), civil.day()};
    const sys_days end =
        same.ok()
            ? sys_days{same}
            : sys_days{std::chrono::year_month_day_last{target.year(), std::chrono::month_day_last{target.month()}}};
    return Date{static_cast<std::int32_t>(end.time_since_epoch().count())};
}

At At::of(Date day) { return At{day, std::nullopt, day.text()}; }

std::optional<At> At::parse(std::string_view text) {
    const auto date = Date::parse(text.substr(0, 10));
    if (!date) return std::nullopt;
    if (text.size() == 10) return At{*date, std::nullopt, std::string{text}};
    if (text.size() < 20 || text.size() > 48 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (text[13] != ':' || text[16] != ':') return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    std::size_t i = 19;
    std::int64_t nanos = 0;
    if (text[i] == '.') {
        nanos = fraction(text, i);
        if (nanos < 0) return std::nullopt;
    }
    const auto zone = text.substr(i);
    std::int64_t offset_s = 0;
    if (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':') {
        const int hours = digits(zone, 1, 2);
        const int minutes = digits(zone, 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
        offset_s = (hours * 3600 + minutes * 60) * (zone[0] == '-' ? -1 : 1);
    } else if (zone != "Z" && zone != "z") {
        return std::nullopt;
    }
    const std::int64_t seconds =
        std::int64_t{date->days} * seconds_a_day + hour * 3600 + minute * 60 + second - offset_s;
    const std::int64_t local = seconds + china_offset_s;
    const std::int64_t day = local >= 0 ? local / seconds_a_day : (local - seconds_a_day + 1) / seconds_a_day;
    return At{Date{static_cast<std::int32_t>(day)}, seconds * 1'000'000'000 + nanos, std::string{text}};
}

bool is_before(const At& a, const At& b) {
    if (a.instant && b.instant) return *a.instant < *b.instant;
    return a.day < b.day;
}

}  // namespace tiaojie
