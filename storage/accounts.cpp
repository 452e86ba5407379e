#include "storage/accounts.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace tiaojie::storage {
namespace {

// Argon2id at libsodium's interactive cost: about 50 ms and 64 MiB a password.
std::string hash_of(const std::string& password) {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot be initialised"};
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw StoreFault{FaultKind::full, "内存不足，无法计算口令摘要"};
    return out.data();
}

bool exists(Database& db, const std::string& name) {
    Query query{db, "SELECT 1 FROM accounts WHERE account = ?", name};
    return query.step();
}

}  // namespace

std::optional<std::string> password_fault(const std::string& password) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    bool other = false;
    int characters = 0;
    for (const char c : password) {
        characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (c >= 'A' && c <= 'Z')
            upper = true;
        else if (c >= 'a' && c <= 'z')
            lower = true;
        else if (c >= '0' && c <= '9')
            digit = true;
        else
            other = true;
    }
    if (characters < 8 || !upper || !lower || !digit || !other)
        return "口令至少8位，须同时含有大写字母、小写字母、数字和其他符号";
    if (password.size() > 256) return "口令过长";
    return std::nullopt;
}

bool add_account(Store& store, const Account& account, const std::string& password, const std::string& now) {
    const auto hash = hash_of(password);
    Transaction transaction{store.db()};
    if (exists(store.db(), account.name)) return false;
    std::optional<std::string> mediator;
    if (account.mediator) mediator = account.mediator->text;
    Query{store.db(),
          "INSERT INTO accounts (account, role, area, mediator, password, must_change, created)"
          " VALUES (?, ?, ?, ?, ?, 1, ?)",
          account.name,
          std::string{name(account.role)},
          account.area.code,
          mediator,
          hash,
          now}
        .run();
    transaction.commit();
    return true;
}

std::vector<AccountRow> accounts(Store& store) {
    std::vector<AccountRow> out;
    Query query{store.db(),
                "SELECT account, role, area, mediator, must_change, disabled, created FROM accounts ORDER BY account"};
    while (query.step()) {
        AccountRow row;
        row.account.name = query.string(0);
        row.account.role = parse_term<Role>(query.text(1)).value_or(Role::auditor);
        row.account.area = {query.integer(2)};
        if (!query.is_null(3)) row.account.mediator = Id{query.string(3)};
        row.must_change = query.integer(4) != 0;
        row.disabled = query.integer(5) != 0;
        row.created = query.string(6);
        out.push_back(std::move(row));
    }
    return out;
}

bool set_password(Store& store, const std::string& name, const std::string& password, bool must_change) {
    const auto hash = hash_of(password);
    Transaction transaction{store.db()};
    if (!exists(store.db(), name)) return false;
    Query{store.db(), "UPDATE accounts SET password = ?, must_change = ? WHERE account = ?", hash, must_change, name}
        .run();
    transaction.commit();
    return true;
}

bool disable_account(Store& store, const std::string& name) {
    Transaction transaction{store.db()};
    if (!exists(store.db(), name)) return false;
    Query{store.db(), "UPDATE accounts SET disabled = 1 WHERE account = ?", name}.run();
    transaction.commit();
    return true;
}

bool password_matches(Store& store, const std::string& name, const std::string& password) {
    std::string hash;
    {
        Query query{store.db(), "SELECT password FROM accounts WHERE account = ? AND disabled = 0", name};
        if (!query.step()) return false;
        hash = query.string(0);
    }
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void log_reveal(Store& store, const std::string& at, const std::string& by, const std::string& what,
                const std::string& reason) {
    Transaction transaction{store.db()};
    Query{store.db(), "INSERT INTO reveals (at, by, what, reason) VALUES (?, ?, ?, ?)", at, by, what, reason}.run();
    transaction.commit();
}

}  // namespace tiaojie::storage
