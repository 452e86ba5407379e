// Accounts and tokens. System administration makes and disables accounts; security administration approves them, sets
// their rights and helps who is locked out: no one alone can give himself a view of the cases.
#include <sodium.h>

#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/service/bodies.hpp"
#include "api/service/service.hpp"
#include "storage/access/accounts.hpp"
#include "storage/access/second_factor.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

constexpr std::size_t first_password_characters = 12;

// Easy to read out: no 0 O 1 l I. One of each class first, so that the rules hold.
std::string first_password() {
    constexpr std::string_view upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    constexpr std::string_view lower = "abcdefghijkmnpqrstuvwxyz";
    constexpr std::string_view digits = "23456789";
    constexpr std::string_view others = "@#%+=?";
    const auto one_of = [](std::string_view letters) {
        return letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    };
    std::string out{one_of(upper), one_of(lower), one_of(digits), one_of(others)};
    while (out.size() < first_password_characters) out += one_of(out.size() % 2 == 0 ? lower : digits);
    return out;
}

Json account_view(const Call& call, const storage::AccountRow& row) {
    auto json = json_object();
    put(json, "account", row.account.name);
    put(json, "role", row.account.role);
    put(json, "area", row.account.area);
    put(json, "mediator", row.account.mediator);
    put(json, "approved", row.approved);
    put(json, "disabled", row.disabled);
    put(json, "locked", row.locked_until > call.service.clock().seconds());
    put(json, "must_change", row.must_change);
    put(json, "second_factor", row.has_second_factor);
    put(json, "created", row.created);
    return json;
}

// The account in the path, when it lies in the administrator's area.
Or<storage::AccountRow> visible_account(const Call& call, storage::Store& store) {
    auto row = storage::find_account(store, call.path.at("account"));
    if (!row || !call.area().contains(row->account.area)) return http::not_found();
    return *std::move(row);
}

std::optional<http::Response> bad_rights(const Call& call, storage::Store& store, Division area,
                                         const std::optional<Id>& mediator) {
    if (!call.area().contains(area) || !storage::knows_division(store.db(), area)) return http::not_found();
    if (mediator && storage::find_tenures(store.db(), storage::TenureRole::mediator, *mediator).empty())
        return http::problem_of(refuse("unknown_mediator", "mediator", mediator->text));
    return std::nullopt;
}

// What the write lane does with one account: `change` says false when there is nothing to change.
template <class Change>
http::Response change_account(Call& call, AuditAction action, Change&& change) {
    auto found = visible_account(call, call.store);
    if (auto* problem = refusal_in(found)) return std::move(*problem);
    const auto& row = std::get<storage::AccountRow>(found);
    if (row.account.name == call.account().name)
        return http::problem("own_account", "不能对自己的账号作此操作，须由另一位管理员办理");
    change(row);
    storage::write_audit(call.store, audit_entry(call, action, row.account.name));
    return ok(account_view(call, *storage::find_account(call.store, row.account.name)));
}

}  // namespace

http::Response account_list(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& row : storage::accounts(call.store))
        if (call.area().contains(row.account.area)) add(list, account_view(call, row));
    return ok(list);
}

// On the password pool: the first password is hashed here, the account written by the writer.
http::Response account_make(Call& call) {
    auto body = body_of<NewAccountBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    const auto& given = std::get<NewAccountBody>(body);
    const auto password = first_password();
    const auto hash = storage::hash_password(password);
    return call.service.writer().run([&](storage::Ledger&, storage::Store& store) {
        if (auto problem = bad_rights(call, store, given.area, given.mediator)) return *std::move(problem);
        const Account account{given.account, given.role, given.area, given.mediator};
        if (const auto refusal = storage::write_new_account(store, account, hash, false, call.now))
            return http::problem_of(*refusal);
        storage::write_audit(store, audit_entry(call, AuditAction::account_made, given.account));
        auto json = json_object();
        put(json, "account", given.account);
        put(json, "first_password", password);
        return ok(json, 201);
    });
}

http::Response account_approve(Call& call) {
    return change_account(call, AuditAction::account_approved, [&](const storage::AccountRow& row) {
        storage::write_approved(call.store, row.account.name);
    });
}

http::Response account_rights(Call& call) {
    auto body = body_of<AccountRightsBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    const auto& given = std::get<AccountRightsBody>(body);
    if (auto problem = bad_rights(call, call.store, given.area, given.mediator)) return *std::move(problem);
    return change_account(call, AuditAction::rights_changed, [&](const storage::AccountRow& row) {
        storage::write_rights(call.store, {row.account.name, given.role, given.area, given.mediator});
    });
}

