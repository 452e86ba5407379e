#include "store_fixture.hpp"
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include "storage/work/new_store.hpp"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/case/command.hpp"
#include "storage/engine/bigram_tokenizer.hpp"
#include "storage/rows/rollups.hpp"
#include "tests/catch.hpp"

namespace tiaojie::test {

namespace fs = std::filesystem;
using namespace storage;

TemporaryFolder::TemporaryFolder() {
    // In memory where there is such a folder: these tests ask nothing of the disk.
    const fs::path memory{"/dev/shm"};
    const auto root = ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
    std::string name = (root / "tiaojie-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
}

Baseline baseline_of(int towns) {
    return {the_district, RandomHistory::divisions(towns), calendar_of_data(), default_policy()};
}

TemporaryStore::TemporaryStore(int towns) : file_(folder_.path() / "store.db") {
    create_store(file_, baseline_of(towns));
    open();
}

void TemporaryStore::open() { store_ = std::make_unique<Store>(file_); }

void TemporaryStore::found_office() {
    const std::string at = "2020-06-01";
    apply(FoundOrganisation{{"o1"}, "一村调委会", OrganisationKind::village, the_village, {}}, at);
    apply(AppointMediator{{"m1"}, "林和", {"o1"}, {}, {}}, at);
    for (int i = 1; i <= 5; ++i) apply(EnrolElder{{"e" + std::to_string(i)}, "乡贤", the_village}, at);
    apply(SetRepresentatives{the_village, 30}, at);
}

Date date(const std::string& text) { return Date::parse(text).value(); }

Envelope envelope_of(const std::string& at, std::optional<Id> id) {
    return {At::parse(at).value(), "经办人", std::move(id)};
}

std::unique_ptr<Ledger> begin_unit(Store& store, Date today) {
    return std::make_unique<Ledger>(store, today, today.text() + "T18:00:00+08:00");
}

Result<Applied> TemporaryStore::give(const Command& command, const std::string& at, std::optional<Id> id) {
    const auto envelope = envelope_of(at, std::move(id));
    const auto unit = begin_unit(store(), envelope.at.day);
    auto answer = unit->execute(command, envelope);
    unit->commit();
    return answer;
}

Applied TemporaryStore::apply(const Command& command, const std::string& at, std::optional<Id> id) {
    const auto answer = give(command, at, std::move(id));
    if (!answer) FAIL("refused: " << do_name(command) << " " << answer.refusal().code);
    return *answer;
}

Party person(const std::string& name, Side side) { return {.side = side, .kind = PartyKind::person, .name = name}; }

RegisterCase case_in(Division village, const std::string& id, const std::string& summary) {
    RegisterCase out;
    out.case_id = Id{id};
    out.org = {"o1"};
    out.division = village;
    out.type = DisputeType::neighbour;
    out.source = Source::application;
    out.summary = summary;
    out.parties = {person("张三"), person("李四", Side::respondent)};
    return out;
}

namespace {

struct Trigger {
    std::string name{};
    std::string sql{};
    std::string table{};
};

void must(int code, sqlite3* db) {
    if (code == SQLITE_OK) return;
    const std::string message = sqlite3_errmsg(db);
    throw std::runtime_error{"raw SQLite: " + message};
}

}  // namespace

void tamper(const fs::path& file, const std::string& sql) {
    sqlite3* db = nullptr;
    must(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), db);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closer{db, sqlite3_close};
    register_bigram(db);
    std::vector<Trigger> triggers;
    const auto keep = [](void* to, int, char** values, char**) {
        static_cast<std::vector<Trigger>*>(to)->push_back({values[0], values[1], values[2]});
        return 0;
    };
    const auto run = [db](const std::string& text) {
        must(sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr), db);
    };
    must(sqlite3_exec(db, "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'", keep, &triggers,
                      nullptr),
         db);
    for (const auto& trigger : triggers) run("DROP TRIGGER " + trigger.name);
    run(sql);
    std::set<std::string> tables;  // a trigger does not outlive its table
    const auto note = [](void* to, int, char** values, char**) {
        static_cast<std::set<std::string>*>(to)->insert(values[0]);
        return 0;
    };
    must(sqlite3_exec(db, "SELECT name FROM sqlite_master WHERE type = 'table'", note, &tables, nullptr), db);
    for (const auto& trigger : triggers)
        if (tables.contains(trigger.table)) run(trigger.sql);
    run("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::map<std::string, std::vector<std::string>> derived_rows(Store& store) {
    static const std::vector<std::string> canonical{
        "store",       "baseline",   "journal",        "head",
        "editions",    "accounts",   "recovery_codes", "second_factor_roles",
        "failures",    "sessions",   "tokens",         "feeds",
        "webhooks",    "deliveries", "audit",          "audit_head",
        "audit_pruned"};
    auto& db = store.db();
    {
        Transaction transaction{db};
        merge_recent(db);
        transaction.commit();
    }
    std::vector<std::string> tables;
    {
        Query query{db, std::string{"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"}};
        while (query.step()) tables.push_back(query.string(0));
    }
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& table : tables) {
        if (std::find(canonical.begin(), canonical.end(), table) != canonical.end()) continue;
        if (table.starts_with("search")) continue;  // its segments depend on the order of writing; checked by search
        SQLite::Statement statement{db.connection(), "SELECT * FROM " + table};
        auto& rows = out[table];
        while (statement.executeStep()) {
            std::string row;
            for (int i = 0; i < statement.getColumnCount(); ++i) {
                const auto column = statement.getColumn(i);
                row += std::to_string(column.getType()) + ":" + column.getString() + "|";
            }
            rows.push_back(std::move(row));
        }
        std::sort(rows.begin(), rows.end());
    }
    return out;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

ToldHistory told_history(std::uint64_t seed, HistoryOptions options) {
    ToldHistory told;
    told.towns = options.towns;
    told.history = std::make_unique<RandomHistory>(seed, options);
    while (auto step = told.history->next()) {
        const bool accepted = told.history->told(true);
        told.steps.push_back({*std::move(step), accepted});
    }
    return told;
}

namespace {

int unit_size(Units units, Chance& chance) {
    switch (units) {
        case Units::single:
            return 1;
        case Units::small:
            return 1 + chance.below(4);
        case Units::mixed:
            return chance.one_in(5) ? 1 + chance.below(150) : 1 + chance.below(12);
        case Units::one:
            return 1'000'000;
    }
    return 1;
}

}  // namespace

void play_into(Store& store, const ToldHistory& told, Units units, std::uint64_t seed) {
    Chance chance{seed};
    for (std::size_t at = 0; at < told.steps.size();) {
        const auto end = std::min(told.steps.size(), at + static_cast<std::size_t>(unit_size(units, chance)));
        const Date today = told.steps[end - 1].step.today;
        const bool tried_before = chance.one_in(8);
        for (int round = tried_before ? 0 : 1; round < 2; ++round) {
            const auto unit = begin_unit(store, today);
            for (auto i = at; i < end; ++i) {
                const auto& [step, accepted] = told.steps[i];
                // What was refused only because it lay in the future of its own day.
                if (!accepted && step.envelope.at.day > step.today) continue;
                const auto answer = unit->execute(step.command, step.envelope);
                if (static_cast<bool>(answer) != accepted)
                    FAIL("seed " << seed << " step " << i << " " << do_name(step.command) << ": "
                                 << (answer ? "accepted" : answer.refusal().code));
            }
            if (round == 1) unit->commit();
        }
        at = end;
    }
}

ToldHistory property_history(std::uint64_t seed) {
    HistoryOptions options;
    options.towns = 2 + static_cast<int>(seed % 2);
    options.commands = 150 + static_cast<int>(seed % 5) * 20;
    options.cases = 10 + static_cast<int>(seed % 4) * 8;
    options.days = seed % 3 == 0 ? 40 : seed % 3 == 1 ? 120 : 420;
    options.changes_policy = seed % 4 == 1;
    options.loads_calendar = seed % 4 == 2;
    return told_history(seed, options);
}

std::unique_ptr<TemporaryStore> property_store(const ToldHistory& told, std::uint64_t seed) {
    auto out = std::make_unique<TemporaryStore>(told.towns);
    constexpr Units all[]{Units::single, Units::small, Units::mixed, Units::one, Units::mixed};
    play_into(out->store(), told, all[seed % 5], seed);
    return out;
}

}  // namespace tiaojie::test
