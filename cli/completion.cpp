#include <algorithm>
#include <map>
#include <set>

#include "cli/help.hpp"
#include "cli/parser.hpp"

namespace tiaojie::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::vector<std::string> option_names(const Subcommand& row) {
    std::vector<std::string> names;
    for (const auto& option : row.options)
        if (!option.is_argument()) names.push_back(option.name);
    return names;
}

// The words that may follow each path, in the order of the table, without repetition.
std::map<std::string, std::vector<std::string>> next_words(const std::vector<Subcommand>& table) {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& row : table) {
        if (row.is_hidden) continue;
        for (std::size_t from = 0; from < row.name.size();) {
            const auto space = std::min(row.name.find(' ', from), row.name.size());
            auto& words = out[row.name.substr(0, from == 0 ? 0 : from - 1)];
            const auto word = row.name.substr(from, space - from);
            if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
            from = space + 1;
        }
    }
    return out;
}

// The name of every subcommand, and every shorter sequence of words with which such a name begins.
std::set<std::string> paths_of(const std::vector<Subcommand>& table) {
    std::set<std::string> out;
    for (const auto& row : table) {
        if (row.is_hidden) continue;
        out.insert(row.name);
        for (auto space = row.name.find(' '); space != std::string::npos; space = row.name.find(' ', space + 1))
            out.insert(row.name.substr(0, space));
    }
    return out;
}

std::string words_after(const std::map<std::string, std::vector<std::string>>& next, const std::string& head) {
    std::string out;
    for (const auto& word : next.at(head)) out += (out.empty() ? "" : "、") + word;
    return out;
}

bool takes_file_argument(const Subcommand& row) {
    return std::any_of(row.options.begin(), row.options.end(),
                       [](const Option& option) { return option.is_argument() && option.is_file; });
}

std::vector<std::string> argument_choices(const Subcommand& row) {
    for (const auto& option : row.options)
        if (option.is_argument() && !option.choices.empty()) return option.choices;
    return {};
}

// The cases of the shell script that complete the value of an option with choices.
std::string bash_values(const std::vector<Subcommand>& table) {
    std::string out;
    for (const auto& row : table)
        for (const auto& option : row.options)
            if (!option.choices.empty() && !option.is_argument())
                out += "        '" + row.name + " " + option.name + "') COMPREPLY=($(compgen -W '" +
                       joined(option.choices) + "' -- \"$cur\")); return ;;\n";
    return out;
}

// The options whose value is a file, joined into a shell pattern.
std::string file_options(const std::vector<Subcommand>& table) {
    std::set<std::string> names{"--db"};
    for (const auto& row : table)
        for (const auto& option : row.options)
            if (option.is_file && !option.is_argument()) names.insert(option.name);
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : "|") + name;
    return out;
}

// For use between single quotes, with brackets and colons escaped as _arguments expects.
std::string zsh_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
            continue;
        }
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string zsh_spec(const Option& option) {
    std::string action = " ";
    if (option.is_file) action = "_files";
    if (!option.choices.empty()) action = "(" + joined(option.choices) + ")";
    if (option.is_argument())
        return "'" +
               std::string{option.repeatable ? "*"
                           : option.required ? ""
                                             : ":"} +
               ":" + zsh_text(option.name) + ":" + action + "'";
    std::string spec =
        "'" + std::string{option.repeatable ? "*" : ""} + option.name + "[" + zsh_text(option.help) + "]";
    if (!option.is_flag()) spec += ":" + zsh_text(option.value) + ":" + action;
    return spec + "'";
}

}  // namespace

