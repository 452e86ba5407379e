#include "storage/access/audit.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>

#include "core/words/text.hpp"
#include "storage/journal/journal.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

constexpr std::size_t longest_text = 512;
constexpr std::size_t longest_detail = 4096;

// A place in the chain.
struct Mark {
    std::int64_t position{};
    std::string hash{};
};

void put(std::string& out, std::string_view part) {
    out += std::to_string(part.size());
    out += ':';
    out += part;
}

std::string audit_genesis(const std::string& genesis) { return sm3({"tiaojie audit 1\n", genesis}); }

std::string chain_hash(const std::string& previous, const AuditEntry& entry) {
    std::string text;
    put(text, std::to_string(entry.position));
    for (const std::string_view part :
         {std::string_view{entry.at}, std::string_view{entry.actor}, std::string_view{entry.session},
          std::string_view{entry.peer}, name(entry.action), std::string_view{entry.object},
          std::string_view{entry.detail}, name(entry.outcome)})
        put(text, part);
    return sm3({previous, text});
}

// Made with the store's key: whoever has the database file alone cannot turn the end back or claim to have pruned.
std::string seal_of(const Secrets& secrets, std::string_view what, const Mark& mark) {
    std::string text = "tiaojie audit ";
    text.append(what).append(" 1\n").append(std::to_string(mark.position)).append("\n").append(mark.hash);
    return secrets.seal(text);
}

StoreFault no_head() { return {FaultKind::damaged, "数据库缺少审计日志的末端记录"}; }

Mark head_of(Database& db) {
    Query query{db, "SELECT position, hash FROM audit_head"};
    if (!query.step()) throw no_head();
    return {query.integer(0), query.string(1)};
}

Mark checkpoint_of(Database& db) {
    Query query{db, "SELECT position, hash FROM audit_pruned"};
    if (!query.step()) throw no_head();
    return {query.integer(0), query.string(1)};
}

AuditEntry within_limits(AuditEntry entry) {
    for (auto* text : {&entry.at, &entry.actor, &entry.session, &entry.peer, &entry.object})
        *text = cut_to_bytes(*text, longest_text);
    if (entry.detail.size() > longest_detail) entry.detail = R"({"left_out":"too_long"})";
    return entry;
}

void insert(Database& db, const AuditEntry& entry, const std::string& hash) {
    Query{db,
          "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          entry.position,
          entry.at,
          entry.actor,
          entry.session,
          entry.peer,
          std::string{name(entry.action)},
          entry.object,
          entry.detail,
          std::string{name(entry.outcome)},
          Query::Blob{hash}}
        .run();
}

constexpr const char* columns = "position, at, actor, session, peer, action, object, detail, outcome, hash";

// Nothing where the words are none of ours.
std::optional<AuditEntry> entry_from(const Query& query) {
    const auto action = parse_term<AuditAction>(query.text(5));
    const auto outcome = parse_term<AuditOutcome>(query.text(8));
    if (!action || !outcome) return std::nullopt;
    return AuditEntry{query.integer(0), query.string(1), query.string(2), query.string(3), query.string(4),
                      *action,          query.string(6), query.string(7), *outcome};
}

std::string nth(std::int64_t position) { return "第" + std::to_string(position) + "条审计记录"; }

}  // namespace

std::string audit_detail(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
    std::string out = "{";
    for (const auto& [key, value] : pairs) {
        if (out.size() > 1) out += ',';
        append_json_string(out, key);
        out += ':';
        append_json_string(out, cut_to_bytes(value, longest_text));
    }
    return out + "}";
}

void begin_audit(Database& db, const Secrets& secrets, const std::string& genesis) {
    const Mark start{0, audit_genesis(genesis)};
    const auto head_seal = seal_of(secrets, "head", start);
    const auto checkpoint_seal = seal_of(secrets, "checkpoint", start);
    Query{db, "INSERT INTO audit_head VALUES (1, 0, ?, ?)", Query::Blob{start.hash}, Query::Blob{head_seal}}.run();
    Query{db, "INSERT INTO audit_pruned VALUES (1, 0, ?, ?)", Query::Blob{start.hash}, Query::Blob{checkpoint_seal}}
        .run();
}

