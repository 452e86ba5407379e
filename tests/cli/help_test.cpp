#include "cli/help.hpp"

#include "cli/parser.hpp"
#include "tests/catch.hpp"

using namespace tiaojie::cli;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string in_troff(std::string text) {
    for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at + 2)) text.replace(at, 1, "\\-");
    return text;
}

}  // namespace

TEST_CASE("every subcommand of the contract is in the table") {
    for (const char* name : {"init",
                             "demo",
                             "apply",
                             "case list",
                             "case show",
                             "deadlines",
                             "calendar due",
                             "calendar load",
                             "policy set",
                             "campaign list",
                             "campaign board",
                             "consultation agenda",
                             "supervision list",
                             "supervision due",
                             "stats",
                             "report",
                             "report freeze",
                             "report list",
                             "report show",
                             "report diff",
                             "report verify",
                             "import",
                             "export",
                             "verify",
                             "rebuild",
                             "backup",
                             "restore",
                             "user add",
                             "user list",
                             "user passwd",
                             "user approve",
                             "user unlock",
                             "user disable",
                             "user second-factor remove",
                             "user token add",
                             "user token list",
                             "user token revoke",
                             "audit list",
                             "audit verify",
                             "completion",
                             "man",
                             "help"}) {
        INFO(name);
        CHECK_FALSE(help_text(subcommands(), name).empty());
    }
    CHECK(help_text(subcommands(), "no such").empty());
}

TEST_CASE("help, man page and completion know every subcommand and every option") {
    const auto all = help_text(subcommands(), "");
    const auto man = man_page(subcommands());
    const auto bash = bash_completion(subcommands());
    const auto zsh = zsh_completion(subcommands());
    for (const auto& row : subcommands()) {
        if (row.is_hidden) continue;
        INFO(row.name);
        CHECK(has(all, row.name));
        CHECK_FALSE(row.summary.empty());
        CHECK(has(man, in_troff(row.name)));
        CHECK(has(bash, "'" + row.name + "'"));
        const auto own = help_text(subcommands(), row.name);
        for (const auto& option : row.options) {
            INFO(option.name);
            CHECK_FALSE(option.help.empty());
            CHECK(has(own, option.name));
            CHECK(has(man, in_troff(option.name)));
            if (option.is_argument()) continue;
            CHECK(has(bash, option.name));
            CHECK(has(zsh, option.name + "["));
        }
    }
}

TEST_CASE("no option hides a global one") {
    Parsed unused;
    for (const auto& row : subcommands())
        for (const auto& option : row.options)
            for (const auto& global : global_options(unused)) CHECK(option.name != global.name);
}

TEST_CASE("a line of the man page never begins with a request that is text") {
    const auto man = man_page(subcommands());
    for (std::size_t at = man.find("\n."); at != std::string::npos; at = man.find("\n.", at + 1)) {
        const auto request = man.substr(at + 2, 2);
        INFO(man.substr(at, 40));
        CHECK((request == "SH" || request == "SS" || request == "TP" || request == "PP" || request == "B " ||
               request == "TH" || request == "ad" || request == "nh"));
    }
}
