// No question that is asked day by day reads a whole table: the statements are taken as they run, and SQLite is asked
// how it would run them.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <set>

#include "storage/rows/boards.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"
#include "storage/rows/rollups.hpp"
#include "storage/rows/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

// Collects the texts of the statements that run while it lives.
class Statements {
public:
    explicit Statements(Database& db) : handle_(db.connection().getHandle()) {
        sqlite3_trace_v2(handle_, SQLITE_TRACE_STMT, &Statements::note, this);
    }
    ~Statements() { sqlite3_trace_v2(handle_, 0, nullptr, nullptr); }
    Statements(const Statements&) = delete;
    Statements& operator=(const Statements&) = delete;
    const std::set<std::string>& texts() const { return texts_; }

private:
    static int note(unsigned, void* self, void* statement, void*) {
        const char* text = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        if (text && std::string{text}.starts_with("SELECT")) static_cast<Statements*>(self)->texts_.insert(text);
        return 0;
    }

    sqlite3* handle_;
    std::set<std::string> texts_{};
};

std::vector<std::string> plan_of(Database& db, const std::string& sql) {
    SQLite::Statement statement{db.connection(), "EXPLAIN QUERY PLAN " + sql};
    std::vector<std::string> out;
    while (statement.executeStep()) out.push_back(statement.getColumn(3).getString());
    return out;
}

// The tables that grow with the cases, and those of which every day adds rows.
bool reads_all_of_a_large_table(const std::string& step) {
    for (const std::string table : {"cases", "journal", "cohort", "flows", "c", "f", "rollups", "texts", "party_names",
                                    "personal_index", "screenings"}) {
        const auto scan = "SCAN " + table;
        if (step == scan || step.starts_with(scan + " ")) return true;
    }
    return false;
}

void check_plans(Database& db, const Statements& statements, std::size_t at_least) {
    CHECK(statements.texts().size() >= at_least);
    for (const auto& sql : statements.texts())
        for (const auto& step : plan_of(db, sql)) {
            CAPTURE(sql, step);
            CHECK(!reads_all_of_a_large_table(step));
        }
}

struct Played {
    ToldHistory told{property_history(7)};
    std::unique_ptr<TemporaryStore> kept{property_store(told, 7)};
    Store& store{kept->store()};
    Date last{told.history->last_day()};
};

}  // namespace

TEST_CASE("the test of plans itself notices a table that is read whole", "[storage][plans]") {
    Played played;
    auto& db = played.store.db();
    CHECK(reads_all_of_a_large_table(plan_of(db, "SELECT * FROM cases WHERE type = 3").at(0)));
    CHECK(reads_all_of_a_large_table(plan_of(db, "SELECT no FROM cases ORDER BY registered").at(0)));
    CHECK(!reads_all_of_a_large_table(plan_of(db, "SELECT * FROM cases WHERE no = 3").at(0)));
}

TEST_CASE("lists and searches read no table whole", "[storage][plans]") {
    Played played;
    const Statements statements{played.store.db()};
    for (const Date day : {played.last + 5, date("2021-02-01")}) {
        CaseReader reader{played.store, day};
        for (int i = 0; i < 64; ++i) {
            CaseFilter filter;
            if (i & 1) filter.division = i & 2 ? the_town : the_village;
            if (i & 4) filter.status = i & 8 ? Status::mediating : Status::settled;
            if (i & 16) filter.due_before = day + 3;
            if (i & 32) filter.after = played.told.office().cases().front();
            filter.overdue = i % 7 == 0;
            if (i % 5 == 0) filter.stage = Stage::town_mediation;
            if (i % 11 == 0) filter.level = Level::village;
            if (i % 9 == 0) filter.type = DisputeType::land;
            reader.list(filter);
        }
        for (const std::string q : {"争执", "某", "某人 琐事", "13800000000", "c-1"}) {
            CaseFilter filter;
            filter.q = q;
            reader.list(filter);
        }
        reader.pending(the_town);
        reader.pending(the_district);
        reader.find(played.told.office().cases().front(), Explain::no);
    }
    check_plans(played.store.db(), statements, 20);
}

TEST_CASE("statistics, their lists and boards read no table whole", "[storage][plans]") {
    Played played;
    const Statements statements{played.store.db()};
    for (const Division area : {the_district, the_town, the_village})
        for (const std::int64_t cut_off : {INT64_MAX, std::int64_t{100}})
            for (const Split split : {Split::none, Split::level, Split::month}) {
                const StatsQuery query{date("2021-01-05"), date("2021-06-20"), played.last, cut_off, area, split};
                statistics(played.store, query);
                for (const auto* metric : {"screened", "flow.settled", "committees", "mediators", "elders"})
                    behind(played.store, query, metric);
            }
    Campaign campaign;
    campaign.division = the_district;
    campaign.from = date("2021-02-01");
    campaign.until = date("2021-05-01");
    campaign.include_open = true;
    campaign_board(played.store, campaign, played.last);
    behind_board(played.store, campaign, played.last, BoardCount::open);
    check_plans(played.store.db(), statements, 15);
}
