// Accounts and their passwords (Argon2id), and the log of who saw personal data and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/access.hpp"
#include "storage/store.hpp"

namespace tiaojie::storage {

struct AccountRow {
    Account account{};
    bool must_change{};
    bool disabled{};
    std::string created{};
};

// What is wrong with a password: at least 8 characters of all four classes. Nothing when it is good.
std::optional<std::string> password_fault(const std::string& password);

// False when the name is taken.
bool add_account(Store& store, const Account& account, const std::string& password, const std::string& now);
std::vector<AccountRow> accounts(Store& store);
// False when there is no such account.
bool set_password(Store& store, const std::string& name, const std::string& password, bool must_change);
bool disable_account(Store& store, const std::string& name);
bool password_matches(Store& store, const std::string& name, const std::string& password);

void log_reveal(Store& store, const std::string& at, const std::string& by, const std::string& what,
                const std::string& reason);

}  // namespace tiaojie::storage