void write_audit(Store& store, std::span<const AuditEntry> entries) {
    if (entries.empty()) return;
    auto& db = store.db();
    auto head = head_of(db);
    for (const auto& given : entries) {
        auto entry = within_limits(given);
        entry.position = ++head.position;
        head.hash = chain_hash(head.hash, entry);
        insert(db, entry, head.hash);
    }
    const auto seal = seal_of(store.secrets(), "head", head);
    Query{db, "UPDATE audit_head SET position = ?, hash = ?, seal = ?", head.position, Query::Blob{head.hash},
          Query::Blob{seal}}
        .run();
}

void append_audit(Store& store, const AuditEntry& entry) {
    Transaction transaction{store.db()};
    write_audit(store, entry);
    transaction.commit();
}

bool change_with_audit(Store& store, const AuditEntry& entry, const std::function<bool()>& change) {
    Transaction transaction{store.db()};
    if (!change()) return false;
    write_audit(store, entry);
    transaction.commit();
    return true;
}

namespace {

// The positions of the days, first and last. Day by day, each a look-up or two: however many entries a day has.
std::optional<std::pair<std::int64_t, std::int64_t>> positions_of(Database& db, const AuditFilter& filter) {
    std::string day = filter.from.value_or(Date::of(1800, 1, 1)).text();
    const std::string last = filter.to.value_or(Date::of(2199, 12, 31)).text();
    std::optional<std::pair<std::int64_t, std::int64_t>> out;
    for (bool is_first = true;; is_first = false) {
        {
            Query next{db,
                       is_first ? std::string{"SELECT min(substr(at, 1, 10)) FROM audit WHERE substr(at, 1, 10) >= ?"}
                                : std::string{"SELECT min(substr(at, 1, 10)) FROM audit WHERE substr(at, 1, 10) > ?"},
                       day};
            if (!next.step() || next.is_null(0) || next.text(0) > last) return out;
            auto found = next.string(0);
            day = std::move(found);
        }
        Query lowest{db, "SELECT min(position) FROM audit WHERE substr(at, 1, 10) = ?", day};
        Query highest{db, "SELECT max(position) FROM audit WHERE substr(at, 1, 10) = ?", day};
        if (!lowest.step() || !highest.step()) return out;
        if (!out) out = {lowest.integer(0), highest.integer(0)};
        out->first = std::min(out->first, lowest.integer(0));
        out->second = std::max(out->second, highest.integer(0));
    }
}

}  // namespace

std::vector<AuditEntry> read_audit(Store& store, const AuditFilter& filter) {
    auto& db = store.db();
    std::int64_t least = 0;
    std::int64_t most = filter.before_position.value_or(INT64_MAX) - 1;
    if (filter.from || filter.to) {
        const auto positions = positions_of(db, filter);
        if (!positions) return {};
        least = positions->first;
        most = std::min(most, positions->second);
    }
    std::string sql = std::string{"SELECT "} + columns + " FROM audit WHERE position >= ? AND position <= ?";
    std::vector<std::string> texts;
    const auto add = [&](const char* condition, std::string value) {
        sql += condition;
        texts.push_back(std::move(value));
    };
    if (filter.actor) add(" AND actor = ?", *filter.actor);
    if (filter.action) add(" AND action = ?", std::string{name(*filter.action)});
    if (filter.object) add(" AND object = ?", *filter.object);
    // A sign before what the positions have narrowed down already: or SQLite might sort by it.
    if (filter.from) add(" AND +substr(at, 1, 10) >= ?", filter.from->text());
    if (filter.to) add(" AND +substr(at, 1, 10) <= ?", filter.to->text());
    if (filter.outcome) sql += " AND outcome = '" + std::string{name(*filter.outcome)} + "'";  // for the partial index
    sql += " ORDER BY position DESC LIMIT ?";

    Query query{db, sql, least, most};
    int at = 2;
    for (const auto& text : texts) query.bind(++at, text);
    query.bind(++at, std::clamp(filter.limit, 1, audit_page_limit));
    std::vector<AuditEntry> out;
    while (query.step()) {
        auto entry = entry_from(query);
        if (!entry)
            throw StoreFault{FaultKind::damaged, nth(query.integer(0)) + "无法解读（可用 tiaojie verify 查验）"};
        out.push_back(*std::move(entry));
    }
    return out;
}

