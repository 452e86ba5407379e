#include "cli/baseline.hpp"

#include <algorithm>
#include <map>

#include "api/tasks/data_files.hpp"
#include "api/wire/command_reader.hpp"
#include "cli/input_files.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie::cli {
namespace {

namespace fs = std::filesystem;

Refusal bad_divisions(const fs::path& file, const std::string& what) {
    return {"bad_divisions", {}, "区划文件" + file.string() + what};
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::size_t from = 0;
    for (auto tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', from)) {
        cells.push_back(line.substr(from, tab - from));
        from = tab + 1;
    }
    cells.push_back(line.substr(from));
    return cells;
}

// Adds the villages of one file, with their towns and districts. Columns: code, name, town code, town, county.
std::optional<Refusal> add_divisions(const fs::path& file, std::map<Division, std::string>& out) {
    const auto text = tasks::read_file(file);
    if (!text) return bad_divisions(file, "无法读取");
    std::size_t from = 0;
    for (int number = 1; from < text->size(); ++number) {
        const auto end = std::min(text->find('\n', from), text->size());
        auto line = text->substr(from, end - from);
        from = end + 1;
        if (line.ends_with('\r')) line.pop_back();
        if (number == 1 || line.empty()) continue;
        const auto cells = cells_of(line);
        const auto code = Division::parse(cells.front());
        if (!code || cells.size() < 5 || cells[1].empty() || cells[3].empty() || cells[4].empty())
            return bad_divisions(file,
                                 "第" + std::to_string(number) + "行不合要求，应为：代码、名称、乡镇代码、乡镇、区县");
        out[*code] = cells[1];
        out[code->town()] = cells[3];
        out[code->district()] = cells[4];
    }
    return std::nullopt;
}

Result<std::map<Division, std::string>> all_divisions(const std::optional<fs::path>& file) {
    std::map<Division, std::string> out;
    const auto files = file ? std::vector{*file} : data_files("divisions", ".tsv");
    for (const auto& each : files)
        if (auto refusal = add_divisions(each, out)) return *refusal;
    if (out.empty()) return bad_divisions(file.value_or(tasks::data_dir() / "divisions"), "中没有区划");
    return out;
}

template <class T>
Result<T> from_data_file(const fs::path& file, Result<T> (*read)(std::string_view)) {
    const auto text = read_input(file);
    if (!text) return text.refusal();
    auto value = read(*text);
    if (value) return value;
    auto refusal = value.refusal();
    refusal.message = file.string() + "：" + refusal.message;
    return refusal;
}

}  // namespace

Result<CalendarNotice> default_calendar() {
    const auto files = data_files("calendar", ".json");
    if (files.empty())
        return Refusal{"file_missing", {}, "找不到日历文件：" + (tasks::data_dir() / "calendar").string()};
    return from_data_file<CalendarNotice>(files.front(), read_calendar_notice);
}

Result<storage::Baseline> read_baseline(const std::optional<fs::path>& divisions_file, std::optional<Division> area) {
    const auto divisions = all_divisions(divisions_file);
    if (!divisions) return divisions.refusal();
    storage::Baseline out;
    const auto first = divisions->begin()->first;
    if (!area && divisions->rbegin()->first.district() != first.district())
        return Refusal{"area_needed", "area", "区划文件含有多个区县，须用 --area 指明辖区"};
    out.area = area.value_or(first.district());
    if (!divisions->contains(out.area)) return refuse("unknown_division", "area", out.area.text());
    for (const auto& [division, name] : *divisions)
        if (out.area.contains(division)) out.divisions.push_back({division, name});
    auto calendar = default_calendar();
    if (!calendar) return calendar.refusal();
    out.calendar = *std::move(calendar);
    auto policy = from_data_file<Policy>(tasks::data_dir() / "policy" / "default.json", read_policy);
    if (!policy) return policy.refusal();
    out.policy = *std::move(policy);
    return out;
}

}  // namespace tiaojie::cli
