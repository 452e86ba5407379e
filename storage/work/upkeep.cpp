#include "storage/work/upkeep.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <map>

#include "core/case/event.hpp"
#include "storage/access/audit.hpp"
#include "storage/engine/schema.hpp"
#include "storage/files/editions.hpp"
#include "storage/journal/event_codec.hpp"
#include "storage/journal/journal.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"
#include "storage/rows/rollups.hpp"
#include "storage/work/ledger.hpp"

namespace tiaojie::storage {
namespace {

namespace fs = std::filesystem;

// Every derived table with what makes its rows comparable; the search index is checked against `texts` by SQLite.
constexpr std::array<std::pair<const char*, const char*>, 18> comparable{{
    {"divisions", "SELECT * FROM divisions ORDER BY division"},
    {"organisations", "SELECT * FROM organisations ORDER BY no"},
    {"tenures", "SELECT * FROM tenures ORDER BY no"},
    {"seats", "SELECT * FROM seats ORDER BY division, day, position"},
    {"screenings", "SELECT * FROM screenings ORDER BY town, day, position"},
    {"rules_log", "SELECT * FROM rules_log ORDER BY position"},
    {"campaigns", "SELECT * FROM campaigns ORDER BY no"},
    {"consultations", "SELECT * FROM consultations ORDER BY no"},
    {"decisions", "SELECT * FROM decisions ORDER BY consultation, item"},
    {"notices", "SELECT * FROM notices ORDER BY no"},
    {"sequences", "SELECT * FROM sequences ORDER BY owner, year"},
    {"cases", "SELECT * FROM cases ORDER BY no"},
    {"cohort", "SELECT * FROM cohort ORDER BY town, registered, no"},
    {"flows", "SELECT * FROM flows ORDER BY town, day, no, n"},
    {"rollups", "SELECT town, month, split, changes FROM rollups ORDER BY town, month, split"},
    {"texts", "SELECT * FROM texts ORDER BY no"},
    {"party_names", "SELECT * FROM party_names ORDER BY name, no"},
    {"personal_index", "SELECT * FROM personal_index ORDER BY key, no"},
}};

std::string digest_of(Database& db, const char* sql) {
    std::string digest;
    Query query{db, sql};
    const int columns = query.columns();
    std::string chunk;
    while (query.step()) {
        for (int i = 0; i < columns; ++i) {
            chunk += query.is_null(i) ? "-" : "+" + query.string(i);
            chunk += '\x1f';
        }
        if (chunk.size() < 65536) continue;
        digest = sm3({digest, chunk});
        chunk.clear();
    }
    return sm3({digest, chunk});
}

std::map<std::string, std::string> digests(Database& db) {
    std::map<std::string, std::string> out;
    for (const auto& [table, sql] : comparable) out[table] = digest_of(db, sql);
    return out;
}

// Makes the derived tables anew inside the ledger's transaction.
void replay_all(Store& store, Ledger& ledger, const Progress& progress, std::int64_t all) {
    auto& db = store.db();
    const auto start = store.baseline();
    drop_derived_tables(db);
    create_derived_tables(db);
    case_cache(store).cases.clear();
    for (const auto& d : start.divisions)
        Query{db, "INSERT INTO divisions VALUES (?, ?, ?)", d.division.code, d.name, d.division.town().code}.run();
    // The rules of today hold for every timeline, so they are known before the first event.
    Query{db, "INSERT INTO rules_log SELECT position FROM journal WHERE event IN ('PolicySet', 'CalendarLoaded')"}
        .run();
    store.reload_rules();
    Journal journal{store};
    Query query{db, "SELECT " + Journal::columns() + " FROM journal ORDER BY position"};
    while (query.step()) {
        const auto recorded = journal.read(query);
        ledger.replay(recorded, query.integer(1), {query.integer(3)});
        if (progress) progress(recorded.position, all);
    }
    ledger.finish_replay();
    merge_recent(db);
}

struct Walk {
    std::int64_t events{};
    std::string hash{};
    Date latest{far_past};
    std::optional<Fault> fault{};
};

std::string nth(std::int64_t position) { return "第" + std::to_string(position) + "条流水"; }

// SQLite lets any value stand in any column; the journal has only what this program writes.
bool has_right_types(const Query& row) {
    constexpr std::array<int, 13> types{SQLITE_INTEGER, SQLITE_INTEGER, SQLITE_INTEGER, SQLITE_INTEGER, SQLITE_TEXT,
                                        SQLITE_TEXT,    SQLITE_TEXT,    SQLITE_TEXT,    SQLITE_TEXT,    SQLITE_TEXT,
                                        SQLITE_BLOB,    SQLITE_BLOB,    SQLITE_BLOB};
    for (std::size_t i = 0; i < types.size(); ++i) {
        const int column = static_cast<int>(i);
        const bool may_be_missing = i == 8 || i == 10 || i == 11;  // id, personal, seal
        if (row.is_null(column) ? !may_be_missing : row.type(column) != types[i]) return false;
    }
    return true;
}

// What is wrong with one event by itself and as the one after those walked before; nothing when it is as it was
// written.
std::optional<std::string> fault_of_row(const Secrets* secrets, const Query& query, const JournalRow& row, Walk& walk) {
    if (!has_right_types(query) || chain_hash(walk.hash, row) != row.hash) return "与校验链不符，内容被改动";
    if (row.personal.empty() && !row.seal.empty()) return "的个人信息被抹去，只剩封签";  // no command erases any
    try {
        if (row.personal.empty()) {
            decode_event(row.event, row.body, {});
        } else if (secrets) {
            const auto personal = secrets->decrypt(row.personal, personal_context(row));
            if (secrets->seal(personal) != row.seal) return "的个人信息与封签不符";
            decode_event(row.event, row.body, personal);
        }
    } catch (const DecryptFault&) {
        return "的个人信息无法解密，内容被改动";
    } catch (const DecodeError&) {
        return "无法解读";
    }
    const auto at = At::parse(row.at);
    if (!at) return "的时间无法解读";
    walk.latest = std::max(walk.latest, at->day);
    return std::nullopt;
}

// Follows the chain from its first event and reads every personal part, without secrets all but these.
Walk walk_chain(Database& db, const Secrets* secrets, const Progress& progress, std::int64_t all) {
    Walk walk;
    walk.hash = genesis_of(db);
    const auto fault = [&](std::int64_t position, const std::string& what) {
        walk.fault = Fault{position, nth(position) + what};
        return walk;
    };
    try {
        Query query{db, "SELECT " + Journal::columns() + " FROM journal ORDER BY position"};
        while (query.step()) {
            const auto row = row_of(query);
            if (row.position != walk.events + 1) return fault(walk.events + 1, "缺失");
            if (const auto what = fault_of_row(secrets, query, row, walk)) return fault(row.position, *what);
            walk.events = row.position;
            walk.hash = row.hash;
            if (progress) progress(row.position, all);
        }
    } catch (const StoreFault& error) {
        if (error.kind() != FaultKind::damaged) throw;
        return fault(walk.events + 1, "无法读取，数据库文件损坏");
    }
    return walk;
}

// The chain against the record of its end. One state of the store, whatever others write meanwhile.
Verification verify_chain(Database& db, const Secrets* secrets, const Progress& progress) {
    const ReadTransaction reading{db};
    const auto head = journal_head(db);
    const auto walk = walk_chain(db, secrets, progress, head.position);
    Verification out{walk.events, hex(walk.hash), walk.fault};
    if (out.fault) return out;
    const auto missing = walk.events + 1;
    if (walk.events < head.position)
        out.fault = Fault{missing, nth(missing) + "缺失（末端被删去）"};
    else if (walk.events != head.position || walk.hash != head.hash || walk.latest != head.latest)
        out.fault = Fault{walk.events, "流水末端与记录不符"};
    return out;
}

void copy_database(Database& from, const fs::path& target, const Progress& progress) {
    const ReadTransaction reading{from};             // what others write meanwhile does not start the copy anew
    Query{from, "SELECT count(*) FROM head"}.run();  // takes the state to be copied
    Database to{target, Database::Open::make};
    try {
        SQLite::Backup copy{to.connection(), from.connection()};
        for (;;) {
            const int state = copy.executeStep(1000);
            if (state == SQLITE_DONE) break;
            if (state == SQLITE_BUSY || state == SQLITE_LOCKED) sqlite3_sleep(20);
            if (progress) progress(copy.getTotalPageCount() - copy.getRemainingPageCount(), copy.getTotalPageCount());
        }
    } catch (const SQLite::Exception& error) {
        to.fail(error);
    }
}

// Replaying everything takes long and ends in nothing kept: it happens in a copy, so that nobody waits for the lock.
class ScratchCopy {
public:
    ScratchCopy(Store& store, const Progress& progress) : file_(name_beside(store)) {
        remove();
        try {
            copy_database(store.db(), file_, progress);
            copy_.emplace(file_, Store::key_file_of(store.file()));
            copy_->db().run("PRAGMA synchronous = OFF");
        } catch (...) {
            remove();
            throw;
        }
    }
    ~ScratchCopy() {
        copy_.reset();
        remove();
    }
    ScratchCopy(const ScratchCopy&) = delete;
    ScratchCopy& operator=(const ScratchCopy&) = delete;
    Store& store() { return *copy_; }

private:
    static fs::path name_beside(const Store& store) {
        return store.file().string() + ".verify-" + std::to_string(::getpid());
    }
    void remove() const {
        std::error_code error;
        for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(file_.string() + end, error);
    }

