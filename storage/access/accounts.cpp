#include "storage/access/accounts.hpp"

#include "storage/access/failures.hpp"
#include "storage/access/sessions.hpp"

namespace tiaojie::storage {
namespace {

constexpr const char* all_accounts =
    "SELECT account, role, area, mediator, must_change, disabled, approved, second_factor_on, created FROM accounts"
    " ORDER BY account";
constexpr const char* one_account =
    "SELECT account, role, area, mediator, must_change, disabled, approved, second_factor_on, created FROM accounts"
    " WHERE account = ?";

AccountRow account_from(Store& store, const Query& query) {
    AccountRow row;
    row.account.name = query.string(0);
    const auto role = parse_term<Role>(query.text(1));
    if (!role) throw StoreFault{FaultKind::damaged, "账号“" + row.account.name + "”的角色无法解读，数据库已损坏"};
    row.account.role = *role;
    row.account.area = {query.integer(2)};
    if (!query.is_null(3)) row.account.mediator = Id{query.string(3)};
    row.must_change = query.integer(4) != 0;
    row.disabled = query.integer(5) != 0;
    row.approved = query.integer(6) != 0;
    row.has_second_factor = query.integer(7) != 0;
    row.created = query.string(8);
    row.locked_until = failures_of(store, row.account.name).locked_until;
    return row;
}

std::optional<std::string> text_of(const std::optional<Id>& id) {
    if (!id) return std::nullopt;
    return id->text;
}

bool has_hash(Store& store, const PasswordCheck& check) {
    Query query{store.db(), "SELECT 1 FROM accounts WHERE account = ? AND password = ?", check.name,
                check.checked_hash};
    return query.step();
}

bool write_password(Store& store, const std::string& name, const PasswordHash& password, bool must_change) {
    Query{store.db(), "UPDATE accounts SET password = ?, must_change = ? WHERE account = ?", password.text(),
          must_change, name}
        .run();
    return store.db().changed_rows() > 0;
}

// What is said of a password that was checked: nothing yet when it is right and the account may be used.
std::optional<SignIn> refusal_of(Store& store, const PasswordCheck& check, SignInResult& out, std::int64_t at_seconds,
                                 const SessionRules& rules) {
    out.account = find_account(store, check.name);
    const auto failures = failures_of(store, check.name);
    if (failures.locked_until > at_seconds) {
        out.locked_until = failures.locked_until;
        return SignIn::locked;
    }
    // The one that was checked may have been replaced meanwhile.
    if (!check.matches || !out.account || !has_hash(store, check)) {
        out.has_just_locked = write_failure(store, check.name, at_seconds, rules);
        if (out.has_just_locked) out.locked_until = at_seconds + rules.lock_seconds;
        return SignIn::wrong;
    }
    if (out.account->disabled) return SignIn::disabled;
    if (!out.account->approved) return SignIn::unapproved;
    return std::nullopt;
}

}  // namespace

std::vector<AccountRow> accounts(Store& store) {
    std::vector<AccountRow> out;
    Query query{store.db(), std::string{all_accounts}};
    while (query.step()) out.push_back(account_from(store, query));
    return out;
}

std::optional<AccountRow> find_account(Store& store, const std::string& name) {
    Query query{store.db(), std::string{one_account}, name};
    if (!query.step()) return std::nullopt;
    return account_from(store, query);
}

std::int64_t locked_for(Store& store, const std::string& name, std::int64_t at_seconds) {
    return std::max<std::int64_t>(0, failures_of(store, name).locked_until - at_seconds);
}

SignInResult write_sign_in_result(Store& store, const PasswordCheck& check, std::int64_t at_seconds,
                                  const SessionRules& rules) {
    SignInResult out;
    if (const auto refused = refusal_of(store, check, out, at_seconds, rules)) {
        out.outcome = *refused;
        return out;
    }
    if (out.account->has_second_factor) {
        out.outcome = SignIn::awaits_code;  // failures stay: or codes could be guessed without end
        return out;
    }
    write_failures_forgotten(store, check.name);
    out.outcome = SignIn::accepted;
    return out;
}

SignInResult write_changed_password(Store& store, const PasswordCheck& present, const PasswordHash& password,
                                    const std::string& keep_session_id, std::int64_t at_seconds,
                                    const SessionRules& rules) {
    SignInResult out;
    if (const auto refused = refusal_of(store, present, out, at_seconds, rules)) {
        out.outcome = *refused;
        return out;
    }
    write_password(store, present.name, password, false);
    write_failures_forgotten(store, present.name);
    write_sign_out_everywhere(store, present.name, keep_session_id, Tokens::keep);
    out.outcome = SignIn::accepted;
    return out;
}

bool write_reset_password(Store& store, const std::string& name, const PasswordHash& password) {
    if (!write_password(store, name, password, true)) return false;
    write_failures_forgotten(store, name);
    write_sign_out_everywhere(store, name);
    return true;
}

bool write_unlocked(Store& store, const std::string& name) { return write_failures_forgotten(store, name); }

std::optional<Refusal> write_new_account(Store& store, const Account& account, const PasswordHash& password,
                                         bool is_approved, const std::string& now) {
    if (is_reserved_account(account.name))
        return Refusal{"reserved_name", "account", "这个账号名由系统保留：" + account.name};
    if (find_account(store, account.name))
        return Refusal{"already_exists", "account", "账号名已被使用：" + account.name};
    Query{store.db(),
          "INSERT INTO accounts (account, role, area, mediator, password, must_change, approved, created)"
          " VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
          account.name,
          std::string{name(account.role)},
          account.area.code,
          text_of(account.mediator),
          password.text(),
          is_approved,
          now}
        .run();
    return std::nullopt;
}

bool write_approved(Store& store, const std::string& name) {
    Query{store.db(), "UPDATE accounts SET approved = 1 WHERE account = ?", name}.run();
    return store.db().changed_rows() > 0;
}

bool write_rights(Store& store, const Account& account) {
    Query{store.db(),
          "UPDATE accounts SET role = ?, area = ?, mediator = ? WHERE account = ?",
          std::string{name(account.role)},
          account.area.code,
          text_of(account.mediator),
          account.name}
        .run();
    return store.db().changed_rows() > 0;
}

bool write_disabled(Store& store, const std::string& name, bool is_disabled) {
    Query{store.db(), "UPDATE accounts SET disabled = ? WHERE account = ?", is_disabled, name}.run();
    if (store.db().changed_rows() == 0) return false;
    if (!is_disabled) return true;
    write_sign_out_everywhere(store, name);
    Query{store.db(), "DELETE FROM feeds WHERE account = ?", name}.run();
    return true;
}

bool add_account(Store& store, const Account& account, const std::string& password, const std::string& now) {
    const auto hash = hash_password(password);
    Transaction transaction{store.db()};
    if (write_new_account(store, account, hash, true, now)) return false;
    transaction.commit();
    return true;
}

bool set_password(Store& store, const std::string& name, const std::string& password, bool must_change) {
    const auto hash = hash_password(password);
    Transaction transaction{store.db()};
    if (!write_reset_password(store, name, hash)) return false;
    if (!must_change) write_password(store, name, hash, false);
    transaction.commit();
    return true;
}

bool disable_account(Store& store, const std::string& name) {
    Transaction transaction{store.db()};
    if (!write_disabled(store, name, true)) return false;
    transaction.commit();
    return true;
}

}  // namespace tiaojie::storage