std::string bash_completion(const std::vector<Subcommand>& table) {
    Parsed unused;
    std::vector<std::string> globals;
    for (const auto& option : global_options(unused)) globals.push_back(option.name);

    std::string out =
        "# bash completion for tiaojie; made by: tiaojie completion bash\n_tiaojie() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path='' word i\n"
        "    COMPREPLY=()\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        word=${COMP_WORDS[i]}\n"
        "        case $word in -*) continue ;; esac\n"
        "        case \"${path:+$path }$word\" in\n";
    const auto paths = paths_of(table);
    out += "            ";
    for (const auto& path : paths) out += (path == *paths.begin() ? "'" : "|'") + path + "'";
    out += ") path=\"${path:+$path }$word\" ;;\n        esac\n    done\n";
    out += "    case $prev in " + file_options(table) + ") COMPREPLY=($(compgen -f -- \"$cur\")); return ;; esac\n";
    out += "    case \"$path $prev\" in\n" + bash_values(table) + "    esac\n";
    out += "    local globals='" + joined(globals) + "' words='' files=''\n    case $path in\n";
    const auto next = next_words(table);
    for (const auto& path : paths) {
        const auto row = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == path; });
        auto words = next.contains(path) ? next.at(path) : std::vector<std::string>{};
        bool files = false;
        if (row != table.end()) {
            for (const auto& name : option_names(*row)) words.push_back(name);
            for (const auto& choice : argument_choices(*row)) words.push_back(choice);
            files = takes_file_argument(*row);
        }
        out += "        '" + path + "') words='" + joined(words) + "'" + (files ? "; files=yes" : "") + " ;;\n";
    }
    out += "        '') words='" + joined(next.at("")) +
           "' ;;\n    esac\n"
           "    COMPREPLY=($(compgen -W \"$words $globals\" -- \"$cur\"))\n"
           "    if [[ -n $files && $cur != -* ]]; then COMPREPLY+=($(compgen -f -- \"$cur\")); fi\n}\n"
           "complete -o filenames -F _tiaojie tiaojie\n";
    return out;
}

std::string zsh_completion(const std::vector<Subcommand>& table) {
    Parsed unused;
    std::string out =
        "#compdef tiaojie\n# zsh completion for tiaojie; made by: tiaojie completion zsh\n_tiaojie() {\n"
        "    local -a globals names\n    globals=(\n";
    for (const auto& option : global_options(unused)) out += "        " + zsh_spec(option) + "\n";
    out +=
        "    )\n    local given='' word\n    integer i words_used=0\n"
        "    for ((i = 2; i < CURRENT; i++)); do\n        word=$words[i]\n        case \"${given:+$given }$word\" in\n";
    const auto next = next_words(table);
    const auto paths = paths_of(table);
    out += "            ";
    for (const auto& path : paths) {
        auto pattern = path;
        for (auto space = pattern.find(' '); space != std::string::npos; space = pattern.find(' ', space + 2))
            pattern.insert(space, "\\");
        out += (path == *paths.begin() ? "" : "|") + pattern;
    }
    out +=
        ") given=\"${given:+$given }$word\"; words_used=$i ;;\n        esac\n    done\n"
        "    if (( words_used > 1 )); then words=(tiaojie \"${(@)words[words_used+1,-1]}\"); "
        "(( CURRENT -= words_used - 1 )); fi\n    case $given in\n";
    for (const auto& [head, followers] : next) {
        const auto exact =
            std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == head; });
        out += "        '" + head + "')\n            names=(\n";
        for (const auto& word : followers) {
            const auto name = head.empty() ? word : head + " " + word;
            const auto row =
                std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == name; });
            out += "                '" + word + ":" +
                   zsh_text(row == table.end() ? words_after(next, name) : row->summary) + "'\n";
        }
        out +=
            "            )\n            (( CURRENT == 2 )) && _describe '子命令' names\n            _arguments "
            "$globals";
        if (exact != table.end())
            for (const auto& option : exact->options) out += " \\\n                " + zsh_spec(option);
        out += " ;;\n";
    }
    for (const auto& row : table) {
        if (row.is_hidden || next.contains(row.name)) continue;
        out += "        '" + row.name + "')\n            _arguments $globals";
        for (const auto& option : row.options) out += " \\\n                " + zsh_spec(option);
        out += " ;;\n";
    }
    return out + "    esac\n}\n_tiaojie \"$@\"\n";
}

}  // namespace tiaojie::cli
