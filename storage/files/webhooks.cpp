#include "storage/files/webhooks.hpp"

#include <algorithm>
#include <array>

#include "storage/engine/short_name.hpp"
#include "storage/keys/secret_text.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::size_t longest_secret = 256;
constexpr std::string_view columns = "id, name, kind, area, events, active, created, url, secret";

std::string context_of(const std::string& id, const char* part) { return "webhook/" + id + "/" + part; }

std::string decrypted(Store& store, std::string_view sealed, const std::string& id, const char* part) {
    try {
        return store.secrets().decrypt(sealed, context_of(id, part));
    } catch (const DecryptFault&) {
        throw StoreFault{FaultKind::damaged, "推送“" + id + "”的地址或密钥无法解密，内容被改动"};
    }
}

std::string events_text(const std::vector<WebhookEvent>& events) {
    std::string out;
    for (const auto& term : Terms<WebhookEvent>::all) {
        if (std::find(events.begin(), events.end(), term.value) == events.end()) continue;
        if (!out.empty()) out += ',';
        out += term.name;
    }
    return out;
}

std::vector<WebhookEvent> events_from(std::string_view text) {
    std::vector<WebhookEvent> out;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (const auto event = parse_term<WebhookEvent>(word)) out.push_back(*event);
    }
    return out;
}

// Columns from `at` on, in the order of `columns`.
Webhook webhook_from(Store& store, const Query& query, int at = 0) {
    Webhook out;
    out.id = query.string(at);
    out.name = query.string(at + 1);
    const auto kind = parse_term<WebhookKind>(query.text(at + 2));
    if (!kind) throw StoreFault{FaultKind::damaged, "推送“" + out.id + "”的种类无法解读，数据库已损坏"};
    out.kind = *kind;
    out.area = {query.integer(at + 3)};
    out.events = events_from(query.text(at + 4));
    out.active = query.integer(at + 5) != 0;
    out.created = query.string(at + 6);
    out.url = decrypted(store, query.text(at + 7), out.id, "url");
    out.secret = decrypted(store, query.text(at + 8), out.id, "secret");
    return out;
}

std::optional<Refusal> fault_of(const Webhook& webhook) {
    const auto bad = [](const char* field, const char* sentence) { return Refusal{"bad_value", field, sentence}; };
    if (!is_short_name(webhook.name)) return bad("name", "推送须有名称，至多64个字符");
    if (webhook.events.empty()) return bad("events", "须至少选择一类事项");
    if (webhook.secret.size() > longest_secret) return bad("secret", "密钥过长");
    if (const auto url = parse_web_url(webhook.url); !url) return url.refusal();
    return std::nullopt;
}

// Everything but id and created.
void update(Store& store, const Webhook& webhook) {
    const auto url = store.secrets().encrypt(webhook.url, context_of(webhook.id, "url"));
    const auto secret = store.secrets().encrypt(webhook.secret, context_of(webhook.id, "secret"));
    Query{store.db(),
          "UPDATE webhooks SET name = ?, kind = ?, area = ?, events = ?, active = ?, url = ?, secret = ? WHERE id = ?",
          webhook.name,
          std::string{name(webhook.kind)},
          webhook.area.code,
          events_text(webhook.events),
          webhook.active,
          Query::Blob{url},
          Query::Blob{secret},
          webhook.id}
        .run();
}

}  // namespace

std::string shown_url(const std::string& url) {
    const auto parsed = parse_web_url(url);
    if (!parsed) return {};
    std::string out = parsed->is_secure ? "https://" : "http://";
    const bool is_ipv6 = parsed->host.find(':') != std::string::npos;
    out += is_ipv6 ? "[" + parsed->host + "]" : parsed->host;
    if (parsed->port != (parsed->is_secure ? 443 : 80)) out += ":" + std::to_string(parsed->port);
    const auto path = parsed->target.substr(0, parsed->target.find('?'));
    out += path.substr(0, path.rfind('/') + 1);
    if (out.size() < url.size()) out += "…";
    return out;
}

Result<std::string> write_new_webhook(Store& store, const Webhook& given) {
    if (const auto fault = fault_of(given)) return *fault;
    auto& db = store.db();
    {
        Query query{db, "SELECT count(*) FROM webhooks"};
        query.step();
        if (query.integer(0) >= webhooks_at_most) return Refusal{"too_many", {}, "推送至多50个"};
    }
    auto webhook = given;
    webhook.id = new_public_id();
    Query{db,
          "INSERT INTO webhooks (id, name, kind, area, events, active, created, url, secret)"
          " VALUES (?, '', '', 0, '', 0, ?, x'', x'')",
          webhook.id, webhook.created}
        .run();
    update(store, webhook);
    return webhook.id;
}

std::optional<Refusal> write_webhook(Store& store, const Webhook& given) {
    const auto present = find_webhook(store, given.id);
    if (!present) return Refusal{"unknown_webhook", "webhook", "没有这个推送"};
    if (auto fault = fault_of(given)) return fault;
    auto webhook = given;
    if (webhook.secret.empty()) webhook.secret = present->secret;
    update(store, webhook);
    return std::nullopt;
}

bool write_removed_webhook(Store& store, const std::string& id) {
    Query{store.db(), "DELETE FROM webhooks WHERE id = ?", id}.run();
    return store.db().changed_rows() > 0;
}

std::vector<Webhook> webhooks(Store& store) {
    std::vector<Webhook> out;
    Query query{store.db(), "SELECT " + std::string{columns} + " FROM webhooks ORDER BY no"};
    while (query.step()) out.push_back(webhook_from(store, query));
    return out;
}

std::optional<Webhook> find_webhook(Store& store, const std::string& id) {
    Query query{store.db(), "SELECT " + std::string{columns} + " FROM webhooks WHERE id = ?", id};
    if (!query.step()) return std::nullopt;
    return webhook_from(store, query);
}

}  // namespace tiaojie::storage
