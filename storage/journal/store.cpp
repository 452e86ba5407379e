#include "storage/store.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <mutex>

#include "storage/audit.hpp"
#include "storage/bigram_tokenizer.hpp"
#include "storage/event_codec.hpp"
#include "storage/ledger.hpp"
#include "storage/schema.hpp"

namespace tiaojie::storage {
namespace {

namespace fs = std::filesystem;

std::uint32_t big_endian(const char* bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

void refuse_newer(int version, const fs::path& file) {
    if (version <= schema_version) return;
    throw StoreFault{FaultKind::newer, "数据库由更新版本的程序建立（格式" + std::to_string(version) + "，本程序支持" +
                                           std::to_string(schema_version) + "），请升级程序：" + file.string()};
}

// Looks at the header without opening the file as a database, so that a foreign or newer one stays untouched.
void check_header(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error))
        throw StoreFault{FaultKind::missing, "找不到数据库文件：" + file.string() + "（可用 tiaojie init 新建）"};
    std::ifstream in{file, std::ios::binary};
    std::array<char, 100> header{};
    if (!in) throw StoreFault{FaultKind::unwritable, "无法读取数据库文件：" + file.string()};
    if (!in.read(header.data(), header.size()) ||
        std::string_view{header.data(), 16} != std::string_view{"SQLite format 3\0", 16})
        throw StoreFault{FaultKind::damaged, "这不是tiaojie的数据库文件，或已损坏：" + file.string()};
    if (big_endian(&header[68]) != static_cast<std::uint32_t>(application_id))
        throw StoreFault{FaultKind::damaged, "这不是tiaojie的数据库文件：" + file.string()};
    refuse_newer(static_cast<int>(big_endian(&header[60])), file);
}

// What the header says may lie behind what a newer program has just written into the log beside the file.
int version_of(Database& db, const fs::path& file) {
    Query query{db, "PRAGMA user_version"};
    const int version = query.step() ? static_cast<int>(query.integer(0)) : 0;
    refuse_newer(version, file);
    return version;
}

// Closing a file by any other way than SQLite's gives up all locks that this process has on it, its own connections'
// included (POSIX): another program would then take itself for the last user and remove the log under our feet. So the
// header is looked at only while no store of this process has the file open.
std::shared_ptr<void> claim(const fs::path& file) {
    static std::mutex mutex;
    static std::map<std::string, int> users;
    std::error_code error;
    const auto key = fs::weakly_canonical(file, error).string();
    const std::lock_guard lock{mutex};
    if (!users.contains(key)) check_header(file);
    ++users[key];
    return {nullptr, [key](void*) {
                const std::lock_guard ending{mutex};
                if (--users[key] == 0) users.erase(key);
            }};
}

Secrets load_secrets(const fs::path& key_file) {
    try {
        return Secrets::load(key_file);
    } catch (const KeyFault& fault) {
        throw StoreFault{FaultKind::no_key, fault.what()};
    }
}

// A key file already there is used, so that a store can be made with the key of another; otherwise a new one is made.
Secrets key_for_new_store(const fs::path& key_file) {
    std::error_code error;
    if (fs::exists(key_file, error)) return load_secrets(key_file);
    try {
        return Secrets::create(key_file);
    } catch (const KeyFault& fault) {
        throw StoreFault{FaultKind::unwritable, fault.what()};
    }
}

void configure(Database& db) {
    register_bigram(db.connection().getHandle());
    db.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
        "PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON; PRAGMA wal_autocheckpoint = 4000;");  // or REPLACE
                                                                                                           // would pass
                                                                                                           // by the
                                                                                                           // triggers
}

std::string divisions_text(const std::vector<DivisionName>& divisions) {
    std::string out;
    for (const auto& d : divisions) out += d.division.text() + "\t" + d.name + "\n";
    return out;
}

std::string genesis_of(const Division& area, const std::string& divisions, const std::string& calendar,
                       const std::string& policy) {
    return sm3({"tiaojie journal 1\n", area.text(), "\n", divisions, "\n", calendar, "\n", policy});
}

StoreFault unreadable(std::int64_t position) {
    return {FaultKind::damaged,
            "第" + std::to_string(position) + "条流水无法解读，数据库已损坏（可用 tiaojie verify 查验）"};
}

void put(std::string& out, std::string_view part) {
    out += std::to_string(part.size());
    out += ':';
    out += part;
}

}  // namespace

fs::path Store::key_file_of(const fs::path& file) { return file.string() + ".key"; }