namespace {

using AuditFault = AuditVerification::Fault;

bool has_right_types(const Query& row) {
    for (int i = 0; i < 10; ++i)
        if (row.type(i) != (i == 0 ? SQLITE_INTEGER : i == 9 ? SQLITE_BLOB : SQLITE_TEXT)) return false;
    return true;
}

// Whether a record of a place in the chain is as this program sealed it.
bool is_sealed(Store& store, const char* sql, std::string_view what) {
    Query query{store.db(), std::string{sql}};
    if (!query.step() || query.type(0) != SQLITE_INTEGER || query.type(1) != SQLITE_BLOB) return false;
    return query.text(2) == seal_of(store.secrets(), what, {query.integer(0), query.string(1)});
}

std::optional<AuditFault> fault_of_entry(const Query& query, Mark& walked) {
    const auto expected = walked.position + 1;
    if (query.integer(0) != expected) return AuditFault{expected, nth(expected) + "缺失"};
    const auto entry = entry_from(query);
    if (!has_right_types(query) || !entry) return AuditFault{expected, nth(expected) + "被改动"};
    const auto hash = chain_hash(walked.hash, *entry);
    if (hash != query.text(9)) return AuditFault{expected, nth(expected) + "与校验链不符，内容被改动"};
    walked = {expected, hash};
    return std::nullopt;
}

std::optional<AuditFault> walk(Store& store, AuditVerification& out,
                               const std::function<void(std::int64_t, std::int64_t)>& progress) {
    auto& db = store.db();
    if (!is_sealed(store, "SELECT position, hash, seal FROM audit_pruned", "checkpoint"))
        return AuditFault{0, "审计日志的清理记录被改动"};
    auto walked = checkpoint_of(db);
    if (walked.position == 0 && walked.hash != audit_genesis(store.genesis()))
        return AuditFault{0, "审计日志的起点与数据库的初始设置不符"};
    out.first_position = walked.position + 1;
    const auto head = head_of(db);
    Query query{db, std::string{"SELECT "} + columns + " FROM audit ORDER BY position"};
    while (query.step()) {
        if (auto fault = fault_of_entry(query, walked)) return fault;
        ++out.entries;
        if (progress) progress(walked.position, head.position);
    }
    out.head = hex(walked.hash);
    if (walked.position < head.position)
        return AuditFault{walked.position + 1, nth(walked.position + 1) + "缺失（末端被删去）"};
    if (walked.position != head.position || walked.hash != head.hash ||
        !is_sealed(store, "SELECT position, hash, seal FROM audit_head", "head"))
        return AuditFault{walked.position, "审计日志的末端与记录不符"};
    return std::nullopt;
}

}  // namespace

AuditVerification verify_audit(Store& store, const std::function<void(std::int64_t, std::int64_t)>& progress) {
    const ReadTransaction reading{store.db()};
    AuditVerification out;
    try {
        out.fault = walk(store, out, progress);
    } catch (const StoreFault& error) {
        if (error.kind() != FaultKind::damaged) throw;
        out.fault = AuditFault{0, std::string{"审计日志无法读取："} + error.what()};
    }
    return out;
}

Result<AuditPruned> write_prune_audit(Store& store, Date before, Date today, AuditEntry entry) {
    if (before > add_months(today, -audit_least_months))
        return Refusal{"retention", "before", "审计日志至少保存六个月"};
    auto& db = store.db();
    const auto start = checkpoint_of(db);
    auto last = head_of(db).position;
    {
        Query query{db, "SELECT position FROM audit WHERE +substr(at, 1, 10) >= ? ORDER BY position LIMIT 1",
                    before.text()};
        if (query.step()) last = query.integer(0) - 1;
    }
    last = std::min(last, start.position + audit_pruned_at_once);
    if (last <= start.position) return AuditPruned{0, start.position};
    Mark checkpoint{last, {}};
    {
        Query query{db, "SELECT hash FROM audit WHERE position = ?", last};
        if (!query.step()) throw StoreFault{FaultKind::damaged, nth(last) + "缺失（可用 tiaojie verify 查验）"};
        checkpoint.hash = query.string(0);
    }
    const auto seal = seal_of(store.secrets(), "checkpoint", checkpoint);
    Query{db, "UPDATE audit_pruned SET position = ?, hash = ?, seal = ?", last, Query::Blob{checkpoint.hash},
          Query::Blob{seal}}
        .run();
    Query{db, "DELETE FROM audit WHERE position <= ?", last}.run();
    entry.action = AuditAction::audit_pruned;
    entry.outcome = AuditOutcome::done;
    entry.detail = audit_detail({{"before", before.text()}, {"last_position", std::to_string(last)}});
    write_audit(store, entry);
    return AuditPruned{last - start.position, last};
}

}  // namespace tiaojie::storage
