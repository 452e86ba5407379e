#include <algorithm>
#include <charconv>
#include <memory>

#include "cli/command.hpp"

namespace tiaojie::cli {
namespace {

Option option(std::string name, std::string value, std::string help, std::function<Fault(const std::string&)> take) {
    Option out;
    out.name = std::move(name);
    out.value = std::move(value);
    out.help = std::move(help);
    out.take = std::move(take);
    return out;
}

}  // namespace

Option flag(std::string name, bool& out, std::string help) {
    return option(std::move(name), {}, std::move(help), [&out](const std::string&) -> Fault {
        out = true;
        return std::nullopt;
    });
}

Option text_option(std::string name, std::string value, std::optional<std::string>& out, std::string help) {
    return option(std::move(name), std::move(value), std::move(help), [&out](const std::string& text) -> Fault {
        out = text;
        return std::nullopt;
    });
}

Option date_option(std::string name, std::optional<Date>& out, std::string help) {
    return option(std::move(name), "DATE", std::move(help), [&out](const std::string& text) -> Fault {
        out = Date::parse(text);
        if (!out) return "须为存在的日期，写成YYYY-MM-DD";
        return std::nullopt;
    });
}

Option division_option(std::string name, std::optional<Division>& out, std::string help) {
    return option(std::move(name), "CODE", std::move(help), [&out](const std::string& text) -> Fault {
        out = Division::parse(text);
        if (!out) return "须为12位统计用区划代码";
        return std::nullopt;
    });
}

Option number_option(std::string name, std::optional<std::int64_t>& out, std::int64_t least, std::int64_t most,
                     std::string help) {
    return option(std::move(name), "N", std::move(help), [&out, least, most](const std::string& text) -> Fault {
        std::int64_t number{};
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return "须为整数";
        if (number < least) return "不能小于" + std::to_string(least);
        if (number > most) return "不能大于" + std::to_string(most);
        out = number;
        return std::nullopt;
    });
}

Option file_option(std::string name, std::optional<std::filesystem::path>& out, std::string help) {
    auto made = option(std::move(name), "FILE", std::move(help), [&out](const std::string& text) -> Fault {
        if (text.empty()) return "文件名不能为空";
        out = text;
        return std::nullopt;
    });
    made.is_file = true;
    return made;
}

Option choice_option(std::string name, std::string value, std::optional<std::string>& out,
                     std::vector<std::string> choices, std::string help) {
    auto made =
        option(std::move(name), std::move(value), std::move(help), [&out, choices](const std::string& text) -> Fault {
            if (std::find(choices.begin(), choices.end(), text) == choices.end()) return "没有这个取值";
            out = text;
            return std::nullopt;
        });
    made.choices = std::move(choices);
    return made;
}

Option argument(std::string name, std::string& out, std::string help) {
    auto made = option(std::move(name), {}, std::move(help), [&out](const std::string& text) -> Fault {
        if (text.empty()) return "不能为空";
        out = text;
        return std::nullopt;
    });
    made.required = true;
    return made;
}

Option file_argument(std::string name, std::filesystem::path& out, std::string help) {
    auto made = option(std::move(name), {}, std::move(help), [&out](const std::string& text) -> Fault {
        if (text.empty()) return "文件名不能为空";
        out = text;
        return std::nullopt;
    });
    made.required = true;
    made.is_file = true;
    return made;
}

Option arguments(std::string name, std::vector<std::string>& out, std::string help) {
    auto made = option(std::move(name), {}, std::move(help), [&out](const std::string& text) -> Fault {
        if (text.empty()) return "不能为空";
        out.push_back(text);
        return std::nullopt;
    });
    made.required = true;
    made.repeatable = true;
    return made;
}

Option required(Option option) {
    option.required = true;
    return option;
}

Option optional(Option option) {
    option.required = false;
    return option;
}

}  // namespace tiaojie::cli
