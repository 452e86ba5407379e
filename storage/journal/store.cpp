#include "storage/journal/store.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <mutex>

#include "core/case/event.hpp"
#include "storage/engine/schema.hpp"
#include "storage/journal/event_codec.hpp"
#include "storage/journal/journal.hpp"

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

}  // namespace

fs::path Store::key_file_of(const fs::path& file) { return file.string() + ".key"; }

Store::Store(const fs::path& file, const fs::path& key_file)
    : file_(file), claim_(claim(file)), secrets_(load_secrets(key_file)), db_(file, Database::Open::existing) {
    configure(db_);
    if (const int version = version_of(db_, file); version < schema_version) migrate(db_, version);
    Query key{db_, "SELECT value FROM store WHERE name = 'key'"};
    if (!key.step() || key.text(0) != secrets_.key_id())
        throw StoreFault{FaultKind::no_key, "密钥文件“" + key_file.string() +
                                                "”不是这个数据库的密钥，没有它不能读取个人信息，请从备份中恢复"};
    reload_rules();
}

Baseline Store::baseline() { return baseline_of(db_, file_); }

Division Store::area() {
    if (!area_) area_ = area_of(db_);
    return *area_;
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
            throw unreadable_event(query.integer(2));
        }
    }
    return out;
}

Head Store::head() { return journal_head(db_); }

}  // namespace tiaojie::storage
