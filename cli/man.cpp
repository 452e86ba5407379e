#include "cli/help.hpp"
#include "cli/parser.hpp"

namespace tiaojie::cli {
namespace {

std::string troff(const std::string& text) {
    std::string out;
    bool at_line_start = true;
    for (const char c : text) {
        if (at_line_start && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
        at_line_start = c == '\n';
    }
    return out;
}

std::string option_entry(const Option& option) {
    std::string out = ".TP\n\\fB" + troff(option.name) + "\\fR";
    if (!option.value.empty()) out += " \\fI" + troff(option.value) + "\\fR";
    out += "\n" + troff(option.help);
    if (option.required && !option.is_argument()) out += "（必填）";
    if (option.repeatable) out += "（可多次）";
    if (!option.choices.empty()) {
        out += "。可填：";
        for (const auto& choice : option.choices)
            out += (&choice == &option.choices.front() ? "" : "、") + troff(choice);
    }
    return out + "\n";
}

// Each line of the text is a paragraph.
std::string paragraphs(const std::string& text) {
    std::string out;
    std::size_t from = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        out += troff(text.substr(from, end - from)) + "\n.PP\n";
        from = end + 1;
    }
    return out + troff(text.substr(from));
}

}  // namespace

std::string man_page(const std::vector<Subcommand>& table) {
    Parsed unused;
    auto version = version_line();
    version.pop_back();
    std::string out =
        "'\\\" -*- coding: UTF-8 -*-\n.TH TIAOJIE 1 \"\" \"" + troff(version) + "\" \"人民调解案件管理\"\n";
    out +=
        ".ad l\n.nh\n.SH 名称\ntiaojie \\- 人民调解案件管理\n.SH 概要\n.B tiaojie\n子命令 [选项…]\n.SH "
        "选项\n各子命令都可用：\n";
    for (const auto& option : global_options(unused)) out += option_entry(option);
    out += ".SH 子命令\n";
    for (const auto& row : table) {
        if (row.is_hidden) continue;
        out += ".SS " + troff(row.name) + "\n.B " + troff(usage_line(row)) + "\n.PP\n" + troff(row.summary) + "。\n";
        if (!row.help.empty()) out += ".PP\n" + paragraphs(row.help) + "\n";
        for (const auto& option : row.options) out += option_entry(option);
    }
    out +=
        ".SH "
        "退出码\n.TP\n0\n完成\n.TP\n1\n被规则拒绝、数据有误，或所指的对象不存在\n.TP\n2\n用法错误，包括选项的值写错\n"
        ".TP\n3\n数据库缺失、损坏、被占用，或由更新版本的程序建立\n.SH 环境变量\n"
        ".TP\nTIAOJIE_DB\n数据库文件\n.TP\nTIAOJIE_TODAY\n当作今天的日期\n.TP\nTIAOJIE_DATA\n数据目录\n.TP\nNO_"
        "COLOR\n不用颜色\n";
    return out;
}

}  // namespace tiaojie::cli
