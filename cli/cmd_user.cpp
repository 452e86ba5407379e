// user add, list, approve, passwd, unlock, disable, second-factor remove.
#include <memory>

#include "api/wire/json_writer.hpp"
#include "api/wire/text_rules.hpp"
#include "cli/listing.hpp"
#include "cli/password.hpp"
#include "cli/session.hpp"
#include "storage/access/accounts.hpp"
#include "storage/access/second_factor.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {
namespace {

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
    const auto document = [&] {
        auto json = json_object();
        put(json, "account", name);
        return json;
    };
    return give(globals, {document, [&] { return sentence + "\n"; }});
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
    const auto password = read_password(asked.from_input, asked.name);
    if (!password) return refused(globals, password.refusal());
    const auto hash = storage::hash_password(*password);
    const auto entry =
        operator_entry(globals, AuditAction::account_made, account.name,
                       storage::audit_detail({{"role", tiaojie::name(account.role)}, {"area", account.area.text()}}));
    std::optional<Refusal> refusal;
    storage::change_with_audit(store, entry, [&] {
        refusal = storage::write_new_account(store, account, hash, true, globals.now);
        return !refusal;
    });
    if (refusal) return refused(globals, *refusal);
    return give(globals, {[&] { return account_view(account); },
                          [&] { return "已建立账号" + account.name + "，首次登录须修改口令\n"; }});
}

std::string state_of(const storage::AccountRow& row, std::int64_t now) {
    if (row.disabled) return "已停用";
    if (!row.approved) return "待批准";
    if (row.locked_until > now) return "已锁定";
    return row.must_change ? "待改口令" : "";
}

int list_users(const Globals& globals) {
    storage::Store store{globals.db};
    const auto now = seconds_now(globals);
    const auto view = [&](const storage::AccountRow& row) {
        auto json = account_view(row.account);
        put(json, "must_change", row.must_change);
        put(json, "disabled", row.disabled);
        put(json, "approved", row.approved);
        put(json, "locked", row.locked_until > now);
        put(json, "second_factor", row.has_second_factor);
        put(json, "created", row.created);
        return json;
    };
    const auto cells = [&](const storage::AccountRow& row) -> std::vector<Cell> {
        return {{row.account.name},
                {std::string{chinese(row.account.role)}},
                {division_text(store, row.account.area)},
                {row.account.mediator ? row.account.mediator->text : ""},
                {row.created.substr(0, 10)},
                {row.has_second_factor ? "已启用" : ""},
                {state_of(row, now), row.disabled ? Colour::grey : Colour::none}};
    };
    return give_list(globals, storage::accounts(store), view,
                     {{"账号"}, {"角色"}, {"范围", false, 24}, {"调解员"}, {"建立"}, {"第二因素"}, {"状态"}}, cells,
                     "还没有账号");
}

int change_password(const Globals& globals, const UserArguments& asked) {
    storage::Store store{globals.db};
    if (!storage::find_account(store, asked.name)) return refused(globals, unknown_account(asked.name));
    const auto password = read_password(asked.from_input, asked.name);
    if (!password) return refused(globals, password.refusal());
    const auto hash = storage::prepare_password(store, asked.name, *password);
    if (!hash) return refused(globals, hash.refusal());
    if (!storage::change_with_audit(store, operator_entry(globals, AuditAction::password_reset, asked.name),
                                    [&] { return storage::write_reset_password(store, asked.name, *hash); }))
        return refused(globals, unknown_account(asked.name));
    return tell_done(globals, asked.name, "已更换" + asked.name + "的口令，下次登录须修改");
}

using AccountChange = bool (*)(storage::Store&, const std::string&);

// A change for which only the name of the account is needed.
int change_account(const Globals& globals, const std::string& name, AuditAction action, AccountChange change,
                   const std::string& done, const std::string& nothing) {
    storage::Store store{globals.db};
    if (!storage::find_account(store, name)) return refused(globals, unknown_account(name));
    const bool changed =
        storage::change_with_audit(store, operator_entry(globals, action, name), [&] { return change(store, name); });
    return tell_done(globals, name, changed ? done + name : name + nothing);
}

bool disabled(storage::Store& store, const std::string& name) { return storage::write_disabled(store, name, true); }

}  // namespace

std::vector<Subcommand> user_commands() {
    const auto asked = std::make_shared<UserArguments>();
    const auto from_input = [&] { return flag("--password-stdin", asked->from_input, "由标准输入的第一行读取口令"); };
    const auto name = [&] { return argument("ACCOUNT", asked->name, "账号"); };
    return {{"user add",
             "建立账号",
             "每个账号有一个角色和一个范围，只能看到和办理范围内的案件。口令至少8位，含大小写字母、数字和符号，不含账号"
             "名；首次登录"
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
            {"user approve",
             "批准由网页建立的账号",
             {},
             {name()},
             [asked](const Globals& globals) {
                 return change_account(globals, asked->name, AuditAction::account_approved, storage::write_approved,
                                       "已批准账号", {});
             }},
            {"user unlock",
             "解除账号的锁定",
             "连续登录失败的账号会被锁定数分钟；这里立即解除。",
             {name()},
             [asked](const Globals& globals) {
                 return change_account(globals, asked->name, AuditAction::unlocked, storage::write_unlocked,
                                       "已解除锁定：", "没有被锁定");
             }},
            {"user disable",
             "停用账号",
             "其登录、令牌和日程订阅随即失效。",
             {name()},
             [asked](const Globals& globals) {
                 return change_account(globals, asked->name, AuditAction::account_disabled, disabled, "已停用账号", {});
             }},
            {"user second-factor remove",
             "取消账号的第二因素",
             "手机遗失时使用；恢复码一并作废。",
             {name()},
             [asked](const Globals& globals) {
                 return change_account(globals, asked->name, AuditAction::second_factor_removed,
                                       storage::write_removed_second_factor, "已取消第二因素：", "没有启用第二因素");
             }}};
}

}  // namespace tiaojie::cli
