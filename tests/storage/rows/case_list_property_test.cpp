// Lists, pages and boards on any day against a plain filter over all cases.
#include <algorithm>
#include <functional>

#include "core/case/evolve.hpp"
#include "storage/rows/boards.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"
#include "tests/catch.hpp"
#include "tests/storage/rows/recount.hpp"
#include "tests/storage/store_fixture.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::test;
using namespace tiaojie::storage;

constexpr std::uint64_t seeds = 40;

// A case as of a day, from the office in memory.
struct Seen {
    CaseState state{};
    std::vector<Deadline> deadlines{};
    std::optional<Date> due{};
};

// In the order of the list: newest registration first, then latest entry first.
std::vector<Seen> all_on(const Office& office, Date day) {
    std::vector<Seen> out;
    for (const auto& id : office.cases()) {
        Seen seen{fold(office.events_of(id), day), {}, {}};
        if (!seen.state.exists()) continue;
        seen.deadlines = deadlines(seen.state, office.docket(id, day), office.rules(), day, Explain::no);
        for (const auto& clock : seen.deadlines)
            if (clock.state == ClockState::open || clock.state == ClockState::due_soon ||
                clock.state == ClockState::overdue || clock.state == ClockState::paused)
                seen.due = std::min(seen.due.value_or(clock.due), clock.due);
        out.insert(out.begin(), std::move(seen));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Seen& a, const Seen& b) { return a.state.registered.day > b.state.registered.day; });
    return out;
}

bool is_overdue(const Seen& seen) {
    return is_pending(seen.state.status) &&
           std::any_of(seen.deadlines.begin(), seen.deadlines.end(), [](const Deadline& clock) {
               return clock.state == ClockState::overdue &&
                      (clock.clock == ClockKind::accept || clock.clock == ClockKind::stage ||
                       clock.clock == ClockKind::overall);
           });
}

bool passes(const CaseFilter& filter, const Seen& seen) {
    const auto& s = seen.state;
    const auto stage = s.rungs.empty() ? std::optional<Stage>{} : s.rungs.back().stage;
    return (filter.status ? s.status == *filter.status : s.status != Status::merged) &&
           (!filter.stage || stage == filter.stage) &&
           (!filter.level || (stage && level_of(*stage) == *filter.level)) &&
           (!filter.type || s.type == *filter.type) && (!filter.source || s.source == *filter.source) &&
           (!filter.division || filter.division->contains(s.division)) && (!filter.org || s.org == *filter.org) &&
           (!filter.overdue || is_overdue(seen)) &&
           (!filter.due_before || (seen.due && *seen.due < *filter.due_before));
}

CaseFilter some_filter(Chance& chance, const ToldHistory& told, Date day) {
    CaseFilter out;
    out.limit = 1000;
    const auto may = [&] { return chance.one_in(6); };
    if (may()) out.status = static_cast<Status>(chance.below(8));
    if (may()) out.stage = static_cast<Stage>(chance.below(5));
    if (may()) out.level = static_cast<Level>(chance.below(3));
    if (may()) out.type = static_cast<DisputeType>(chance.below(19));
    if (may()) out.source = static_cast<Source>(chance.below(7));
    if (chance.one_in(3)) out.division = chance.of(RandomHistory::divisions(told.towns)).division;
    if (may()) out.org = told.office().state(chance.of(told.office().cases())).org;
    if (may()) out.overdue = true;
    if (chance.one_in(4)) out.due_before = day - 5 + chance.below(25);
    return out;
}

Date some_day(Chance& chance, const ToldHistory& told) {
    const Date first = date("2021-01-04");
    const int span = told.history->last_day() - first;
    // On the last day and later the rows of the table speak; on earlier ones only the events do.
    if (chance.one_in(3)) return told.history->last_day() + chance.below(20);
    return first + chance.below(span + 10);
}

std::vector<std::string> ids(const std::vector<Seen>& all, const std::function<bool(const Seen&)>& wanted) {
    std::vector<std::string> out;
    for (const auto& seen : all)
        if (wanted(seen)) out.push_back(seen.state.id.text);
    return out;
}

std::vector<std::string> ids(const std::vector<CaseRow>& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows) out.push_back(row.id.text);
    return out;
}

void check_row(const CaseRow& row, const Seen& seen) {
    const auto& s = seen.state;
    CHECK(row.number == s.number);
    CHECK(row.status == s.status);
    CHECK(row.division == s.division);
    CHECK(row.due == seen.due);
    CHECK(row.settled == (s.status == Status::settled ? std::optional{s.agreements.back().settled} : std::nullopt));
}

const Seen& seen_of(const std::vector<Seen>& all, const std::string& id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Seen& s) { return s.state.id.text == id; });
    REQUIRE(found != all.end());
    return *found;
}

