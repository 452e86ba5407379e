#include "api/wire/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "api/wire/text_rules.hpp"
#include "core/words/identity_number.hpp"

namespace tiaojie {
namespace {

struct TextLimit {
    std::string_view name;
    std::size_t characters;
};

constexpr std::size_t longest_text = 20'000;
constexpr std::array<TextLimit, 13> text_limits{{{"name", 200},
                                                 {"short", 200},
                                                 {"place", 200},
                                                 {"official", 200},
                                                 {"leader", 200},
                                                 {"present", 200},
                                                 {"address", 200},
                                                 {"phone", 32},
                                                 {"id_number", 32},
                                                 {"id", 64},
                                                 {"by", 100},
                                                 {"file", 500},
                                                 {"what", 500}}};

std::size_t longest(std::string_view name) {
    for (const auto& limit : text_limits)
        if (limit.name == name) return limit.characters;
    return longest_text;
}

struct IntRange {
    std::string_view name;
    int least;
    int most;
};

constexpr int most_of_anything = 1'000'000;
constexpr std::array<IntRange, 5> int_ranges{{{"seats", 1, most_of_anything},
                                              {"obligation", 1, most_of_anything},
                                              {"item", 1, most_of_anything},
                                              {"months", 1, 1200},
                                              {"years", 1900, 2199}}};

IntRange range_of(std::string_view name) {
    for (const auto& range : int_ranges)
        if (range.name == name) return range;
    return {name, 0, most_of_anything};
}

void note(std::vector<Refusal>& list, std::string_view code, const std::string& field, std::string_view detail) {
    if (list.size() < max_listed_problems) list.push_back(refuse(code, field, detail));
}

}  // namespace

std::string Path::text() const {
    std::string out = parent_ == nullptr ? std::string{} : parent_->text();
    if (is_entry_) return out + "[" + std::to_string(index_) + "]";
    if (name_.empty()) return out;
    if (!out.empty()) out += '.';
    return out + shown(name_);
}

void Problems::unknown(const Path& path, std::string_view allowed) {
    const auto text = path.text();
    note(unknown_, "unknown_field", text, text + "；可用的字段：" + std::string{allowed});
}

void Problems::missing(const Path& path) {
    const auto text = path.text();
    note(missing_, "missing_field", text, text);
}

void Problems::bad(std::string_view code, const Path& path, std::string_view detail) {
    const auto text = path.text();
    note(bad_, code, text, text + (detail.empty() ? "" : "：") + std::string{detail});
}

std::vector<Refusal> Problems::all() const {
    std::vector<Refusal> out{unknown_};
    out.insert(out.end(), missing_.begin(), missing_.end());
    out.insert(out.end(), bad_.begin(), bad_.end());
    return out;
}

void FieldReader::value(const Json& json, bool& out, const Path& path) {
    if (json.kind == Json::Kind::boolean)
        out = json.boolean;
    else
        problems_.bad("bad_value", path, "须为true或false");
}

void FieldReader::value(const Json& json, int& out, const Path& path) {
    const auto range = range_of(path.name());
    int number = 0;
    if (json.kind == Json::Kind::number && json.is_integer) {
        const char* end = json.text.data() + json.text.size();
        const auto read = std::from_chars(json.text.data(), end, number);
        if (read.ec == std::errc{} && read.ptr == end && number >= range.least && number <= range.most) {
            out = number;
            return;
        }
    }
    problems_.bad("bad_value", path,
                  "须为" + std::to_string(range.least) + "到" + std::to_string(range.most) + "的整数，不带小数点");
}

void FieldReader::value(const Json& json, std::string& out, const Path& path) {
    const auto* text = string_of(json, path);
    if (text == nullptr) return;
    const auto limit = longest(path.name());
    const auto found = measure(*text);
    if (!found.has_ink) return problems_.bad("bad_value", path, "不能为空白");
    if (found.has_control) return problems_.bad("bad_value", path, "不能含有控制字符");
    if (found.characters > limit)
        return problems_.bad("bad_value", path, "不能超过" + std::to_string(limit) + "个字符");
    out = *text;
}

void FieldReader::value(const Json& json, Id& out, const Path& path) {
    const auto* text = string_of(json, path);
    if (text == nullptr) return;
    const auto found = measure(*text);
    if (found.characters < 1 || found.characters > 64 || found.has_blank || found.has_control)
        return problems_.bad("bad_value", path, "编号须为1到64个字符，不含空白和控制字符");
    out.text = *text;
}

void FieldReader::value(const Json& json, Amount& out, const Path& path) {
    if (json.kind != Json::Kind::number) return problems_.bad("bad_value", path, "金额须为数字，以元为单位");
    const auto read = read_yuan(json.text);
    switch (read.fault) {
        case MoneyFault::none:
            out.fen = read.fen;
            return;
        case MoneyFault::decimals:
            return problems_.bad("amount_decimals", path, {});
        case MoneyFault::negative:
            return problems_.bad("bad_value", path, "金额不能为负数");
        case MoneyFault::too_large:
            return problems_.bad("bad_value", path, "金额不能超过一千亿元");
        case MoneyFault::not_a_number:
            return problems_.bad("bad_value", path, "金额须为数字，以元为单位");
    }
}

void FieldReader::value(const Json& json, Date& out, const Path& path) {
    const auto* text = string_of(json, path);
    if (text == nullptr) return;
    if (const auto date = Date::parse(*text))
        out = *date;
    else
        problems_.bad("bad_value", path, "须为真实存在的日期，写成YYYY-MM-DD");
}

void FieldReader::value(const Json& json, Division& out, const Path& path) {
    const auto* text = string_of(json, path);
    if (text == nullptr) return;
    if (const auto division = Division::parse(*text))
        out = *division;
    else
        problems_.bad("bad_value", path, "须为12位行政区划代码");
}

void FieldReader::value(const Json& json, Corrections& out, const Path& path) {
    if (!is_object(json, path)) return;
    if (json.members.empty()) return problems_.bad("bad_value", path, "至少更正一项");
    members(json, out, &path);
}

void FieldReader::value(const Json& json, Policy& out, const Path& path) {
    if (!is_object(json, path)) return;
    const bool was_good = problems_.none();
    members(json, out, &path);
    if (!was_good || !problems_.none()) return;  // a policy read in part would show faults that it does not have
    if (const auto fault = fault_of(out))
        problems_.bad(
            "bad_value", Path{*fault},
            "政策的这一项不能使用：期限须在days、working_days、months中恰好写一项且不小于1，其余各项须在允许范围内");
}

void FieldReader::value(const Json& json, std::map<Date, CalendarDay>& out, const Path& path) {
    if (!is_object(json, path)) return;
    if (json.members.size() > max_calendar_days)
        return problems_.bad("bad_value", path, "不能超过" + std::to_string(max_calendar_days) + "天");
    for (const auto& member : json.members) {
        const Path day{member.key, &path};
        const auto date = Date::parse(member.key);
        if (!date || date->year() < 1900)
            problems_.bad("bad_value", day, "须为1900年至2199年间真实存在的日期，写成YYYY-MM-DD");
        else
            value(member.value, out.emplace_hint(out.end(), *date, CalendarDay{})->second, day);
    }
}

// Members mostly stand in the order of the fields: looking from behind the last one found spares the scan.
const Json* FieldReader::find(const Json& json, std::string_view name, std::size_t& next) {
    const auto& members = json.members;
    for (std::size_t i = next; i < members.size(); ++i) {
        if (members[i].key == name) {
            next = i + 1;
            return &members[i].value;
        }
    }
    for (std::size_t i = 0; i < next && i < members.size(); ++i)
        if (members[i].key == name) return &members[i].value;
    return nullptr;
}

const std::string* FieldReader::string_of(const Json& json, const Path& path) {
    if (json.kind == Json::Kind::string) return &json.text;
    problems_.bad("bad_value", path, "须为字符串");
    return nullptr;
}

bool FieldReader::is_list(const Json& json, const Path& path) {
    const bool is_array = json.kind == Json::Kind::array;
    // The years of a notice are bounded by their own range.
    const std::size_t most = path.name() == "years" ? 300 : max_list_entries;
    if (!is_array)
        problems_.bad("bad_value", path, "须为数组");
    else if (json.items.size() > most)
        problems_.bad("bad_value", path, "不能超过" + std::to_string(most) + "项");
    return is_array && json.items.size() <= most;
}

bool FieldReader::is_object(const Json& json, const Path& path) {
    if (json.kind != Json::Kind::object) problems_.bad("bad_value", path, "须为JSON对象");
    return json.kind == Json::Kind::object;
}

bool FieldReader::is_person(const Json& party) {
    const Json* kind = party.find("kind");
    return kind != nullptr && kind->kind == Json::Kind::string && kind->text == name(PartyKind::person);
}

void FieldReader::identity_number(const Json& json, std::optional<std::string>& out, const Path& path) {
    const auto* text = string_of(json, path);
    if (text == nullptr) return;
    if (is_identity_number(*text))
        out = *text;
    else
        problems_.bad("id_number", path, {});
}

void FieldReader::unknown_members(const Json& json, const std::vector<std::string_view>& names, const Path* parent,
                                  std::span<const std::string_view> besides) {
    std::string allowed;
    for (const auto list : {besides, std::span{names}})
        for (const auto name : list) (allowed += allowed.empty() ? "" : "、") += name;
    const auto is_in = [](const auto& list, std::string_view name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    for (const auto& member : json.members)
        if (!is_in(names, member.key) && !is_in(besides, member.key))
            problems_.unknown(Path{member.key, parent}, allowed);
}

}  // namespace tiaojie
