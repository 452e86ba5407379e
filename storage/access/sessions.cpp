#include "storage/access/sessions.hpp"

#include <algorithm>
#include <stdexcept>

#include "storage/engine/short_name.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/secret_text.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::int64_t day_seconds = 24 * 3600;

// What both kinds of look-up say of the account, in columns 0 to 6.
void read_account(const Query& query, Session& out, const std::optional<Role>& role) {
    out.account.name = query.string(0);
    out.account.role = *role;
    out.account.area = {query.integer(2)};
    if (!query.is_null(3)) out.account.mediator = Id{query.string(3)};
    out.must_change = query.integer(4) != 0;
    out.has_second_factor = query.integer(5) != 0;
    out.needs_second_factor = !out.has_second_factor && query.integer(6) != 0;
}

std::optional<Session> find_browser_session(Store& store, const std::string& secret, std::int64_t at_seconds,
                                            const SessionRules& rules) {
    const auto digest = secret_digest(secret);
    Query query{store.db(),
                "SELECT a.account, a.role, a.area, a.mediator, a.must_change, a.second_factor_on,"
                " EXISTS (SELECT 1 FROM second_factor_roles AS r WHERE r.role = a.role),"
                " s.id, s.awaits_code, s.seen, s.expires FROM sessions AS s JOIN accounts AS a ON a.account = s.account"
                " WHERE s.digest = ? AND a.disabled = 0 AND a.approved = 1",
                Query::Blob{digest}};
    if (!query.step()) return std::nullopt;
    Session out;
    out.seen = query.integer(9);
    out.expires = query.integer(10);
    const auto role = parse_term<Role>(query.text(1));
    if (!role || at_seconds >= out.expires || at_seconds - out.seen >= rules.idle_seconds) return std::nullopt;
    read_account(query, out, role);
    out.id = query.string(7);
    out.awaits_code = query.integer(8) != 0;
    out.csrf = base64url(sm3({"tiaojie csrf 1\n", secret}));
    return out;
}

std::optional<Session> find_token(Store& store, const std::string& secret, std::int64_t at_seconds) {
    const auto digest = secret_digest(secret);
    Query query{store.db(),
                "SELECT a.account, a.role, a.area, a.mediator, a.must_change, a.second_factor_on,"
                " EXISTS (SELECT 1 FROM second_factor_roles AS r WHERE r.role = a.role),"
                " t.id, t.read_only, t.seen, t.expires, t.area FROM tokens AS t JOIN accounts AS a"
                " ON a.account = t.account WHERE t.digest = ? AND a.disabled = 0 AND a.approved = 1",
                Query::Blob{digest}};
    if (!query.step()) return std::nullopt;
    Session out;
    out.is_token = true;
    out.expires = query.integer(10);
    const auto role = parse_term<Role>(query.text(1));
    if (!role || at_seconds >= out.expires) return std::nullopt;
    read_account(query, out, role);
    out.id = query.string(7);
    out.is_read_only = query.integer(8) != 0;
    out.seen = query.integer(9);
    if (const auto narrower = query.optional_integer(11)) {
        const Division area{*narrower};
        // The account's area may have become another since.
        if (out.account.area.contains(area))
            out.account.area = area;
        else if (!area.contains(out.account.area))
            return std::nullopt;
    }
    return out;
}

Session must_be_found(std::optional<Session> session) {
    if (!session) throw std::logic_error{"a session for an account that may not be used"};
    return *std::move(session);
}

Refusal bad(const char* field, const char* sentence) { return {"bad_value", field, sentence}; }

std::int64_t tokens_held(Store& store, const std::string& account, std::int64_t at_seconds) {
    Query query{store.db(), "SELECT count(*) FROM tokens WHERE account = ? AND expires > ?", account, at_seconds};
    query.step();
    return query.integer(0);
}

std::optional<Refusal> fault_of(Store& store, const TokenRequest& request, std::int64_t at_seconds) {
    const auto row = find_account(store, request.account);
    if (!row || row->disabled || !row->approved)
        return Refusal{"unknown_account", "account", "没有这个账号，或者账号未启用：" + request.account};
    if (!is_short_name(request.name)) return bad("name", "令牌须有名称，至多64个字符");
    if (request.expires <= at_seconds) return bad("expires", "到期时间须晚于现在");
    if (request.expires > at_seconds + longest_token_days * day_seconds) return bad("expires", "有效期最长366天");
    if (request.area && !row->account.area.contains(*request.area))
        return Refusal{"outside_area", "area", "令牌的范围须在账号的范围之内"};
    if (tokens_held(store, request.account, at_seconds) >= tokens_per_account)
        return Refusal{"too_many", "account", "每个账号至多20个令牌"};
    return std::nullopt;
}

}  // namespace

