#include "core/law/period.hpp"

#include <algorithm>

namespace tiaojie {
namespace {

// The n-th counted day after `start`; a day counts when no pause covers it.
Date nth_counted_day(Date start, int n, const std::vector<Pause>& pauses) {
    Date end = start + n;
    for (const auto& pause : pauses) {
        const Date from = std::max(pause.from, start);
        if (pause.until <= from) continue;
        if (from >= end) break;  // a pause that begins at or after the counted end changes nothing
        end = end + (pause.until - from);
    }
    return end;
}

bool is_paused(Date day, const std::vector<Pause>& pauses) {
    return std::any_of(pauses.begin(), pauses.end(),
                       [&](const Pause& pause) { return day > pause.from && day <= pause.until; });
}

Date nth_working_day(Date start, int n, const std::vector<Pause>& pauses, const Calendar& calendar) {
    Date day = start;
    while (n > 0) {
        day = day + 1;
        if (calendar.is_working(day) && !is_paused(day, pauses)) --n;
    }
    return day;
}

// A period of months as the number of days it has without pauses.
int in_days(Date start, Period period) {
    return period.unit == Unit::months ? add_months(start, period.count) - start : period.count;
}

std::string length_text(Period period) {
    switch (period.unit) {
        case Unit::days:
            return std::to_string(period.count) + "日";
        case Unit::months:
            return std::to_string(period.count) + "个月";
        case Unit::working_days:
            return std::to_string(period.count) + "个工作日";
    }
    return {};
}

}  // namespace

std::vector<Pause> merged_pauses(std::vector<Pause> pauses) {
    std::erase_if(pauses, [](const Pause& pause) { return pause.until <= pause.from; });
    std::sort(pauses.begin(), pauses.end(), [](const Pause& a, const Pause& b) { return a.from < b.from; });
    std::vector<Pause> out;
    for (const auto& pause : pauses) {
        if (!out.empty() && pause.from <= out.back().until)
            out.back().until = std::max(out.back().until, pause.until);
        else
            out.push_back(pause);
    }
    return out;
}

Date next_working_day(Date day, const Calendar& calendar) {
    while (!calendar.is_working(day)) day = day + 1;
    return day;
}

Due due_of(Date start, Period period, const std::vector<Pause>& pauses, const Calendar& calendar) {
    const auto still = merged_pauses(pauses);
    Due out;
    if (period.unit == Unit::working_days) {
        out.raw = nth_working_day(start, period.count, still, calendar);
        out.due = period.count == 0 ? next_working_day(out.raw, calendar) : out.raw;
    } else {
        out.raw = nth_counted_day(start, in_days(start, period), still);
        out.due = next_working_day(out.raw, calendar);
    }
    out.provisional = calendar.is_provisional(start, out.due);
    return out;
}

Due due_of_named_day(Date start, Date named, Date from, const std::vector<Pause>& pauses, const Calendar& calendar) {
    std::vector<Pause> later;
    for (const auto& pause : pauses)
        if (pause.from >= from) later.push_back(pause);
    Due out;
    out.raw = nth_counted_day(from, named - from, merged_pauses(std::move(later)));
    out.due = out.raw == named ? named : next_working_day(out.raw, calendar);
    out.provisional = calendar.is_provisional(start, out.due);
    return out;
}

void explain_end(std::vector<std::string>& lines, Date start, const Due& due, const Calendar& calendar) {
    if (due.due != due.raw)
        lines.push_back("最后一日" + due.raw.chinese() + "（" + calendar.why(due.raw) + "）不是工作日，顺延至" +
                        due.due.chinese() + "（" + calendar.why(due.due) + "，民法典第二百零三条）");
    lines.push_back("届满日：" + due.due.chinese() + "24时（" + calendar.why(due.due) + "）");
    if (due.provisional) {
        std::string years;
        for (int year = start.year(); year <= due.due.year(); ++year)
            if (calendar.is_provisional(year)) years += (years.empty() ? "" : "、") + std::to_string(year) + "年";
        lines.push_back(years + "放假安排尚未公布或未录入，暂按周末休息推算，录入后重新计算");
    }
}

std::vector<std::string> explain(Date start, Period period, const std::vector<Pause>& pauses,
                                 const Calendar& calendar) {
    const auto still = merged_pauses(pauses);
    const Due due = due_of(start, period, still, calendar);
    std::vector<std::string> lines;
    lines.push_back("自" + start.chinese() + "起算，当日不计入（民法典第二百零一条）");
    const Due undisturbed = due_of(start, period, {}, calendar);
    if (period.unit == Unit::months) {
        const bool corresponding = undisturbed.raw.day() == start.day();
        lines.push_back("期间" + length_text(period) + "，到期月" +
                        (corresponding ? "的对应日为" : "没有对应日，以月末日") + undisturbed.raw.chinese() +
                        (corresponding ? "" : "为到期日") + "（民法典第二百零二条）");
    } else if (period.unit == Unit::working_days) {
        lines.push_back("期间" + length_text(period) + "，只计工作日（调休上班的周末计入，节假日不计），第" +
                        std::to_string(period.count) + "个工作日为" + undisturbed.raw.chinese());
    } else {
        lines.push_back("期间" + length_text(period) + "，第" + std::to_string(period.count) + "日为" +
                        undisturbed.raw.chinese());
    }
    for (const auto& pause : still) {
        if (pause.until <= start || pause.from >= due.raw) continue;
        const Date from = std::max(pause.from, start);
        lines.push_back(pause.from.chinese() + "中止，" + pause.until.chinese() + "恢复，其间" +
                        std::to_string(pause.until - from) + "日不计入");
    }
    if (due.raw != undisturbed.raw) lines.push_back("扣除中止后，计至" + due.raw.chinese());
    explain_end(lines, start, due, calendar);
    return lines;
}

}  // namespace tiaojie
