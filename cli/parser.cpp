#include "cli/parser.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <numeric>

#include "api/wire/text_rules.hpp"

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

std::string resembling(const std::string& word, const std::vector<std::string>& names, const std::string& otherwise) {
    const auto like = nearest_name(word, names);
    return in_quotes(word) + (like.empty() ? otherwise : "，是不是“" + like + "”？");
}

class Parser {
public:
    explicit Parser(const std::vector<Subcommand>& table) : table_(table), globals_(global_options(out_)) {
        root_.set_help_flag();
        root_.fallthrough()->require_subcommand(1);
        for (const auto& each : globals_) add(root_, each);
        for (const auto& row : table_) {
            auto& app = *app_of(row.name)->require_subcommand(0, 1);
            for (const auto& each : row.options) add(app, each);
        }
    }

    Parsed run(const std::vector<std::string>& words) {
        read(words);
        try {
            root_.parse(std::vector<std::string>{words_.rbegin(), words_.rend()});
        } catch (const CLI::ValidationError& fault) {
            out_.fault = fault.what();
        } catch (const CLI::RequiredError&) {
            out_.fault = superfluous();  // a misspelt option may be the one that is missing
            if (!out_.fault && !out_.wants_help && !out_.wants_version) out_.fault = missing();
        } catch (const CLI::ExtrasError&) {
            out_.fault = superfluous();
        } catch (const CLI::ParseError&) {
            out_.fault = "选项 " + words_.back() + " 后面缺少值";
        }
        return std::move(out_);
    }

private:
    // Copies the words, changed where CLI11 would go wrong: `--name=` becomes `--name` and an empty word, and a `--` is
    // added at the end, for an option there that lacks its value.
    void read(const std::vector<std::string>& words) {
        bool only_arguments = false;
        for (const auto& word : words) {
            only_arguments |= word == "--";
            // Known before anything is parsed, because it decides how a fault is reported.
            out_.json |= !only_arguments && word == "--json";
            const bool is_empty = !only_arguments && word.starts_with("--") && word.find('=') == word.size() - 1;
            words_.push_back(is_empty ? word.substr(0, word.size() - 1) : word);
            if (is_empty) words_.emplace_back();
        }
        if (!only_arguments) words_.emplace_back("--");
    }

    CLI::App* app_of(const std::string& name) {
        auto& app = apps_[name];
        if (app != nullptr) return app;
        const auto space = name.rfind(' ');
        auto* parent = space == std::string::npos ? &root_ : app_of(name.substr(0, space));
        app = parent->add_subcommand(name.substr(space + 1))->require_subcommand(1);
        return app->preparse_callback([this, name](std::size_t) {
            const auto row = std::ranges::find(table_, name, &Subcommand::name);
            out_.path = name;
            out_.command = row == table_.end() ? nullptr : &*row;
        });
    }

    void add(CLI::App& app, const Option& each) {
        const auto take = [this, &app, &each](const CLI::results_t&) {
            if (const auto fault = take_all(app, each)) throw CLI::ValidationError(*fault);
            return true;
        };
        const auto names = each.name == "--help" ? "-h,--help" : each.name == "--version" ? "-V,--version" : each.name;
        auto* made = app.add_option(names, CLI::callback_t{take})->required(each.required);
        made->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        if (each.is_flag()) made->expected(0);
        if (each.is_argument() && each.repeatable) made->expected(1 << 20);  // any number
    }

    Fault take_all(const CLI::App& app, const Option& each) const {
        // The options of `report` do not belong to `report freeze`.
        if (&app != &root_ && !app.get_subcommands().empty()) return unknown_option(each.name);
        const auto& values = app.get_option(each.name)->results();
        if (values.size() > 1 && !each.repeatable && !each.is_flag()) return "选项 " + each.name + " 只能写一次";
        for (const auto& value : values) {
            if (each.is_flag() && value != "true") return "选项 " + each.name + " 不带值";
            if (!each.is_argument() && value.starts_with("--") && std::ranges::find(words_, value) != words_.end())
                return "选项 " + each.name + " 后面缺少 " + each.value;
            if (const auto fault = each.take(value)) return unfit(each, value, *fault);
        }
        return std::nullopt;
    }

    static std::string unfit(const Option& each, const std::string& value, const std::string& why) {
        auto fault =
            (each.is_argument() ? "参数 " : "选项 ") + each.name + " 的值" + in_quotes(value) + "不合要求：" + why;
        for (const auto& choice : each.choices)
            fault += (&choice == &each.choices.front() ? "；可填：" : "、") + choice;
        return fault;
    }

    Fault superfluous() const {
        for (const auto& word : root_.remaining(true)) {
            if (word == "--") continue;
            if (word.starts_with("-") && word != "-") return unknown_option(word.substr(0, word.find('=')));
            if (out_.command != nullptr) return "多余的参数" + in_quotes(word);
            std::vector<std::string> names;
            for (const auto& row : table_)
                if (!row.is_hidden) names.push_back(row.name);
            return "没有子命令" + resembling(under_path(word), names, "，可用 tiaojie help 查看全部");
        }
        return std::nullopt;
    }

    std::string unknown_option(const std::string& name) const {
        std::vector<std::string> names;
        for (const auto& each : globals_) names.push_back(each.name);
        if (out_.command != nullptr)
            for (const auto& each : out_.command->options)
                if (!each.is_argument()) names.push_back(each.name);
        if (std::ranges::find(names, name) != names.end()) return "选项 " + name + " 须写在子命令之后";
        return under_path("没有选项") + resembling(name, names, "");
    }

    std::string under_path(const std::string& text) const { return out_.path + (out_.path.empty() ? "" : " ") + text; }

    Fault missing() const {
        if (out_.path.empty()) return "缺少子命令，可用 tiaojie help 查看全部";
        if (out_.command == nullptr)
            return "“" + out_.path + "”后面还缺一个子命令，可用 tiaojie help " + out_.path + " 查看";
        for (const auto& each : out_.command->options)
            if (each.required && apps_.at(out_.path)->count(each.name) == 0)
                return out_.path + " 缺少" +
                       (each.is_argument() ? "参数 " + each.name : "选项 " + each.name + " " + each.value);
        return std::nullopt;
    }

    const std::vector<Subcommand>& table_;
    Parsed out_{};
    std::vector<Option> globals_;
    std::vector<std::string> words_{};
    CLI::App root_{};
    std::map<std::string, CLI::App*> apps_{};
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
    return Parser{table}.run(words);
}

}  // namespace tiaojie::cli
