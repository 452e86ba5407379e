#include "cli/help.hpp"

#include "api/tasks/data_files.hpp"

#include <algorithm>

#include "cli/parser.hpp"
#include "cli/terminal.hpp"

namespace tiaojie::cli {
namespace {

std::size_t text_width() {
    const auto width = terminal_width();
    return width == 0 ? 100 : std::min<std::size_t>(width, 110);
}

std::string option_head(const Option& option) { return option.name + (option.value.empty() ? "" : " " + option.value); }

std::string option_help(const Option& option) {
    std::string text = option.help;
    if (option.required && !option.is_argument()) text += "（必填）";
    if (option.repeatable) text += "（可多次）";
    if (option.choices.empty()) return text;
    text += "。可填：";
    for (const auto& choice : option.choices) text += (&choice == &option.choices.front() ? "" : "、") + choice;
    return text;
}

std::string option_lines(const std::vector<Option>& options) {
    std::size_t widest = 0;
    for (const auto& each : options) widest = std::max(widest, display_width(option_head(each)));
    std::string out;
    for (const auto& each : options)
        out += "  " + padded(option_head(each), widest) + "  " + wrapped(option_help(each), text_width(), widest + 4) +
               "\n";
    return out;
}

std::string command_lines(const std::vector<Subcommand>& table, const std::string& prefix) {
    std::size_t widest = 0;
    const auto belongs = [&](const Subcommand& row) {
        return !row.is_hidden && (prefix.empty() || row.name == prefix || row.name.starts_with(prefix + " "));
    };
    for (const auto& row : table)
        if (belongs(row)) widest = std::max(widest, row.name.size());
    std::string out;
    for (const auto& row : table)
        if (belongs(row))
            out += "  " + padded(row.name, widest) + "  " + wrapped(row.summary, text_width(), widest + 4) + "\n";
    return out;
}

std::string global_lines() {
    Parsed unused;
    return "\n各子命令都可用的选项\n" + option_lines(global_options(unused));
}

std::string help_of(const Subcommand& row) {
    std::string out = "tiaojie " + row.name + "：" + row.summary + "\n\n用法\n  " + usage_line(row) + "\n";
    if (!row.help.empty()) out += "\n" + wrapped(row.help, text_width(), 0) + "\n";
    if (!row.options.empty()) out += "\n参数和选项\n" + option_lines(row.options);
    return out + global_lines();
}

}  // namespace

std::string version_line() { return "tiaojie " + std::string{tasks::program_version()} + "\n"; }

std::string usage_line(const Subcommand& row) {
    std::string line = "tiaojie " + row.name;
    for (const auto& each : row.options) {
        auto head = option_head(each) + (each.repeatable ? "…" : "");
        line += each.required ? " " + head : " [" + head + "]";
    }
    return line;
}

std::string help_text(const std::vector<Subcommand>& table, const std::string& path) {
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const Subcommand& each) { return each.name == path; });
    const auto below = command_lines(table, path);
    if (row != table.end()) {
        auto text = help_of(*row);
        const bool has_children = std::any_of(table.begin(), table.end(),
                                              [&](const auto& each) { return each.name.starts_with(path + " "); });
        return has_children ? text + "\n子命令\n" + below : text;
    }
    if (below.empty()) return {};
    std::string out = path.empty() ? "tiaojie：人民调解案件管理\n\n用法\n  tiaojie 子命令 [选项…]\n\n子命令\n"
                                   : "tiaojie " + path + " 的子命令\n\n";
    out += below + global_lines();
    out += "\n" +
           wrapped("各子命令的详细说明：tiaojie help 子命令。日期一律写成YYYY-MM-DD，金额单位为元。", text_width(), 0);
    out += "\n退出码：0完成，1被规则或数据拒绝、所指对象不存在，2用法错误，3数据库缺失、损坏、被占用或版本过新。\n";
    return out;
}

}  // namespace tiaojie::cli
