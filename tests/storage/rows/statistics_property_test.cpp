// Rollups and timelines against a full recount of the journal.
#include "core/case/event.hpp"
#include "storage/journal/journal.hpp"
#include "storage/rows/rollups.hpp"
#include "storage/work/upkeep.hpp"
#include "tests/catch.hpp"
#include "tests/storage/rows/recount.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

constexpr std::uint64_t seeds = 64;

class Queries {
public:
    Queries(const ToldHistory& told, std::uint64_t seed) : told_(told), chance_(seed * 31 + 7) {}

    StatsQuery next(std::int64_t head) {
        StatsQuery out;
        const Date first = date("2021-01-04");
        const int span = told_.history->last_day() - first;
        const auto some_day = [&] { return first - 20 + chance_.below(span + 60); };
        switch (chance_.below(5)) {
            case 0:
                out.from = date("2021-01-01");
                out.to = date("2021-12-31");
                break;
            case 1: {
                const Date day = some_day();
                out.from = Date::of(day.year(), day.month(), 1);
                out.to = add_months(out.from, 1 + chance_.below(4)) - 1;
                break;
            }
            case 2:
                out.from = out.to = some_day();
                break;
            default:
                out.from = some_day();
                out.to = some_day();
        }
        out.as_of = chance_.one_in(3) ? out.to : some_day();
        out.cut_off = chance_.one_in(3) ? 1 + chance_.below(static_cast<int>(head)) : INT64_MAX;
        const auto divisions = RandomHistory::divisions(told_.towns);
        out.area = chance_.one_in(4) ? the_district : chance_.of(divisions).division;
        if (chance_.one_in(3)) out.area = out.area.town();
        constexpr Split splits[]{Split::none,     Split::stage, Split::level, Split::type, Split::source,
                                 Split::division, Split::org,   Split::form,  Split::month};
        out.split = splits[chance_.below(9)];
        return out;
    }

private:
    const ToldHistory& told_;
    Chance chance_;
};

std::int64_t value_in(const NamedValues& values, std::string_view key) {
    const auto found = values.find(std::string{key});
    return found == values.end() ? 0 : found->second;
}

std::vector<std::string> texts(const std::vector<Id>& ids) {
    std::vector<std::string> out;
    for (const auto& id : ids) out.push_back(id.text);
    return out;
}

void check_parts(Store& store, const StatsQuery& query, const Statistics& counted, const Answer& expected,
                 Chance& chance) {
    if (query.split == Split::none) {
        CHECK(counted.tally.parts.empty());
        return;
    }
    CHECK(counted.tally.parts.size() == expected.parts.size());
    for (const auto& term : metric_terms()) {
        const auto metric = additive_metric(term.key);
        if (!metric) continue;
        std::int64_t sum = 0;
        for (const auto& [part, values] : counted.tally.parts) {
            const auto its_values = expected.parts.find(part);
            CAPTURE(part, term.key);
            REQUIRE(its_values != expected.parts.end());
            CHECK(of(values, *metric) == value_in(its_values->second, term.key));
            sum += of(values, *metric);
        }
        CHECK(sum == of(counted.tally.totals, *metric));
    }
    for (const auto& [key, ids] : expected.behind_part) {
        const auto* term = find_metric(key.second);
        if (term->kind != MetricKind::case_count || !chance.one_in(6)) continue;
        CAPTURE(key.first, key.second);
        CHECK(texts(behind(store, query, key.second, key.first)) == ids);
    }
}

void check_query(Store& store, const StatsQuery& query, const Answer& expected, Chance& chance) {
    const auto counted = statistics(store, query);
    for (const auto& term : metric_terms()) {
        CAPTURE(term.key);
        if (term.kind == MetricKind::median) {
            CHECK(counted.value(term.key) == expected.median);
            continue;
        }
        const auto value = counted.value(term.key);
        REQUIRE(value);
        CHECK(*value == value_in(expected.values, term.key));
        if (term.key == "screening_rounds" || !chance.one_in(3)) continue;  // the lists of some of them
        const auto listed = texts(behind(store, query, term.key));
        if (term.kind == MetricKind::office) CHECK(static_cast<std::int64_t>(listed.size()) == *value);
        if (term.kind != MetricKind::case_count) continue;
        const auto found = expected.behind.find(std::string{term.key});
        CHECK(listed == (found == expected.behind.end() ? std::vector<std::string>{} : found->second));
    }
    const auto value = [&](std::string_view key) { return *counted.value(key); };
    CHECK(value("screened") ==
          value("refused") + value("withdrawn") + value("settled") + value("terminated") + value("pending"));
    check_parts(store, query, counted, expected, chance);
}

std::int64_t rows_in(Store& store, const std::string& table) {
    Query query{store.db(), "SELECT count(*) FROM " + table};
    query.step();
    return query.integer(0);
}

}  // namespace

TEST_CASE("statistics equal a full recount for any period, area, split, day and cut-off", "[storage][property]") {
    int with_recent = 0;
    int moved = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        CAPTURE(seed);
        const auto told = property_history(seed);
        const auto kept = property_store(told, seed);
        auto& store = kept->store();
        if (seed % 3 == 0) {
            merge_recent(store.db());
            CHECK(rows_in(store, "rollups_recent") == 0);
        }
        with_recent += rows_in(store, "rollups_recent") > 0;
        moved += rows_in(store, "cohort") > rows_in(store, "cases");
        Queries queries{told, seed};
        Chance chance{seed};
        Recount now{store, INT64_MAX};
        const auto head = store.head().position;
        for (int i = 0; i < 10; ++i) {
            const auto query = queries.next(head);
            CAPTURE(query.from.text(), query.to.text(), query.as_of.text(), query.cut_off, query.area.text(),
                    name(query.split));
            if (query.cut_off >= head)
                check_query(store, query, now.answer(query), chance);
            else
                check_query(store, query, Recount{store, query.cut_off}.answer(query), chance);
        }
    }
    // The histories must show what they are meant to show.
    CHECK(with_recent > 10);
    CHECK(moved > 20);
}

TEST_CASE("the journal keeps what the office in memory kept, and rebuilding changes no derived row",
          "[storage][property]") {
    for (std::uint64_t seed = 0; seed < seeds; seed += 2) {
        CAPTURE(seed);
        const auto told = property_history(seed);
        const auto kept = property_store(told, seed);
        auto& store = kept->store();
        std::vector<Event> events;
        Journal{store}.each([&](const Recorded& recorded, std::int64_t) { events.push_back(recorded.event); });
        const auto& expected = told.office().journal();
        REQUIRE(events.size() == expected.size());
        for (std::size_t i = 0; i < events.size(); ++i) {
            CAPTURE(i, event_name(events[i]));
            CHECK(events[i] == expected[i].event);
        }
        const auto before = derived_rows(store);
        REQUIRE(before.size() > 15);
        CHECK(before.at("cases").size() == told.office().cases().size());
        rebuild(store, {});
        CHECK(derived_rows(store) == before);
        const auto checked = verify(store, {});
        if (checked.fault) FAIL(checked.fault->what);
        CHECK(checked.events == static_cast<std::int64_t>(events.size()));
    }
}
