#include "core/law/calendar.hpp"

#include <array>

namespace tiaojie {
namespace {

constexpr Date first_known{-25'567};  // 1900-01-01

bool is_weekend(Date day) { return day.weekday() == 0 || day.weekday() == 6; }

}  // namespace

std::set<int> CalendarNotice::settled_years() const {
    if (years) return {years->begin(), years->end()};
    std::set<int> out;
    for (const auto& [day, what] : days) out.insert(day.year());
    return out;
}

// Notices for a year sometimes move days of the December before: without `years`, days of a year that is already
// settled only amend it.
void Calendar::load(const CalendarNotice& notice) {
    if (notice.years)
        for (const int year : *notice.years)
            std::erase_if(days_, [&](const auto& entry) { return entry.first.year() == year; });
    for (const auto& [day, what] : notice.days) days_[day] = what;
    years_.merge(notice.settled_years());
    ++version_;
    const Date last = days_.empty() ? first_known : days_.rbegin()->first;
    working_.assign(static_cast<std::size_t>(last - first_known + 1), 0);
    for (std::size_t i = 0; i < working_.size(); ++i)
        working_[i] = is_weekend(first_known + static_cast<int>(i)) ? 0 : 1;
    for (const auto& [day, what] : days_)
        if (day >= first_known) working_[static_cast<std::size_t>(day - first_known)] = what.type == DayType::work;
}

bool Calendar::is_working(Date day) const {
    const int i = day - first_known;
    if (i >= 0 && static_cast<std::size_t>(i) < working_.size()) return working_[static_cast<std::size_t>(i)] != 0;
    return !is_weekend(day);
}

bool Calendar::is_provisional(Date first, Date last) const {
    for (int year = first.year(); year <= last.year(); ++year)
        if (is_provisional(year)) return true;
    return false;
}

const CalendarDay* Calendar::notice_day(Date day) const {
    const auto found = days_.find(day);
    return found == days_.end() ? nullptr : &found->second;
}

std::string Calendar::why(Date day) const {
    static constexpr std::array<const char*, 7> names{"星期日", "星期一", "星期二", "星期三",
                                                      "星期四", "星期五", "星期六"};
    const std::string weekday = names[day.weekday()];
    if (const auto* notice = notice_day(day)) {
        if (notice->type == DayType::work) return weekday + "，" + notice->name + "调休上班";
        const bool in_lieu = notice->in_lieu.value_or(false);
        return weekday + "，" + notice->name + (in_lieu ? "调休放假" : "法定休假日");
    }
    return is_weekend(day) ? weekday + "，休息日" : weekday + "，工作日";
}

}  // namespace tiaojie