void on_twenty_days_of_each_history(const std::function<void(const ToldHistory&, Store&, Chance&, Date)>& check) {
    for (std::uint64_t seed = 100; seed < 100 + seeds; ++seed) {
        const auto told = property_history(seed);
        const auto kept = property_store(told, seed);
        Chance chance{seed};
        for (int i = 0; i < 20; ++i) {
            const Date day = some_day(chance, told);
            CAPTURE(seed, i, day.text());
            check(told, kept->store(), chance, day);
        }
    }
}

}  // namespace

TEST_CASE("the list equals a plain filter over all cases on any day", "[storage][property]") {
    int found = 0;
    on_twenty_days_of_each_history([&](const ToldHistory& told, Store& store, Chance& chance, Date day) {
        const auto filter = some_filter(chance, told, day);
        const auto all = all_on(told.office(), day);
        const auto rows = CaseReader{store, day}.list(filter);
        CAPTURE(filter.overdue, filter.due_before ? filter.due_before->text() : "any",
                filter.division ? filter.division->text() : "any");
        CHECK(ids(rows) == ids(all, [&](const Seen& seen) { return passes(filter, seen); }));
        for (const auto& row : rows) check_row(row, seen_of(all, row.id.text));
        found += static_cast<int>(rows.size());
    });
    CHECK(found > 1000);
}

TEST_CASE("a search with filters finds what the search alone finds and the filters let pass", "[storage][property]") {
    int found = 0;
    on_twenty_days_of_each_history([&](const ToldHistory& told, Store& store, Chance& chance, Date day) {
        auto filter = some_filter(chance, told, day);
        if (filter.status == Status::merged) return;  // what is merged only this filter finds
        CaseReader reader{store, day};
        CaseFilter alone;
        alone.limit = filter.limit;
        alone.q = "琐事";  // in the summary of every case
        const auto all = all_on(told.office(), day);
        std::vector<std::string> expected;
        for (const auto& id : ids(reader.list(alone)))
            if (passes(filter, seen_of(all, id))) expected.push_back(id);
        filter.q = alone.q;
        CHECK(ids(reader.list(filter)) == expected);
        found += static_cast<int>(expected.size());
    });
    CHECK(found > 500);
}

TEST_CASE("pages of a list follow each other without gap or repetition", "[storage][property]") {
    for (std::uint64_t seed = 100; seed < 110; ++seed) {
        CAPTURE(seed);
        const auto told = property_history(seed);
        const auto kept = property_store(told, seed);
        Chance chance{seed};
        for (int i = 0; i < 4; ++i) {
            CaseReader reader{kept->store(), some_day(chance, told)};
            CaseFilter filter;
            filter.limit = 1000;
            if (i == 1) filter.division = the_town;
            if (i == 2) filter.status = Status::mediating;
            const auto whole = ids(reader.list(filter));
            filter.limit = static_cast<std::size_t>(1 + chance.below(4));
            std::vector<std::string> paged;
            while (paged.size() <= whole.size()) {
                const auto page = ids(reader.list(filter));
                CHECK(page.size() <= filter.limit);
                if (page.empty()) break;
                paged.insert(paged.end(), page.begin(), page.end());
                filter.after = Id{page.back()};
            }
            CHECK(paged == whole);
        }
    }
}

TEST_CASE("what is pending on a day equals a plain look at all cases", "[storage][property]") {
    for (std::uint64_t seed = 100; seed < 100 + seeds; seed += 2) {
        CAPTURE(seed);
        const auto told = property_history(seed);
        const auto kept = property_store(told, seed);
        Chance chance{seed};
        for (int i = 0; i < 6; ++i) {
            const Date day = some_day(chance, told);
            const Division area = chance.of(RandomHistory::divisions(told.towns)).division;
            CAPTURE(day.text(), area.text());
            auto expected = ids(all_on(told.office(), day), [&](const Seen& seen) {
                return is_pending(seen.state.status) && area.contains(seen.state.division);
            });
            std::vector<std::string> listed;
            for (const auto& view : CaseReader{kept->store(), day}.pending(area)) listed.push_back(view.state.id.text);
            std::sort(expected.begin(), expected.end());
            std::sort(listed.begin(), listed.end());
            CHECK(listed == expected);
        }
    }
}

namespace {

// The board by its definition in words, over the cases as of the day.
class PlainBoard {
public:
    PlainBoard(const Office& office, const Campaign& campaign, Date day) : campaign_(campaign) {
        if (day < campaign.from) return;
        for (const auto& seen : all_on(office, day)) count(office, seen);
    }
    std::map<std::string, std::int64_t> counts{};
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> by_division{};
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> by_stage{};
    std::map<std::string, std::set<std::string>> behind{};