    fs::path file_;
    std::optional<Store> copy_{};
};

std::optional<Fault> derived_fault(Store& copy, const Progress& progress, std::int64_t all) {
    auto& db = copy.db();
    db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
    Ledger ledger{copy, Date{}, {}};
    merge_recent(db);
    const auto before = digests(db);
    replay_all(copy, ledger, progress, all);
    const auto after = digests(db);
    for (const auto& [table, digest] : before)
        if (after.at(table) != digest) return Fault{0, "派生表“" + table + "”与流水不符，可用 tiaojie rebuild 重建"};
    return std::nullopt;
}

// A mark on an event that makes nothing that could be named.
std::optional<Fault> stray_name(Database& db) {
    Query query{
        db,
        "SELECT position FROM named_by_client WHERE position NOT IN (SELECT position FROM journal WHERE id IS NOT"
        " NULL AND event IN ('CaseRegistered', 'ConsultationHeld', 'SupervisionIssued')) ORDER BY position"};
    if (!query.step()) return std::nullopt;
    return Fault{0, "编号登记表中有一行与流水不符（第" + query.string(0) + "条）"};
}

std::optional<Fault> audit_fault(Store& store) {
    const auto checked = verify_audit(store);
    if (!checked.fault) return std::nullopt;
    return Fault{0, "审计日志未通过校验：" + checked.fault->what};
}

std::optional<Fault> file_fault(Database& db) {
    Query check{db, "PRAGMA integrity_check(1)"};
    if (check.step() && check.text(0) != "ok") return Fault{0, "数据库文件损坏：" + check.string(0)};
    return std::nullopt;
}

void refuse_existing(const fs::path& file) {
    std::error_code error;
    if (fs::exists(file, error)) throw StoreFault{FaultKind::exists, "文件已存在，未作任何改动：" + file.string()};
}

}  // namespace

Verification verify(Store& store, const Progress& progress) {
    Verification out;
    try {
        out = verify_chain(store.db(), &store.secrets(), progress);
        if (!out.fault) out.fault = stray_name(store.db());
        if (!out.fault) out.fault = audit_fault(store);
        if (!out.fault) out.fault = file_fault(store.db());
        if (!out.fault) out.fault = derived_fault(ScratchCopy{store, {}}.store(), progress, store.head().position);
        if (out.fault) return out;
        if (const auto edition = damaged_edition(store)) out.fault = Fault{0, "年度报告定稿" + *edition + "被改动"};
        if (!out.fault && !are_editions_sealed(store)) out.fault = Fault{0, "年度报告定稿有增删，与封签不符"};
    } catch (const StoreFault& fault) {
        if (fault.kind() != FaultKind::damaged) throw;  // locked or full: says nothing about the content
        out.fault = Fault{0, fault.what()};
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {  // a derived table holds bytes that are none of ours
        out.fault = Fault{0, std::string{"派生表内容无法解读，可用 tiaojie rebuild 重建："} + error.what()};
    }
    return out;
}

Verification verify_without_key(const fs::path& file, const std::string& why, const Progress& progress) {
    Verification out;
    try {
        Database db{file, Database::Open::existing};
        out = verify_chain(db, nullptr, progress);
        if (!out.fault) out.fault = Fault{0, why + "；流水的校验链完好，个人信息和派生表未能核对"};
    } catch (const StoreFault& fault) {
        out.fault = Fault{0, fault.what()};
    }
    return out;
}

void rebuild(Store& store, const Progress& progress) {
    const auto head = store.head();
    Ledger ledger{store, Date{}, {}};
    replay_all(store, ledger, progress, head.position);
    ledger.commit_replay(head);
}

void backup(Store& store, const fs::path& target, const Progress& progress) {
    refuse_existing(target);
    refuse_existing(Store::key_file_of(target));
    const auto key = Store::key_file_of(target);
    std::error_code error;
    try {
        copy_database(store.db(), target, progress);
        fs::copy_file(Store::key_file_of(store.file()), key);
        fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
    } catch (const std::exception& failure) {
        for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(target.string() + end, error);
        fs::remove(key, error);
        if (const auto* fault = dynamic_cast<const StoreFault*>(&failure)) throw StoreFault{*fault};
        throw StoreFault{FaultKind::unwritable, "无法写入备份文件：" + target.string() + "（" + failure.what() + "）"};
    }
}

void restore(const fs::path& source, const fs::path& target) {
    refuse_existing(target);
    Store from{source};
    if (const auto checked = verify(from, {}); checked.fault)
        throw StoreFault{FaultKind::damaged, "备份未通过校验，未恢复：" + checked.fault->what};
    backup(from, target, {});
}

}  // namespace tiaojie::storage