NewSession write_session(Store& store, const Account& account, bool awaits_code, std::int64_t at_seconds,
                         const SessionRules& rules) {
    auto& db = store.db();
    Query{db,
          "DELETE FROM sessions WHERE account = ? AND digest NOT IN (SELECT digest FROM sessions WHERE account = ?"
          " ORDER BY seen DESC, created DESC LIMIT ?)",
          account.name, account.name, sessions_per_account - 1}
        .run();
    NewSession out;
    out.secret = new_secret();
    const auto longest = awaits_code ? rules.code_seconds : rules.longest_seconds;
    const auto digest = secret_digest(out.secret);
    Query{
        db,
        "INSERT INTO sessions (digest, id, account, awaits_code, created, seen, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
        Query::Blob{digest},
        new_public_id(),
        account.name,
        awaits_code,
        at_seconds,
        at_seconds,
        at_seconds + longest}
        .run();
    out.session = must_be_found(find_session(store, out.secret, at_seconds, rules));
    return out;
}

NewSession write_full_session(Store& store, const Session& awaiting, std::int64_t at_seconds,
                              const SessionRules& rules) {
    write_sign_out(store, awaiting.id);
    return write_session(store, awaiting.account, false, at_seconds, rules);
}

std::optional<Session> find_session(Store& store, const std::string& secret, std::int64_t at_seconds,
                                    const SessionRules& rules) {
    if (secret.size() == secret_characters) return find_browser_session(store, secret, at_seconds, rules);
    if (secret.size() == token_prefix.size() + secret_characters && secret.starts_with(token_prefix))
        return find_token(store, secret, at_seconds);
    return std::nullopt;
}

void write_seen(Store& store, const Session& session, std::int64_t at_seconds) {
    if (session.is_token)
        Query{store.db(), "UPDATE tokens SET seen = max(seen, ?) WHERE id = ?", at_seconds, session.id}.run();
    else
        Query{store.db(), "UPDATE sessions SET seen = max(seen, ?) WHERE id = ?", at_seconds, session.id}.run();
}

bool write_sign_out(Store& store, const std::string& session_id) {
    Query{store.db(), "DELETE FROM sessions WHERE id = ?", session_id}.run();
    return store.db().changed_rows() > 0;
}

void write_sign_out_everywhere(Store& store, const std::string& account, const std::string& except_session_id,
                               Tokens tokens) {
    Query{store.db(), "DELETE FROM sessions WHERE account = ? AND id <> ?", account, except_session_id}.run();
    if (tokens == Tokens::revoke) Query{store.db(), "DELETE FROM tokens WHERE account = ?", account}.run();
}

std::int64_t write_sweep_sessions(Store& store, std::int64_t at_seconds, const SessionRules& rules) {
    auto& db = store.db();
    Query{db, "DELETE FROM sessions WHERE expires <= ? OR seen <= ?", at_seconds, at_seconds - rules.idle_seconds}
        .run();
    const auto removed = db.changed_rows();
    Query{db, "DELETE FROM tokens WHERE expires <= ?", at_seconds}.run();
    return removed + db.changed_rows();
}

std::vector<SessionRow> sessions_of(Store& store, const std::string& account) {
    std::vector<SessionRow> out;
    Query query{store.db(),
                "SELECT id, created, seen, expires FROM sessions WHERE account = ? AND awaits_code = 0"
                " ORDER BY seen DESC, created DESC, id",
                account};
    while (query.step()) out.push_back({query.string(0), query.integer(1), query.integer(2), query.integer(3)});
    return out;
}

Result<NewSession> write_token(Store& store, const TokenRequest& request, std::int64_t at_seconds) {
    if (const auto fault = fault_of(store, request, at_seconds)) return *fault;
    NewSession out;
    out.secret = std::string{token_prefix} + new_secret();
    std::optional<std::int64_t> area;
    if (request.area) area = request.area->code;
    const auto digest = secret_digest(out.secret);
    Query{store.db(),
          "INSERT INTO tokens (digest, id, account, name, read_only, area, created, seen, expires)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
          Query::Blob{digest},
          new_public_id(),
          request.account,
          request.name,
          request.is_read_only,
          area,
          at_seconds,
          request.expires}
        .run();
    out.session = must_be_found(find_session(store, out.secret, at_seconds, SessionRules{}));
    return out;
}

std::vector<TokenRow> tokens(Store& store, const std::optional<std::string>& account) {
    std::string sql = "SELECT id, account, name, read_only, area, created, seen, expires FROM tokens";
    if (account) sql += " WHERE account = ?";
    Query query{store.db(), sql + " ORDER BY created DESC, id"};
    if (account) query.bind(1, *account);
    std::vector<TokenRow> out;
    while (query.step()) {
        TokenRow row{query.string(0), query.string(1),  query.string(2),  query.integer(3) != 0,
                     std::nullopt,    query.integer(5), query.integer(6), query.integer(7)};
        if (const auto area = query.optional_integer(4)) row.area = Division{*area};
        out.push_back(std::move(row));
    }
    return out;
}

bool write_revoke_token(Store& store, const std::optional<std::string>& account, const std::string& id) {
    if (account)
        Query{store.db(), "DELETE FROM tokens WHERE id = ? AND account = ?", id, *account}.run();
    else
        Query{store.db(), "DELETE FROM tokens WHERE id = ?", id}.run();
    return store.db().changed_rows() > 0;
}

}  // namespace tiaojie::storage