    static bool in_scope_on(const Office& office, const Campaign& campaign, const CaseState& s) {
        if (s.status == Status::merged || !campaign.division.contains(s.division)) return false;
        const auto& types = campaign.types;
        if (!types.empty() && std::find(types.begin(), types.end(), s.type) == types.end()) return false;
        if (s.registered.day >= campaign.from) return s.registered.day <= campaign.until;
        return campaign.include_open && is_pending(fold(office.events_of(s.id), campaign.from - 1).status);
    }

private:
    void count(const Office& office, const Seen& seen) {
        const auto& s = seen.state;
        if (!in_scope_on(office, campaign_, s)) return;
        const bool open = is_pending(s.status);
        const auto stage = s.rungs.empty() ? no_part : static_cast<std::int64_t>(s.rungs.back().stage);
        const auto put = [&](const std::string& count_name, bool holds) {
            if (!holds) return;
            ++counts[count_name];
            ++by_division[{s.division.code, count_name}];
            ++by_stage[{stage, count_name}];
            behind[count_name].insert(s.id.text);
        };
        const bool extended = open && !s.runs.empty() && (s.runs.back().extension || s.rungs.back().extension);
        put("scope", true);
        put("settled", s.status == Status::settled);
        put("struck_off", s.struck_off.has_value());
        put("open", open);
        put("overdue", is_overdue(seen));
        put("suspended", s.status == Status::suspended);
        put("extended", extended);
        put("transferred_up", open && stage >= static_cast<std::int64_t>(Stage::town_mediation));
        put("reopened", s.reopened > 0);
    }

    const Campaign& campaign_;
};

void check_burn_down(const Office& office, const Board& board) {
    std::size_t n = 0;
    for (Date day = board.campaign.from; day <= std::min(board.day, board.campaign.until); day = day + 1, ++n) {
        std::int64_t open = 0;
        for (const auto& id : office.cases()) {
            const auto state = fold(office.events_of(id), day);
            if (state.exists() && is_pending(state.status) && PlainBoard::in_scope_on(office, board.campaign, state))
                ++open;
        }
        REQUIRE(n < board.burn_down.size());
        CHECK(board.burn_down[n].date == day);
        CHECK(board.burn_down[n].open == open);
    }
    CHECK(n == board.burn_down.size());
}

}  // namespace

namespace {

Campaign some_campaign(Chance& chance, const ToldHistory& told) {
    Campaign out;
    out.id = {"k"};
    out.division = chance.of(RandomHistory::divisions(told.towns)).division;
    if (!chance.one_in(3)) out.division = chance.one_in(2) ? out.division.town() : the_district;
    if (chance.one_in(4)) out.types = {DisputeType::neighbour, DisputeType::land, DisputeType::wages};
    out.include_open = chance.one_in(2);
    out.from = some_day(chance, told);
    out.until = out.from + chance.below(150);
    return out;
}

}  // namespace

TEST_CASE("campaign boards equal a plain look at all cases, the burn-down on each of its days", "[storage][property]") {
    int in_scope = 0;
    for (std::uint64_t seed = 100; seed < 100 + seeds; seed += 2) {
        const auto told = property_history(seed);
        const auto kept = property_store(told, seed);
        auto& store = kept->store();
        Chance chance{seed};
        auto campaigns = all_campaigns(store.db());
        for (int i = 0; i < 5; ++i) campaigns.push_back(some_campaign(chance, told));
        for (const auto& campaign : campaigns) {
            const Date day = some_day(chance, told);
            CAPTURE(seed, campaign.id.text, day.text());
            const auto board = campaign_board(store, campaign, day);
            PlainBoard plain{told.office(), campaign, day};
            in_scope += static_cast<int>(plain.counts["scope"]);
            CHECK(board.days_left == std::max(0, campaign.until - day));
            for (std::size_t i = 0; i < board_count; ++i) {
                const auto which = static_cast<BoardCount>(i);
                const std::string key{name(which)};
                CAPTURE(key);
                CHECK(board.counts[i] == plain.counts[key]);
                std::set<std::string> listed;
                for (const auto& id : behind_board(store, campaign, day, which)) listed.insert(id.text);
                CHECK(listed == plain.behind[key]);
                for (const auto& [code, counts] : board.by_division) CHECK(counts[i] == plain.by_division[{code, key}]);
                for (const auto& [stage, counts] : board.by_stage) CHECK(counts[i] == plain.by_stage[{stage, key}]);
                std::int64_t sum = 0;
                for (const auto& [code, counts] : board.by_division) sum += counts[i];
                CHECK(sum == board.counts[i]);
            }
            check_burn_down(told.office(), board);
        }
    }
    CHECK(in_scope > 100);
}
