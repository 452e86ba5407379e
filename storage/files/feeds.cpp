#include "storage/files/feeds.hpp"

#include "storage/access/accounts.hpp"
#include "storage/keys/secret_text.hpp"

namespace tiaojie::storage {

Result<NewFeed> write_new_feed(Store& store, const std::string& account, const std::string& now) {
    const auto row = find_account(store, account);
    if (!row || row->disabled || !row->approved)
        return Refusal{"unknown_account", "account", "没有这个账号，或者账号未启用：" + account};
    if (feeds(store, account).size() >= feeds_per_account)
        return Refusal{"too_many", "account", "每个账号至多5个日程订阅，请先撤销不用的"};
    NewFeed out{new_secret(), {new_public_id(), account, now}};
    const auto digest = secret_digest(out.secret);
    Query{store.db(),
          "INSERT INTO feeds (digest, id, account, created) VALUES (?, ?, ?, ?)",
          Query::Blob{digest},
          out.feed.id,
          account,
          now}
        .run();
    return out;
}

bool write_revoke_feed(Store& store, const std::string& account, const std::string& id) {
    Query{store.db(), "DELETE FROM feeds WHERE id = ? AND account = ?", id, account}.run();
    return store.db().changed_rows() > 0;
}

std::vector<FeedRow> feeds(Store& store, const std::string& account) {
    std::vector<FeedRow> out;
    Query query{store.db(), "SELECT id, account, created FROM feeds WHERE account = ? ORDER BY created, id", account};
    while (query.step()) out.push_back({query.string(0), query.string(1), query.string(2)});
    return out;
}

std::optional<Account> find_feed(Store& store, const std::string& secret) {
    if (secret.size() != secret_characters) return std::nullopt;
    const auto digest = secret_digest(secret);
    std::string name;
    {
        Query query{store.db(), "SELECT account FROM feeds WHERE digest = ?", Query::Blob{digest}};
        if (!query.step()) return std::nullopt;
        name = query.string(0);
    }
    const auto row = find_account(store, name);
    if (!row || row->disabled || !row->approved || !may_see_cases(row->account.role)) return std::nullopt;
    return row->account;
}

}  // namespace tiaojie::storage
