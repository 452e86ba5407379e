#include "storage/store.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <array>
#include <fstream>

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

// Looks at the header without opening the file as a database, so that a foreign or newer one stays untouched.
int checked_version(const fs::path& file) {
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
    const auto version = static_cast<int>(big_endian(&header[60]));
    if (version > schema_version)
        throw StoreFault{FaultKind::newer, "数据库由更新版本的程序建立（格式" + std::to_string(version) +
                                               "，本程序支持" + std::to_string(schema_version) + "），请升级程序：" +
                                               file.string()};
    return version;
}

Secrets load_secrets(const fs::path& key_file) {
    try {
        return Secrets::load(key_file);
    } catch (const KeyFault& fault) {
        throw StoreFault{FaultKind::no_key, fault.what()};
    }
}

void configure(Database& db) {
    register_bigram(db.connection().getHandle());
    db.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
        "PRAGMA temp_store = MEMORY;");
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

void put(std::string& out, std::string_view part) {
    out += std::to_string(part.size());
    out += ':';
    out += part;
}

// Names stand in the clear in the file, so that they can be searched: nobody else on the machine may read it.
void make_private(const fs::path& file) {
    std::ofstream{file, std::ios::app};
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

void fill_new_store(const fs::path& file, const Baseline& baseline) {
    make_private(file);
    Database db{file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    db.run("PRAGMA page_size = 8192; PRAGMA auto_vacuum = NONE;");
    configure(db);
    Transaction transaction{db};
    create_canonical_tables(db);
    create_derived_tables(db);
    const auto divisions = divisions_text(baseline.divisions);
    const auto calendar = encode_notice(baseline.calendar);
    const auto policy = encode_policy(baseline.policy);
    const auto genesis = genesis_of(baseline.area, divisions, calendar, policy);
    const char* put_baseline = "INSERT INTO baseline VALUES (?, ?)";
    Query{db, put_baseline, "divisions", divisions}.run();
    Query{db, put_baseline, "calendar", calendar}.run();
    Query{db, put_baseline, "policy", policy}.run();
    Query{db, "INSERT INTO store VALUES ('area', ?)", baseline.area.text()}.run();
    Query{db, "INSERT INTO head VALUES (1, 0, ?, ?)", Query::Blob{genesis}, far_past.days}.run();
    for (const auto& d : baseline.divisions)
        Query{db, "INSERT INTO divisions VALUES (?, ?, ?)", d.division.code, d.name, d.division.town().code}.run();
    db.run("PRAGMA application_id = " + std::to_string(application_id) +
           "; PRAGMA user_version = " + std::to_string(schema_version));
    transaction.commit();
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

fs::path Store::key_file_of(const fs::path& file) { return file.string() + ".key"; }

void Store::create(const fs::path& file, const Baseline& baseline) {
    std::error_code error;
    if (fs::exists(file, error)) throw StoreFault{FaultKind::exists, "文件已存在，未作任何改动：" + file.string()};
    const auto key_file = key_file_of(file);
    try {
        if (!fs::exists(key_file, error)) Secrets::create(key_file);
    } catch (const KeyFault& fault) {
        throw StoreFault{FaultKind::unwritable, fault.what()};
    }
    try {
        fill_new_store(file, baseline);
    } catch (...) {
        for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending, error);
        throw;
    }
}

Store::Store(const fs::path& file)
    : file_(file),
      secrets_((checked_version(file), load_secrets(key_file_of(file)))),
      db_(file, SQLite::OPEN_READWRITE),
      cases_(std::make_shared<CaseCache>()) {
    configure(db_);
    const int version = checked_version(file);
    if (version < schema_version) migrate(db_, version);
    reload_rules();
}

Division Store::area() {
    Query query{db_, "SELECT value FROM store WHERE name = 'area'"};
    if (!query.step()) throw StoreFault{FaultKind::damaged, "数据库缺少辖区设置：" + file_.string()};
    return Division::parse(query.text(0)).value_or(Division{});
}

Baseline Store::baseline() {
    Baseline out;
    out.area = area();
    Query query{db_, "SELECT kind, body FROM baseline"};
    while (query.step()) {
        const auto body = query.text(1);
        if (query.text(0) == "calendar") out.calendar = decode_notice(body);
        if (query.text(0) == "policy") out.policy = decode_policy(body);
        if (query.text(0) != "divisions") continue;
        for (std::size_t at = 0; at < body.size();) {
            const auto end = body.find('\n', at);
            const auto line = body.substr(at, end - at);
            const auto tab = line.find('\t');
            if (const auto code = Division::parse(line.substr(0, tab)))
                out.divisions.push_back({*code, std::string{line.substr(tab + 1)}});
            at = end + 1;
        }
    }
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

std::string Store::genesis() {
    std::string divisions;
    std::string calendar;
    std::string policy;
    Query query{db_, "SELECT kind, body FROM baseline"};
    while (query.step()) {
        if (query.text(0) == "divisions") divisions = query.string(1);
        if (query.text(0) == "calendar") calendar = query.string(1);
        if (query.text(0) == "policy") policy = query.string(1);
    }
    return genesis_of(area(), divisions, calendar, policy);
}

Rules Store::rules_at(std::int64_t position) {
    Rules out;
    const auto start = baseline();
    out.calendar.load(start.calendar);
    out.policies.set(far_past, start.policy);
    Query query{db_,
                "SELECT event, body FROM journal WHERE position IN (SELECT position FROM rules_log WHERE position <= ?)"
                " ORDER BY position",
                position};
    while (query.step()) {
        const auto event = decode_event(query.text(0), query.text(1), {});
        if (const auto* set = std::get_if<PolicySet>(&event)) out.policies.set(set->from, set->policy);
        if (const auto* loaded = std::get_if<CalendarLoaded>(&event)) out.calendar.load(loaded->notice);
    }
    return out;
}

Head Store::head() {
    Query query{db_, "SELECT position, hash, latest FROM head"};
    if (!query.step()) throw StoreFault{FaultKind::damaged, "数据库缺少流水末端记录：" + file_.string()};
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
    const auto at = At::parse(row.at);
    if (!at) throw DecodeError{"time of event " + std::to_string(row.position)};
    const auto personal =
        row.personal.empty() ? std::string{} : store_.secrets().decrypt(row.personal, personal_context(row));
    return {row.position,
            row.version,
            *at,
            row.recorded,
            row.by,
            row.id ? std::optional{Id{*row.id}} : std::nullopt,
            decode_event(row.event, row.body, personal)};
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
