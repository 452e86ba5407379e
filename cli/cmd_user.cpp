// user add, list, passwd, disable.
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "api/json_writer.hpp"
#include "api/text_rules.hpp"
#include "cli/session.hpp"
#include "cli/table.hpp"
#include "storage/accounts.hpp"
#include "storage/office_rows.hpp"

namespace tiaojie::cli {
namespace {

// Typed characters stay unseen while this lives.
class NoEcho {
public:
    NoEcho() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_set_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~NoEcho() {
        if (is_set_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios before_{};
    bool is_set_{false};
};

std::optional<std::string> asked_for(const char* prompt) {
    const NoEcho quiet;
    std::cerr << prompt << std::flush;
    std::string line;
    const bool got = static_cast<bool>(std::getline(std::cin, line));
    std::cerr << "\n";
    if (!got) return std::nullopt;
    return line;
}

// From a terminal twice, from standard input its first line.
Result<std::string> read_password(bool from_input) {
    std::optional<std::string> password;
    if (from_input) {
        std::string line;
        if (std::getline(std::cin, line)) password = line;
        if (password && password->ends_with('\r')) password->pop_back();
    } else {
        if (::isatty(STDIN_FILENO) == 0)
            return Refusal{"password_needed", {}, "不在终端上，须用 --password-stdin 由标准输入给出口令"};
        password = asked_for("口令：");
        if (password && asked_for("再输一遍：") != password)
            return Refusal{"password_differs", {}, "两次输入的口令不一致"};
    }
    if (!password) return Refusal{"password_needed", {}, "没有读到口令"};
    if (const auto fault = storage::password_fault(*password)) return Refusal{"weak_password", "password", *fault};
    return *std::move(password);
}

struct UserArguments {
    std::string name{};
    std::optional<Role> role{};
    std::optional<Division> area{};
    std::optional<std::string> mediator{};
    bool from_input{false};
};

Json account_view(const Account& account) {
    auto json = json_object();
    put(json, "account", account.name);
    put(json, "role", account.role);
    put(json, "area", account.area);
    put(json, "mediator", account.mediator);
    return json;
}

Refusal unknown_account(const std::string& name) {
    return {"unknown_account", "account", "没有这个账号：" + shown(name)};
}

int tell_done(const Globals& globals, const std::string& name, const std::string& sentence) {
    if (globals.json) {
        auto json = json_object();
        put(json, "account", name);
        print_json(write_json(json));
    } else {
        print(sentence + "\n");
    }
    return exit_done;
}

int add_user(const Globals& globals, const UserArguments& asked) {
    const auto name = measure(asked.name);
    if (name.has_blank || name.has_control || name.has_line_or_tab || name.characters > 64)
        return misused(globals, "账号名不能有空白，至多64个字符");
    storage::Store store{globals.db};
    Account account{asked.name, *asked.role, store.area(), std::nullopt};
    if (asked.area) account.area = *asked.area;
    if (const auto refusal = unknown_division(store, account.area)) return refused(globals, *refusal);
    if (asked.mediator) {
        account.mediator = Id{*asked.mediator};
        if (storage::find_tenures(store.db(), storage::TenureRole::mediator, *account.mediator).empty())
            return refused(globals, refuse("unknown_mediator", "mediator", shown(*asked.mediator)));
    }
    const auto password = read_password(asked.from_input);
    if (!password) return refused(globals, password.refusal());
    if (!storage::add_account(store, account, *password, globals.now))
        return refused(globals, refuse("already_exists", "account", shown(asked.name)));
    if (globals.json)
        print_json(write_json(account_view(account)));
    else
        print("已建立账号" + account.name + "，首次登录须修改口令\n");
    return exit_done;
}

int list_users(const Globals& globals) {
    storage::Store store{globals.db};
    auto list = json_list();
    Table table{{{"账号"}, {"角色"}, {"范围", false, 24}, {"调解员"}, {"建立"}, {"状态"}}};
    for (const auto& row : storage::accounts(store)) {
        auto json = account_view(row.account);
        put(json, "must_change", row.must_change);
        put(json, "disabled", row.disabled);
        put(json, "created", row.created);
        add(list, std::move(json));
        table.add({{row.account.name},
                   {std::string{chinese(row.account.role)}},
                   {division_text(store, row.account.area)},
                   {row.account.mediator ? row.account.mediator->text : ""},
                   {row.created.substr(0, 10)},
                   {row.disabled      ? "已停用"
                    : row.must_change ? "待改口令"
                                      : "",
                    row.disabled ? Colour::grey : Colour::none}});
    }
    if (globals.json)
        print_json(write_json(list));
    else if (table.empty())
        say("还没有账号");
    else
        print(table.text(terminal_width()));
    return exit_done;
}

bool exists(storage::Store& store, const std::string& name) {
    for (const auto& row : storage::accounts(store))
        if (row.account.name == name) return true;
    return false;
}

int change_password(const Globals& globals, const UserArguments& asked) {
    storage::Store store{globals.db};
    if (!exists(store, asked.name)) return refused(globals, unknown_account(asked.name));
    const auto password = read_password(asked.from_input);
    if (!password) return refused(globals, password.refusal());
    if (!storage::set_password(store, asked.name, *password, true))
        return refused(globals, unknown_account(asked.name));
    return tell_done(globals, asked.name, "已更换" + asked.name + "的口令，下次登录须修改");
}

int disable_user(const Globals& globals, const UserArguments& asked) {
    storage::Store store{globals.db};
    if (!storage::disable_account(store, asked.name)) return refused(globals, unknown_account(asked.name));
    return tell_done(globals, asked.name, "已停用账号" + asked.name);
}

}  // namespace

std::vector<Subcommand> user_commands() {
    const auto asked = std::make_shared<UserArguments>();
    const auto from_input = [&] { return flag("--password-stdin", asked->from_input, "由标准输入的第一行读取口令"); };
    const auto name = [&] { return argument("ACCOUNT", asked->name, "账号"); };
    return {{"user add",
             "建立账号",
             "每个账号有一个角色和一个范围，只能看到和办理范围内的案件。口令至少8位，含大小写字母、数字和符号；首次登录"
             "须修改。",
             {name(), required(term_option("--role", asked->role, "角色")),
              division_option("--area", asked->area, "范围，默认为全部辖区"),
              text_option("--mediator", "ID", asked->mediator, "这个账号所属的调解员"), from_input()},
             [asked](const Globals& globals) { return add_user(globals, *asked); }},
            {"user list", "列出账号", {}, {}, list_users},
            {"user passwd",
             "更换账号的口令",
             {},
             {name(), from_input()},
             [asked](const Globals& globals) { return change_password(globals, *asked); }},
            {"user disable", "停用账号", {}, {name()}, [asked](const Globals& globals) {
                 return disable_user(globals, *asked);
             }}};
}

}  // namespace tiaojie::cli
