#include "core/counting/board.hpp"

#include "core/case/evolve.hpp"
#include "core/clocks/agenda.hpp"
#include "core/counting/metrics.hpp"
#include "tests/catch.hpp"
#include "tests/core/random_history.hpp"
#include "tests/core/scenario.hpp"

using namespace tiaojie;
using namespace tiaojie::test;

namespace {

Board board_on(const Office& office, const Id& campaign, Date on) {
    Board board = empty_board(office.campaigns().at(campaign), on);
    for (const auto& id : office.cases()) add_to_board(board, timeline_of(office.events_of(id), 1, office.rules()));
    return board;
}

// "scope=3 open=2", zeros left out.
std::string words(const BoardCounts& counts) {
    std::string out;
    for (std::size_t i = 0; i < board_count; ++i)
        if (counts[i] != 0)
            out += (out.empty() ? "" : " ") + std::string{name(static_cast<BoardCount>(i))} + "=" +
                   std::to_string(counts[i]);
    return out;
}

std::int64_t open(const Board& board) { return board.counts[static_cast<std::size_t>(BoardCount::open)]; }

}  // namespace

TEST_CASE("the board shows of every day what stands beside the zero") {
    Scenario s;
    s.tell(R"(
        2021-10-01 case.register case=old
        2021-10-14 campaign.launch months=3 division=350305101000
        2021-10-20 case.register case=c1
        2021-10-20 case.accept case=c1
        2021-10-20 case.register case=c2 division=350305101202 type=land
        2021-10-21 case.accept case=c2 stage=town_mediation reason=跨村
        2021-10-22 case.register case=c3
        2021-10-23 case.accept case=c3
        2021-10-25 case.suspend case=c3
        2021-10-26 case.extend case=c1 until=2021-11-25
        2021-11-05 case.settle case=c1
        2021-11-06 case.follow_up case=c1
        2021-11-07 case.strike_off case=c1
        2021-11-08 case.reopen case=c1
        2021-11-10 case.merge case=c3 into=c2
    )");
    const auto on = [&](std::string_view text) { return board_on(s.office, {"k1"}, day(text)); };
    CHECK(words(on("2021-10-13").counts).empty());
    CHECK(words(on("2021-10-14").counts).empty());
    CHECK(words(on("2021-10-20").counts) == "scope=2 open=2");
    CHECK(words(on("2021-10-26").counts) == "scope=3 open=3 suspended=1 extended=1 transferred_up=1");
    CHECK(words(on("2021-11-02").counts) == "scope=3 open=3 overdue=1 suspended=1 extended=1 transferred_up=1");
    CHECK(words(on("2021-11-05").counts) == "scope=3 settled=1 open=2 suspended=1 transferred_up=1");
    CHECK(words(on("2021-11-07").counts) == "scope=3 settled=1 struck_off=1 open=2 suspended=1 transferred_up=1");
    CHECK(words(on("2021-11-08").counts) == "scope=3 open=3 suspended=1 transferred_up=1 reopened=1");
    CHECK(words(on("2021-11-10").counts) == "scope=2 open=2 transferred_up=1 reopened=1");

    const auto board = on("2021-10-21");
    CHECK(board.days_left == 85);
    CHECK(words(board.by_division.at(village.code)) == "scope=1 open=1");
    CHECK(words(board.by_division.at(other_village.code)) == "scope=1 open=1 transferred_up=1");
    CHECK(words(board.by_type.at(static_cast<std::int64_t>(DisputeType::land))) == "scope=1 open=1 transferred_up=1");
    CHECK(words(board.by_stage.at(static_cast<std::int64_t>(Stage::town_mediation))) ==
          "scope=1 open=1 transferred_up=1");
    CHECK(words(on("2021-10-20").by_stage.at(no_part)) == "scope=1 open=1");
    REQUIRE(board.burn_down.size() == 8);
    CHECK(board.burn_down.front().date == day("2021-10-14"));
    CHECK(board.burn_down.front().open == 0);
    CHECK(board.burn_down.back().open == 2);

    const auto after = on("2022-02-01");
    CHECK(after.days_left == 0);
    CHECK(after.burn_down.back().date == day("2022-01-14"));
    CHECK(on("2022-01-14").days_left == 0);
    CHECK(on("2022-01-13").days_left == 1);
}

