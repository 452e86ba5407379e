// Which days are worked (全国年节及纪念日放假办法 and the State Council's yearly notices), and why.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/words/date.hpp"
#include "core/words/fields.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie {

enum class DayType : std::uint8_t { off, work };
template <>
struct Terms<DayType> {
    static constexpr std::array<Term<DayType>, 2> all{
        {{DayType::off, "off", "休息日"}, {DayType::work, "work", "工作日"}}};
};

struct CalendarDay {
    DayType type{};
    std::string name{};  // 国庆节
    std::optional<bool> in_lieu{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("type", &Self::type), field("name", &Self::name), field("in_lieu", &Self::in_lieu)};
    }
    friend bool operator==(const CalendarDay&, const CalendarDay&) = default;
};

// A holiday notice, or several: it settles all days of its years. Without `years`: the years of its days.
struct CalendarNotice {
    std::optional<std::string> id{};
    std::optional<std::string> source{};
    std::optional<std::string> note{};
    std::optional<std::vector<int>> years{};
    std::map<Date, CalendarDay> days{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id), field("source", &Self::source), field("note", &Self::note),
                          field("years", &Self::years), field("days", &Self::days)};
    }
    std::set<int> settled_years() const;
    friend bool operator==(const CalendarNotice&, const CalendarNotice&) = default;
};

class Calendar {
public:
    // A notice that names its years replaces them; otherwise its days are added.
    void load(const CalendarNotice& notice);

    bool is_working(Date day) const;
    bool is_provisional(int year) const { return !years_.contains(year); }  // no notice yet: weekends only
    bool is_provisional(Date first, Date last) const;
    std::string why(Date day) const;  // "国庆节放假", "星期六", "国庆节调休上班", "工作日"
    const CalendarDay* notice_day(Date day) const;  // what the notice says of it, if anything
    const std::set<int>& years() const { return years_; }
    int version() const { return version_; }  // how many notices have been loaded

private:
    std::map<Date, CalendarDay> days_{};
    std::set<int> years_{};
    std::vector<std::uint8_t> working_{};  // by day from 1900-01-01, so that asking costs nothing
    int version_{0};
};

}  // namespace tiaojie
