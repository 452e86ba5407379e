#include "storage/access/second_factor.hpp"

#include "storage/access/failures.hpp"
#include "storage/access/totp.hpp"
#include "storage/keys/secret_text.hpp"

namespace tiaojie::storage {
namespace {

// The secret belongs to its account: moved to another row it cannot be read.
std::string context_of(const std::string& account) { return "second factor/" + account; }

struct Factor {
    bool is_on{};
    std::int64_t step{};
    std::optional<std::string> secret{};
};

std::optional<Factor> factor_of(Store& store, const std::string& account) {
    Query query{store.db(),
                "SELECT second_factor_on, second_factor_step, second_factor FROM accounts WHERE account = ?", account};
    if (!query.step()) return std::nullopt;
    Factor out{query.integer(0) != 0, query.integer(1), std::nullopt};
    if (query.is_null(2)) return out;
    try {
        out.secret = store.secrets().decrypt(query.text(2), context_of(account));
    } catch (const DecryptFault&) {
        throw StoreFault{FaultKind::damaged, "账号“" + account + "”的第二因素无法解密，内容被改动"};
    }
    return out;
}

void write_step(Store& store, const std::string& account, std::int64_t step) {
    Query{store.db(), "UPDATE accounts SET second_factor_on = 1, second_factor_step = ? WHERE account = ?", step,
          account}
        .run();
}

std::string recovery_digest(Store& store, const std::string& account, std::string_view code) {
    return store.secrets().index_of("recovery code", account + "\n" + std::string{code});
}

// Without what people put in between, in upper case.
std::string bare(std::string_view code) {
    std::string out;
    for (const char c : code) {
        if (c == ' ' || c == '-') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

// ABCD-EFGH-IJKL-MNOP: 80 random bits.
std::string new_recovery_code() {
    const auto text = base32(random_bytes(10));
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += '-';
        out += text[i];
    }
    return out;
}

std::vector<std::string> write_recovery_codes(Store& store, const std::string& account) {
    auto& db = store.db();
    Query{db, "DELETE FROM recovery_codes WHERE account = ?", account}.run();
    std::vector<std::string> out;
    for (int i = 0; i < recovery_codes_at_once; ++i) {
        out.push_back(new_recovery_code());
        const auto digest = recovery_digest(store, account, bare(out.back()));
        Query{db, "INSERT INTO recovery_codes VALUES (?, ?)", account, Query::Blob{digest}}.run();
    }
    return out;
}

// Uses it up when it is good.
bool write_code_used(Store& store, const std::string& account, std::string_view given, std::int64_t at_seconds) {
    const auto factor = factor_of(store, account);
    if (!factor || !factor->is_on || !factor->secret || given.size() > 64) return false;
    const auto code = bare(given);
    if (const auto step = totp_matching_step(*factor->secret, code, at_seconds, factor->step)) {
        write_step(store, account, *step);
        return true;
    }
    const auto digest = recovery_digest(store, account, code);
    Query{store.db(), "DELETE FROM recovery_codes WHERE account = ? AND digest = ?", account, Query::Blob{digest}}
        .run();
    return store.db().changed_rows() > 0;
}

Refusal not_enrolled() { return {"not_enrolled", "account", "这个账号没有启用第二因素"}; }
Refusal already_enrolled() { return {"already_enrolled", "account", "这个账号已启用第二因素，须先取消"}; }

}  // namespace

Result<Enrolment> write_enrolment(Store& store, const std::string& account, std::string_view issuer) {
    const auto factor = factor_of(store, account);
    if (!factor) return Refusal{"unknown_account", "account", "没有这个账号：" + account};
    if (factor->is_on) return already_enrolled();
    const auto secret = random_bytes(totp_secret_bytes);
    const auto sealed = store.secrets().encrypt(secret, context_of(account));
    Query{store.db(), "UPDATE accounts SET second_factor = ?, second_factor_step = 0 WHERE account = ?",
          Query::Blob{sealed}, account}
        .run();
    return Enrolment{base32(secret), totp_uri(issuer, account, secret)};
}

Result<std::vector<std::string>> write_confirmed_enrolment(Store& store, const std::string& account,
                                                           std::string_view code, std::int64_t at_seconds) {
    const auto factor = factor_of(store, account);
    if (!factor || !factor->secret) return not_enrolled();
    if (factor->is_on) return already_enrolled();
    const auto step = totp_matching_step(*factor->secret, bare(code), at_seconds, factor->step);
    if (!step) return Refusal{"wrong_code", "code", "验证码不对，请核对手机时间后重试"};
    write_step(store, account, *step);
    return write_recovery_codes(store, account);
}

Result<std::vector<std::string>> write_new_recovery_codes(Store& store, const std::string& account) {
    const auto factor = factor_of(store, account);
    if (!factor || !factor->is_on) return not_enrolled();
    return write_recovery_codes(store, account);
}

bool write_removed_second_factor(Store& store, const std::string& account) {
    auto& db = store.db();
    Query{db, "DELETE FROM recovery_codes WHERE account = ?", account}.run();
    Query{db,
          "UPDATE accounts SET second_factor = NULL, second_factor_on = 0, second_factor_step = 0"
          " WHERE account = ? AND second_factor IS NOT NULL",
          account}
        .run();
    return db.changed_rows() > 0;
}

SignInResult write_code_result(Store& store, const std::string& account, std::string_view code, std::int64_t at_seconds,
                               const SessionRules& rules) {
    SignInResult out;
    out.account = find_account(store, account);
    if (const auto until = failures_of(store, account).locked_until; until > at_seconds) {
        out.outcome = SignIn::locked;
        out.locked_until = until;
    } else if (out.account && out.account->disabled) {
        out.outcome = SignIn::disabled;
    } else if (out.account && !out.account->approved) {
        out.outcome = SignIn::unapproved;
    } else if (out.account && write_code_used(store, account, code, at_seconds)) {
        out.outcome = SignIn::accepted;
        write_failures_forgotten(store, account);
    } else {
        out.outcome = SignIn::wrong;
        out.has_just_locked = write_failure(store, account, at_seconds, rules);
        if (out.has_just_locked) out.locked_until = at_seconds + rules.lock_seconds;
    }
    return out;
}

int recovery_codes_left(Store& store, const std::string& account) {
    Query query{store.db(), "SELECT count(*) FROM recovery_codes WHERE account = ?", account};
    query.step();
    return static_cast<int>(query.integer(0));
}

std::vector<Role> second_factor_roles(Store& store) {
    std::vector<Role> out;
    for (const auto& term : Terms<Role>::all) {
        Query query{store.db(), "SELECT 1 FROM second_factor_roles WHERE role = ?", std::string{term.name}};
        if (query.step()) out.push_back(term.value);
    }
    return out;
}

void write_second_factor_roles(Store& store, std::span<const Role> roles) {
    Query{store.db(), "DELETE FROM second_factor_roles"}.run();
    for (const auto role : roles)
        Query{store.db(), "INSERT OR IGNORE INTO second_factor_roles VALUES (?)", std::string{name(role)}}.run();
}

}  // namespace tiaojie::storage