namespace {

void fill_new_store(const fs::path& file, const Secrets& secrets, const Baseline& baseline) {
    Database db{file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    db.run("PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE;");
    configure(db);
    Transaction transaction{db};
    create_canonical_tables(db);
    create_derived_tables(db);
    const auto divisions = divisions_text(baseline.divisions);
    const auto calendar = encode_notice(baseline.calendar);
    const auto policy = encode_policy(baseline.policy);
    const auto genesis = genesis_of(baseline.area, divisions, calendar, policy);
    const std::string put_baseline = "INSERT INTO baseline VALUES (?, ?)";
    Query{db, put_baseline, "divisions", divisions}.run();
    Query{db, put_baseline, "calendar", calendar}.run();
    Query{db, put_baseline, "policy", policy}.run();
    Query{db, "INSERT INTO store VALUES ('area', ?), ('key', ?)", baseline.area.text(), secrets.key_id()}.run();
    Query{db, "INSERT INTO head VALUES (1, 0, ?, ?)", Query::Blob{genesis}, far_past.days}.run();
    begin_audit(db, secrets, genesis);
    for (const auto& d : baseline.divisions)
        Query{db, "INSERT INTO divisions VALUES (?, ?, ?)", d.division.code, d.name, d.division.town().code}.run();
    db.run("PRAGMA application_id = " + std::to_string(application_id) +
           "; PRAGMA user_version = " + std::to_string(schema_version));
    transaction.commit();
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

void Store::create(const fs::path& file, const Baseline& baseline) {
    std::error_code error;
    if (fs::exists(file, error)) throw StoreFault{FaultKind::exists, "文件已存在，未作任何改动：" + file.string()};
    const auto key_file = key_file_of(file);
    const bool had_key = fs::exists(key_file, error);
    const auto secrets = key_for_new_store(key_file);
    try {
        fill_new_store(file, secrets, baseline);
    } catch (...) {
        // Half a store would only be in the way.
        for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + end, error);
        if (!had_key) fs::remove(key_file, error);
        throw;
    }
}

Store::Store(const fs::path& file, const fs::path& key_file)
    : file_(file),
      claim_(claim(file)),
      secrets_(load_secrets(key_file)),
      db_(file, SQLite::OPEN_READWRITE),
      cases_(std::make_shared<CaseCache>()) {
    configure(db_);
    if (const int version = version_of(db_, file); version < schema_version) migrate(db_, version);
    Query key{db_, "SELECT value FROM store WHERE name = 'key'"};
    if (!key.step() || key.text(0) != secrets_.key_id())
        throw StoreFault{FaultKind::no_key, "密钥文件“" + key_file.string() +
                                                "”不是这个数据库的密钥，没有它不能读取个人信息，请从备份中恢复"};
    reload_rules();
}

namespace {

Division area_of(Database& db) {
    Query query{db, "SELECT value FROM store WHERE name = 'area'"};
    if (!query.step()) throw StoreFault{FaultKind::damaged, "数据库缺少辖区设置"};
    return Division::parse(query.text(0)).value_or(Division{});
}

// A line each: the code, a tab, the name.
std::vector<DivisionName> divisions_from(std::string_view text) {
    std::vector<DivisionName> out;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const auto tab = line.find('\t');
        const auto code = Division::parse(line.substr(0, tab));
        if (!code || tab == std::string_view::npos) throw DecodeError{"divisions of the baseline"};
        out.push_back({*code, std::string{line.substr(tab + 1)}});
    }
    return out;
}

}  // namespace

Division Store::area() {
    if (!area_) area_ = area_of(db_);
    return *area_;
}

Baseline Store::baseline() {
    Baseline out;
    out.area = area();
    int kinds = 0;
    Query query{db_, "SELECT kind, body FROM baseline"};
    try {
        for (; query.step(); ++kinds) {
            const auto body = query.text(1);
            if (query.text(0) == "calendar") out.calendar = decode_notice(body);
            if (query.text(0) == "policy") out.policy = decode_policy(body);
            if (query.text(0) == "divisions") out.divisions = divisions_from(body);
        }
    } catch (const DecodeError&) {
        kinds = 0;
    }
    if (kinds != 3 || fault_of(out.policy))
        throw StoreFault{FaultKind::damaged, "数据库的初始设置（区划、日历、政策）被改动，无法解读：" + file_.string()};
    return out;
}

std::int64_t Store::rules_logged() {
    Query query{db_, "SELECT coalesce(max(position), 0) FROM rules_log"};
    query.step();
    return query.integer(0);
}

void Store::reload_rules() {
    rules_position_ = rules_logged();
    rules_ = rules_at(INT64_MAX);
}

void Store::refresh_rules() {
    if (rules_logged() != rules_position_) reload_rules();
}

std::string Store::genesis() { return genesis_of(db_); }

std::string genesis_of(Database& db) {
    std::string divisions;
    std::string calendar;
    std::string policy;
    Query query{db, "SELECT kind, body FROM baseline"};
    while (query.step()) {
        if (query.text(0) == "divisions") divisions = query.string(1);
        if (query.text(0) == "calendar") calendar = query.string(1);
        if (query.text(0) == "policy") policy = query.string(1);
    }
    return genesis_of(area_of(db), divisions, calendar, policy);
}

Rules Store::rules_at(std::int64_t position) {
    Rules out;
    const auto start = baseline();
    out.calendar.load(start.calendar);
    out.policies.set(far_past, start.policy);
    Query query{db_,
                "SELECT event, body, position FROM journal WHERE position IN (SELECT position FROM rules_log WHERE "
                "position <= ?)"
                " ORDER BY position",
                position};
    while (query.step()) {
        try {
            const auto event = decode_event(query.text(0), query.text(1), {});
            const auto* set = std::get_if<PolicySet>(&event);
            if (set && fault_of(set->policy)) throw DecodeError{"policy"};
            if (set) out.policies.set(set->from, set->policy);
            if (const auto* loaded = std::get_if<CalendarLoaded>(&event)) out.calendar.load(loaded->notice);
        } catch (const DecodeError&) {
            throw unreadable(query.integer(2));
        }
    }
    return out;
}

Head Store::head() { return journal_head(db_); }

Head journal_head(Database& db) {
    Query query{db, "SELECT position, hash, latest FROM head"};
    if (!query.step()) throw StoreFault{FaultKind::damaged, "数据库缺少流水末端记录"};
    return {query.integer(0), query.string(1), Date{static_cast<std::int32_t>(query.integer(2))}};
}

std::string Journal::columns() {
    return "position, case_no, version, division, event, at, recorded, by, id, body, personal, seal, hash";
}

JournalRow row_of(Query& query) {
    JournalRow row;
    row.position = query.integer(0);
    row.case_no = query.integer(1);
    row.version = query.integer(2);
    row.division = query.integer(3);
    row.event = query.string(4);
    row.at = query.string(5);
    row.recorded = query.string(6);
    row.by = query.string(7);
    if (!query.is_null(8)) row.id = query.string(8);
    row.body = query.string(9);
    row.personal = query.string(10);
    row.seal = query.string(11);
    row.hash = query.string(12);
    return row;
}

Recorded Journal::read(Query& query) {
    const auto row = row_of(query);
    try {
        const auto at = At::parse(row.at);
        if (!at) throw DecodeError{"time of event"};
        const auto personal =
            row.personal.empty() ? std::string{} : store_.secrets().decrypt(row.personal, personal_context(row));
        return {row.position,
                row.version,
                *at,
                row.recorded,
                row.by,
                row.id ? std::optional{Id{*row.id}} : std::nullopt,
                decode_event(row.event, row.body, personal)};
    } catch (const DecodeError&) {
        throw unreadable(row.position);
    } catch (const DecryptFault&) {
        throw unreadable(row.position);
    }
}

std::vector<Recorded> Journal::of_case(std::int64_t case_no, std::int64_t cut_off) {
    std::vector<Recorded> out;
    Query query{store_.db(),
                "SELECT " + columns() + " FROM journal WHERE case_no = ? AND position <= ? ORDER BY version", case_no,
                cut_off};
    while (query.step()) out.push_back(read(query));
    return out;
}

std::int64_t Journal::version_of_office() {
    Query query{store_.db(), "SELECT coalesce(max(version), 0) FROM journal WHERE case_no = 0"};
    query.step();
    return query.integer(0);
}

std::string personal_context(const JournalRow& row) {
    return std::to_string(row.case_no) + "/" + std::to_string(row.version) + "/" + row.event;
}

std::string chain_hash(const std::string& previous, const JournalRow& row) {
    std::string text;
    text.reserve(row.body.size() + 200);
    for (const auto number : {row.position, row.case_no, row.version, row.division}) put(text, std::to_string(number));
    put(text, row.event);
    put(text, row.at);
    put(text, row.recorded);
    put(text, row.by);
    put(text, row.id ? "+" + *row.id : "-");
    put(text, row.body);
    put(text, row.seal);
    return sm3({previous, text});
}

}  // namespace tiaojie::storage