http::Response account_disable(Call& call) {
    return change_account(call, AuditAction::account_disabled, [&](const storage::AccountRow& row) {
        storage::write_disabled(call.store, row.account.name, true);
    });
}

http::Response account_unlock(Call& call) {
    return change_account(call, AuditAction::unlocked, [&](const storage::AccountRow& row) {
        storage::write_unlocked(call.store, row.account.name);
    });
}

http::Response account_second_factor_remove(Call& call) {
    return change_account(call, AuditAction::second_factor_removed, [&](const storage::AccountRow& row) {
        storage::write_removed_second_factor(call.store, row.account.name);
    });
}

http::Response account_password_reset(Call& call) {
    const auto password = first_password();
    const auto hash = storage::hash_password(password);
    return call.service.writer().run([&](storage::Ledger&, storage::Store& store) {
        auto found = visible_account(call, store);
        if (auto* problem = refusal_in(found)) return std::move(*problem);
        const auto& name = std::get<storage::AccountRow>(found).account.name;
        if (name == call.account().name) return http::problem("own_account", "自己的口令请用“修改口令”");
        storage::write_reset_password(store, name, hash);
        storage::write_audit(store, audit_entry(call, AuditAction::password_reset, name));
        auto json = json_object();
        put(json, "account", name);
        put(json, "first_password", password);
        return ok(json);
    });
}

http::Response second_factor_roles_show(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto json = json_object();
    put(json, "roles", storage::second_factor_roles(call.store));
    return ok(json);
}

http::Response second_factor_roles_set(Call& call) {
    auto body = body_of<SecondFactorRolesBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    if (!call.area().contains(call.store.area())) return http::problem("forbidden");  // it holds for everybody
    storage::write_second_factor_roles(call.store, std::get<SecondFactorRolesBody>(body).roles);
    storage::write_audit(call.store, audit_entry(call, AuditAction::second_factor_roles_set, "second-factor"));
    return second_factor_roles_show(call);
}

// ---- tokens ----

http::Response token_list(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    auto list = json_list();
    for (const auto& token : storage::tokens(call.store, call.account().name)) {
        auto json = json_object();
        put(json, "token", token.id);
        put(json, "name", token.name);
        put(json, "read_only", token.is_read_only);
        put(json, "area", token.area);
        put(json, "created", time_text(token.created));
        put(json, "seen", token.seen == 0 ? json_null() : to_json(time_text(token.seen)));
        put(json, "expires", time_text(token.expires));
        add(list, std::move(json));
    }
    return ok(list);
}

http::Response token_make(Call& call) {
    auto body = body_of<NewTokenBody>(call);
    if (auto* problem = refusal_in(body)) return std::move(*problem);
    const auto& given = std::get<NewTokenBody>(body);
    if (call.session->is_token) return http::problem("forbidden", "令牌不能再签发令牌，须登录后办理");
    if (given.area && !storage::knows_division(call.store.db(), *given.area)) return http::not_found();
    const auto now = call.service.clock().seconds();
    // To the end of the last day, UTC+8.
    const std::int64_t expires = (static_cast<std::int64_t>(given.expires.days) + 1) * 24 * 3600 - 8 * 3600;
    const auto made = storage::write_token(
        call.store, {call.account().name, given.name, expires, given.read_only.value_or(false), given.area}, now);
    if (!made) {
        if (made.refusal().code == "outside_area") return http::not_found();
        return http::problem_of(made.refusal());
    }
    storage::write_audit(call.store, audit_entry(call, AuditAction::token_made, made->session.id));
    auto json = json_object();
    put(json, "token", made->session.id);
    put(json, "secret", made->secret);
    put(json, "name", given.name);
    put(json, "read_only", given.read_only.value_or(false));
    put(json, "area", given.area);
    put(json, "created", time_text(now));
    put(json, "expires", time_text(made->session.expires));
    return ok(json, 201);
}

http::Response token_revoke(Call& call) {
    if (!storage::write_revoke_token(call.store, call.account().name, call.path.at("token"))) return http::not_found();
    storage::write_audit(call.store, audit_entry(call, AuditAction::token_revoked, call.path.at("token")));
    return http::empty_response(204);
}

}  // namespace tiaojie::service
