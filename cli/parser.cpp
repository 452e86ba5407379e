#include "cli/parser.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "api/text_rules.hpp"

namespace tiaojie::cli {
namespace {

std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

std::string in_quotes(std::string_view text) { return "“" + shown(text) + "”"; }

class Parser {
public:
    Parser(const std::vector<std::string>& words, const std::vector<Subcommand>& table)
        : words_(words), table_(table), globals_(global_options(out_)) {}

    Parsed run() {
        // How a fault is told depends on this one, wherever it stands.
        for (const auto& word : words_) {
            if (word == "--") break;
            if (word == "--json") out_.json = true;
        }
        while (at_ < words_.size() && !out_.fault) word(words_[at_++]);
        if (!out_.fault && !out_.wants_help && !out_.wants_version) finish();
        return std::move(out_);
    }

private:
    void word(const std::string& text) {
        if (!only_arguments_ && text == "--") {
            only_arguments_ = true;
        } else if (only_arguments_ || text == "-" || !text.starts_with('-')) {
            plain(text);
        } else {
            option(text);
        }
    }

    // A word of the subcommand's name as long as there is one; then an argument.
    void plain(const std::string& text) {
        const auto longer = out_.path.empty() ? text : out_.path + " " + text;
        const auto leads_on = [&](const Subcommand& row) {
            return row.name == longer || row.name.starts_with(longer + " ");
        };
        if (!only_arguments_ && arguments_ == 0 && std::any_of(table_.begin(), table_.end(), leads_on)) {
            out_.path = longer;
            const auto row =
                std::find_if(table_.begin(), table_.end(), [&](const auto& each) { return each.name == longer; });
            out_.command = row == table_.end() ? nullptr : &*row;
            return;
        }
        if (out_.command == nullptr) return unknown_subcommand(longer);
        argument(text);
    }

    void unknown_subcommand(const std::string& name) {
        std::vector<std::string> names;
        for (const auto& row : table_)
            if (!row.is_hidden) names.push_back(row.name);
        const auto like = nearest_name(name, names);
        out_.fault = "没有子命令" + in_quotes(name) +
                     (like.empty() ? "，可用 tiaojie help 查看全部" : "，是不是“" + like + "”？");
    }

    void argument(const std::string& text) {
        std::size_t place = 0;
        for (const auto& each : out_.command->options) {
            if (!each.is_argument()) continue;
            if (place++ < arguments_ && !each.repeatable) continue;
            ++arguments_;
            return take(each, text);
        }
        out_.fault = "多余的参数" + in_quotes(text);
    }

    void option(const std::string& text) {
        const auto equals = text.find('=');
        auto name = text.substr(0, equals);
        if (name == "-h") name = "--help";
        if (name == "-V") name = "--version";
        const auto* found = find(name);
        if (found == nullptr) return unknown_option(name);
        if (!found->repeatable && !found->is_flag() && !seen_.insert(name).second) {
            out_.fault = "选项 " + name + " 只能写一次";
            return;
        }
        seen_.insert(name);
        if (found->is_flag()) {
            if (equals != std::string::npos)
                out_.fault = "选项 " + name + " 不带值";
            else
                take(*found, {});
            return;
        }
        if (equals != std::string::npos) return take(*found, text.substr(equals + 1));
        if (at_ == words_.size() || words_[at_].starts_with("--")) {
            out_.fault = "选项 " + name + " 后面缺少 " + found->value;
            return;
        }
        take(*found, words_[at_++]);
    }

    const Option* find(const std::string& name) const {
        const auto named = [&](const Option& each) { return !each.is_argument() && each.name == name; };
        if (out_.command != nullptr) {
            const auto& own = out_.command->options;
            if (const auto it = std::find_if(own.begin(), own.end(), named); it != own.end()) return &*it;
        }
        const auto it = std::find_if(globals_.begin(), globals_.end(), named);
        return it == globals_.end() ? nullptr : &*it;
    }

    void unknown_option(const std::string& name) {
        std::vector<std::string> names;
        for (const auto& each : globals_) names.push_back(each.name);
        if (out_.command != nullptr)
            for (const auto& each : out_.command->options)
                if (!each.is_argument()) names.push_back(each.name);
        const auto like = nearest_name(name, names);
        out_.fault = (out_.path.empty() ? "" : out_.path + " ") + std::string{"没有选项"} + in_quotes(name) +
                     (like.empty() ? "" : "，是不是“" + like + "”？");
    }

    void take(const Option& each, const std::string& text) {
        const auto fault = each.take(text);
        if (!fault) return;
        out_.fault =
            (each.is_argument() ? "参数 " : "选项 ") + each.name + " 的值" + in_quotes(text) + "不合要求：" + *fault;
        if (each.choices.empty()) return;
        *out_.fault += "；可填：";
        for (const auto& choice : each.choices) *out_.fault += (&choice == &each.choices.front() ? "" : "、") + choice;
    }

    void finish() {
        if (out_.command == nullptr) {
            out_.fault = out_.path.empty()
                             ? "缺少子命令，可用 tiaojie help 查看全部"
                             : "“" + out_.path + "”后面还缺一个子命令，可用 tiaojie help " + out_.path + " 查看";
            return;
        }
        std::size_t place = 0;
        for (const auto& each : out_.command->options) {
            const bool given = each.is_argument() ? place++ < arguments_ : seen_.contains(each.name);
            if (!each.required || given) continue;
            out_.fault = out_.command->name + " 缺少" +
                         (each.is_argument() ? "参数 " + each.name : "选项 " + each.name + " " + each.value);
            return;
        }
    }

    const std::vector<std::string>& words_;
    const std::vector<Subcommand>& table_;
    Parsed out_{};
    std::vector<Option> globals_;
    std::size_t at_{0};
    std::size_t arguments_{0};
    bool only_arguments_{false};
    std::set<std::string> seen_{};
};

}  // namespace

std::string nearest_name(const std::string& word, const std::vector<std::string>& names) {
    const std::string* best = nullptr;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    if (word.size() > 100) return {};
    for (const auto& name : names) {
        const auto distance = edit_distance(word, name);
        if (distance >= least) continue;
        least = distance;
        best = &name;
    }
    return best == nullptr ? std::string{} : *best;
}

std::vector<Option> global_options(Parsed& out) {
    std::vector<Option> all{
        text_option("--db", "FILE", out.db, "数据库文件；默认取环境变量TIAOJIE_DB，再默认为tiaojie.db"),
        flag("--json", out.json, "标准输出只写一个JSON文档，被拒绝时也是"),
        date_option("--today", out.today, "把这一天当作今天，默认取环境变量TIAOJIE_TODAY，再默认为当天"),
        flag("--help", out.wants_help, "显示帮助"),
        flag("--version", out.wants_version, "显示版本"),
    };
    all.front().is_file = true;
    return all;
}

Parsed parse(const std::vector<std::string>& words, const std::vector<Subcommand>& table) {
    return Parser{words, table}.run();
}

}  // namespace tiaojie::cli
