// user token add, list, revoke: access for programs.
#include <memory>

#include "api/wire/json_writer.hpp"
#include "api/wire/text_rules.hpp"
#include "cli/listing.hpp"
#include "cli/session.hpp"
#include "storage/access/sessions.hpp"

namespace tiaojie::cli {
namespace {

constexpr std::int64_t day_seconds = 24 * 3600;

struct TokenArguments {
    std::string account{};
    std::optional<std::string> owner{};
    std::string id{};
    std::optional<std::string> name{};
    std::optional<std::int64_t> days{};
    std::optional<Division> area{};
    bool is_read_only{false};
};

std::string day_text(std::int64_t seconds) {
    constexpr std::int64_t east_seconds = 8 * 3600;
    return Date{static_cast<std::int32_t>((seconds + east_seconds) / day_seconds)}.text();
}

Json token_view(const storage::TokenRow& row) {
    auto json = json_object();
    put(json, "token", row.id);
    put(json, "account", row.account);
    put(json, "name", row.name);
    put(json, "read_only", row.is_read_only);
    put(json, "area", row.area);
    put(json, "created", day_text(row.created));
    put(json, "seen", row.seen == 0 ? json_null() : to_json(day_text(row.seen)));
    put(json, "expires", day_text(row.expires));
    return json;
}

int add_token(const Globals& globals, const TokenArguments& asked) {
    storage::Store store{globals.db};
    const auto now = seconds_now(globals);
    const storage::TokenRequest request{asked.account, asked.name.value_or(std::string{}),
                                        now + asked.days.value_or(90) * day_seconds, asked.is_read_only, asked.area};
    if (const auto refusal = unknown_division(store, asked.area)) return refused(globals, *refusal);
    std::optional<Result<storage::NewSession>> made;
    auto entry =
        operator_entry(globals, AuditAction::token_made, asked.account,
                       storage::audit_detail({{"name", request.name}, {"expires", day_text(request.expires)}}));
    storage::change_with_audit(store, entry, [&] {
        made = storage::write_token(store, request, now);
        return static_cast<bool>(*made);
    });
    if (!*made) return refused(globals, made->refusal());
    const auto& token = **made;
    const auto document = [&] {
        auto json = json_object();
        put(json, "token", token.session.id);
        put(json, "account", asked.account);
        put(json, "secret", token.secret);
        put(json, "expires", day_text(request.expires));
        return json;
    };
    const auto text = [&] {
        print(token.secret + "\n");
        say("令牌" + token.session.id + "有效至" + day_text(request.expires) + "；上面一行只显示这一次，请妥善保管");
    };
    return give(globals, {document, text});
}

int list_tokens(const Globals& globals, const TokenArguments& asked) {
    storage::Store store{globals.db};
    const auto cells = [&](const storage::TokenRow& row) -> std::vector<Cell> {
        return {{row.id},
                {row.account},
                {row.name},
                {row.area ? division_text(store, *row.area) : ""},
                {row.is_read_only ? "只读" : "读写"},
                {day_text(row.expires)},
                {row.seen == 0 ? "" : day_text(row.seen)}};
    };
    return give_list(globals, storage::tokens(store, asked.owner), token_view,
                     {{"令牌"}, {"账号"}, {"名称", false, 30}, {"范围", false, 24}, {"权限"}, {"到期"}, {"最近使用"}},
                     cells, "没有令牌");
}

int revoke_token(const Globals& globals, const TokenArguments& asked) {
    storage::Store store{globals.db};
    const auto entry = operator_entry(globals, AuditAction::token_revoked, asked.id);
    if (!storage::change_with_audit(store, entry,
                                    [&] { return storage::write_revoke_token(store, std::nullopt, asked.id); }))
        return refused(globals, Refusal{"unknown_token", "token", "没有这个令牌：" + shown(asked.id)});
    const auto document = [&] {
        auto json = json_object();
        put(json, "token", asked.id);
        return json;
    };
    return give(globals, {document, [&] { return "已撤销令牌" + asked.id + "\n"; }});
}

}  // namespace

std::vector<Subcommand> token_commands() {
    const auto asked = std::make_shared<TokenArguments>();
    return {{"user token add",
             "为程序签发令牌",
             "令牌以某个账号的名义使用接口，权限不超过该账号当时的权限。令牌本身只显示一次。",
             {argument("ACCOUNT", asked->account, "账号"), required(text_option("--name", "TEXT", asked->name, "用途")),
              number_option("--days", asked->days, 1, storage::longest_token_days, "有效天数，默认90"),
              division_option("--area", asked->area, "较窄的范围，默认为账号的范围"),
              flag("--read-only", asked->is_read_only, "只能查看")},
             [asked](const Globals& globals) { return add_token(globals, *asked); }},
            {"user token list",
             "列出令牌",
             {},
             {text_option("--account", "ACCOUNT", asked->owner, "只列这个账号的")},
             [asked](const Globals& globals) { return list_tokens(globals, *asked); }},
            {"user token revoke",
             "撤销令牌",
             {},
             {argument("TOKEN", asked->id, "令牌的编号")},
             [asked](const Globals& globals) { return revoke_token(globals, *asked); }}};
}

}  // namespace tiaojie::cli
