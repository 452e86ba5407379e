#include "api/routes/parameters.hpp"

#include <algorithm>
#include <charconv>

#include "api/wire/text_rules.hpp"
#include "core/words/text.hpp"

namespace tiaojie::http {
namespace {

constexpr std::size_t most_parameters = 50;
constexpr std::size_t longest_value = 1000;  // characters; a cursor is the longest thing that is ever sent

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// A name that could not be decoded, as far as it may be shown.
std::string printable(std::string_view raw) {
    std::string out;
    for (const char c : raw.substr(0, 64)) out += c > 0x20 && c < 0x7F ? c : '?';
    return out;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plus_is_blank && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (out.find('\0') != std::string::npos || !is_utf8(out)) return std::nullopt;
    return out;
}

Parameters::Parameters(std::string_view query) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto piece = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (piece.empty()) continue;
        if (given_.size() == most_parameters) {
            add_problem({}, "参数不能超过" + std::to_string(most_parameters) + "个");
            return;
        }
        const auto equals = std::min(piece.find('='), piece.size());
        const auto name = percent_decoded(piece.substr(0, equals), true);
        const auto value = percent_decoded(piece.substr(std::min(equals + 1, piece.size())), true);
        if (!name || !value) {
            add_problem(name ? shown(*name) : printable(piece.substr(0, equals)), "编码不正确，须为百分号编码的UTF-8");
            if (name) given_.push_back({*name, {}, true});
            continue;
        }
        const bool is_repeated =
            std::any_of(given_.begin(), given_.end(), [&](const Given& each) { return each.name == *name; });
        if (is_repeated)
            add_problem(shown(*name), "重复给出");
        else
            given_.push_back({*name, *value, false});
    }
}

std::optional<std::string> Parameters::text(std::string_view name) {
    const auto found = std::find_if(given_.begin(), given_.end(), [&](const Given& each) { return each.name == name; });
    if (found == given_.end()) return std::nullopt;
    found->was_read = true;
    if (found->value.empty()) return std::nullopt;
    const auto size = measure(found->value);
    const char* fault = !size.has_ink                     ? "不能为空白"
                        : size.has_control                ? "不能含有控制字符"
                        : size.has_line_or_tab            ? "不能含有换行和制表符"
                        : size.characters > longest_value ? "太长"
                                                          : nullptr;
    if (fault == nullptr) return found->value;
    add_problem(name, fault);
    return std::nullopt;
}

std::optional<Date> Parameters::date(std::string_view name) {
    const auto given = text(name);
    if (!given) return std::nullopt;
    const auto found = Date::parse(*given);
    if (!found) add_problem(name, "须为真实存在的日期，写成YYYY-MM-DD");
    return found;
}

std::optional<Division> Parameters::division(std::string_view name) {
    const auto given = text(name);
    if (!given) return std::nullopt;
    const auto found = Division::parse(*given);
    if (!found) add_problem(name, "须为12位行政区划代码");
    return found;
}

std::optional<std::int64_t> Parameters::number(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto given = text(name);
    if (!given) return std::nullopt;
    std::int64_t out{};
    const char* end = given->data() + given->size();
    const auto read = std::from_chars(given->data(), end, out);
    if (read.ec == std::errc{} && read.ptr == end && out >= least && out <= most) return out;
    add_problem(name, "须为" + std::to_string(least) + "到" + std::to_string(most) + "的整数");
    return std::nullopt;
}

std::int64_t Parameters::limit(std::int64_t most, std::int64_t unless_given) {
    const auto given = text("limit");
    if (!given) return unless_given;
    const bool is_number = given->find_first_not_of("0123456789") == std::string::npos;
    std::int64_t out{};
    const auto read = std::from_chars(given->data(), given->data() + given->size(), out);
    if (is_number && read.ec == std::errc::result_out_of_range) return most;
    if (is_number && out >= 1) return std::min(out, most);
    add_problem("limit", "须为1以上的整数");
    return unless_given;
}

bool Parameters::flag(std::string_view name) {
    const auto found = std::find_if(given_.begin(), given_.end(), [&](const Given& each) { return each.name == name; });
    if (found == given_.end()) return false;
    found->was_read = true;
    if (found->value.empty() || found->value == "true" || found->value == "1") return true;
    if (found->value != "false") add_problem(name, "须为true或false");
    return false;
}

void Parameters::add_problem(std::string_view field, std::string problem) {
    problems_.push_back({std::string{field}, std::move(problem)});
}

std::vector<FieldProblem> Parameters::problems() const {
    auto out = problems_;
    for (const auto& each : given_)
        if (!each.was_read) out.push_back({shown(each.name), "没有这个参数"});
    return out;
}

}  // namespace tiaojie::http
