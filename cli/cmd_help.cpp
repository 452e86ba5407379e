// completion, man, help.
#include <memory>

#include "cli/help.hpp"
#include "cli/output.hpp"

namespace tiaojie::cli {
Subcommand completion_command() {
    const auto shell = std::make_shared<std::optional<std::string>>();
    auto choice = choice_option("SHELL", {}, *shell, {"bash", "zsh"}, "哪一种命令行");
    return {
        "completion",
        "输出命令行补全脚本",
        "bash：把输出存为~/.local/share/bash-completion/completions/tiaojie。\nzsh：存为fpath所列目录中的_tiaojie。",
        {required(std::move(choice))},
        [shell](const Globals& globals) {
            return tell_text(globals,
                             **shell == "bash" ? bash_completion(subcommands()) : zsh_completion(subcommands()));
        }};
}

Subcommand man_command() {
    return {"man", "输出手册页（troff）", "阅读：tiaojie man | man -l -", {}, [](const Globals& globals) {
                return tell_text(globals, man_page(subcommands()));
            }};
}

Subcommand help_command() {
    const auto words = std::make_shared<std::vector<std::string>>();
    return {"help",
            "显示帮助",
            {},
            {optional(arguments("COMMAND", *words, "子命令，如 case list"))},
            [words](const Globals& globals) {
                std::string path;
                for (const auto& word : *words) path += (path.empty() ? "" : " ") + word;
                const auto text = help_text(subcommands(), path);
                return text.empty() ? misused(globals, "没有子命令“" + path + "”") : tell_text(globals, text);
            }};
}

}  // namespace tiaojie::cli
