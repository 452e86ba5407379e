// The slow part of accounts: Argon2id by libsodium.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/words/text.hpp"
#include "storage/access/accounts.hpp"

namespace tiaojie::storage {
namespace {

// No password's digest, at the same cost: what is compared where there is no account.
constexpr const char* nobodys_hash =
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot be initialised"};
}

bool fits(const std::string& hash, std::string_view password) {
    start_sodium();
    const char* const text = password.empty() ? "" : password.data();  // an empty view may point nowhere
    return crypto_pwhash_str_verify(hash.c_str(), text, password.size()) == 0;
}

std::optional<std::string> stored_hash(Store& store, const std::string& name) {
    Query query{store.db(), "SELECT password FROM accounts WHERE account = ?", name};
    if (!query.step()) return std::nullopt;
    return query.string(0);
}

std::string in_lower_case(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::optional<std::string> password_fault(std::string_view password, std::string_view account_name) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    bool other = false;
    const auto characters = count_characters(password);
    for (const char c : password) {
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
    if (password.size() > longest_password_bytes) return "口令过长";
    if (account_name.size() >= 3 && in_lower_case(password).find(in_lower_case(account_name)) != std::string::npos)
        return "口令不能包含账号名";
    return std::nullopt;
}

// Argon2id at libsodium's interactive cost: about 50 ms and 64 MiB a password.
PasswordHash hash_password(std::string_view password) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        throw StoreFault{FaultKind::full, "内存不足，无法计算口令摘要"};
    return PasswordHash{out.data()};
}

Result<PasswordHash> prepare_password(Store& store, const std::string& name, std::string_view password) {
    if (auto fault = password_fault(password, name)) return Refusal{"weak_password", "password", *std::move(fault)};
    if (const auto hash = stored_hash(store, name); hash && fits(*hash, password))
        return Refusal{"same_password", "password", "新口令不能与原口令相同"};
    return hash_password(password);
}

PasswordCheck check_password(Store& store, const std::string& name, std::string_view password) {
    const auto hash = stored_hash(store, name);
    const bool is_short = password.size() <= longest_password_bytes;
    const bool matches = fits(hash.value_or(nobodys_hash), password.substr(0, longest_password_bytes));
    return {name, matches && is_short && hash, hash.value_or(std::string{})};
}

bool password_matches(Store& store, const std::string& name, const std::string& password) {
    const auto check = check_password(store, name, password);
    const auto row = find_account(store, name);
    return check.matches && row && row->approved && !row->disabled;
}

}  // namespace tiaojie::storage