TEST_CASE("with include_open the board takes those pending at the end of the day before") {
    Scenario s;
    s.tell(R"(
        2021-10-01 case.register case=open
        2021-10-01 case.register case=closed
        2021-10-13 case.withdraw case=closed
        2021-10-14 campaign.launch campaign=k1 until=2021-12-31 include_open=true
        2021-10-14 campaign.launch campaign=k2 until=2021-12-31
        2021-10-14 campaign.launch campaign=k3 until=2021-12-31 include_open=true types=land
    )");
    CHECK(words(board_on(s.office, {"k1"}, day("2021-10-14")).counts) == "scope=1 open=1 overdue=1");
    CHECK(words(board_on(s.office, {"k2"}, day("2021-10-14")).counts).empty());
    CHECK(words(board_on(s.office, {"k3"}, day("2021-10-14")).counts).empty());
}

TEST_CASE("the board of any campaign in any history is what folding each case to the day gives") {
    int campaigns = 0;
    for (std::uint64_t seed = 2001; seed <= 2100; ++seed) {
        RandomHistory history{seed, {.cases = 10}};
        play(history, [](const Step&) { return true; });
        const auto& office = history.office();
        for (const auto& [id, campaign] : office.campaigns()) {
            ++campaigns;
            for (const Date on : {campaign.from, campaign.from + 25, history.last_day() + 30}) {
                INFO("seed " << seed << " " << id.text << " on " << on.text());
                const auto board = board_on(office, id, on);
                std::int64_t scope = 0;
                std::int64_t pending = 0;
                for (const auto& case_id : office.cases()) {
                    const auto state = fold(office.events_of(case_id), on);
                    if (!state.exists() || state.status == Status::merged) continue;
                    // In scope is who has the campaign's clock.
                    Docket docket;
                    docket.campaigns.push_back(campaign);
                    const auto all = deadlines(state, docket, office.rules(), on, Explain::no);
                    if (std::none_of(all.begin(), all.end(),
                                     [](const auto& d) { return d.clock == ClockKind::campaign; }))
                        continue;
                    ++scope;
                    pending += is_pending(state.status);
                }
                REQUIRE(board.counts[0] == scope);
                REQUIRE(open(board) == pending);
                REQUIRE(board.burn_down.size() ==
                        static_cast<std::size_t>(std::min(on, campaign.until) - campaign.from + 1));
                if (on <= campaign.until) REQUIRE(board.burn_down.back().open == pending);
                for (const auto* parts : {&board.by_division, &board.by_type, &board.by_stage}) {
                    BoardCounts sum{};
                    for (const auto& [part, counts] : *parts)
                        for (std::size_t i = 0; i < board_count; ++i) sum[i] += counts[i];
                    REQUIRE(sum == board.counts);
                }
            }
        }
    }
    CHECK(campaigns > 50);
}

TEST_CASE("the counts of the board have their names") {
    CHECK(parse_board_count("transferred_up") == BoardCount::transferred_up);
    CHECK(parse_board_count("scope") == BoardCount::scope);
    CHECK_FALSE(parse_board_count("cleared").has_value());
    CHECK(chinese(BoardCount::struck_off) == "已销号");
}

TEST_CASE("the agenda names why a case is spoken of") {
    Scenario s;
    const auto why = [&](std::string_view on, const char* id) {
        std::string out;
        for (const auto reason : agenda_reasons(s.on(on, id), s.office.docket({id}, day(on)), s.deadlines(on, id),
                                                s.office.rules(), day(on)))
            out += (out.empty() ? "" : " ") + std::string{reason};
        return out;
    };
    s.tell(R"(
        2021-03-01 case.register case=c1 major=true
        2021-03-02 case.accept case=c1
        2021-03-01 case.register case=c2
        2021-03-02 case.accept case=c2 stage=town_mediation reason=重大
        2021-03-03 supervision.issue case=c2 notice=n1 grade=yellow reply_by=2021-04-30
        2021-03-03 supervision.issue case=c2 notice=n2 grade=red reply_by=2021-04-30
        2021-03-05 supervision.sign notice=n2
        2021-03-06 supervision.reply notice=n2
        2021-03-08 case.settle case=c2
        2021-03-09 case.reopen case=c2
    )");
    // The first rung's clock ends on 12 March.
    CHECK(why("2021-03-05", "c1") == "major");
    CHECK(why("2021-03-06", "c1") == "due_this_week major");
    CHECK(why("2021-03-12", "c1") == "due_this_week major");
    CHECK(why("2021-03-13", "c1") == "overdue major");
    CHECK(why("2021-03-02", "c2").empty());
    CHECK(why("2021-03-05", "c2") == "red_notice");
    CHECK(why("2021-03-06", "c2").empty());
    CHECK(why("2021-03-09", "c2") == "reopened");
    CHECK(agenda_chinese("red_notice") == "红牌未回复");
}
