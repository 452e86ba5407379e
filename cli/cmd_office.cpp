// campaign list, campaign board, consultation agenda.
#include <algorithm>
#include <memory>

#include "api/tasks/docket_view.hpp"
#include "api/wire/masking.hpp"
#include "api/wire/text_rules.hpp"
#include "api/wire/views.hpp"
#include "cli/listing.hpp"
#include "cli/session.hpp"
#include "cli/words.hpp"
#include "core/clocks/agenda.hpp"
#include "storage/rows/boards.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {
namespace {

std::size_t page_width() {
    const auto width = terminal_width();
    return width == 0 ? 100 : width;
}

int list_campaigns(const Globals& globals) {
    storage::Store store{globals.db};
    auto campaigns = storage::all_campaigns(store.db());
    std::erase_if(campaigns, [&](const Campaign& campaign) { return campaign.from > globals.today; });
    const auto view = [&](const Campaign& campaign) { return campaign_view(campaign, globals.today); };
    const auto cells = [&](const Campaign& campaign) -> std::vector<Cell> {
        const bool is_closed = campaign.closed && *campaign.closed <= globals.today;
        const auto left = std::max(0, campaign.until - globals.today);
        return {{campaign.id.text},
                {campaign.name},
                {division_text(store, campaign.division)},
                {campaign.from.text()},
                {campaign.until.text()},
                {std::to_string(left)},
                {is_closed  ? campaign.closed->text() + "结束"
                 : left > 0 ? "进行中"
                            : "已到期"}};
    };
    return give_list(globals, campaigns, view,
                     {{"编号"}, {"名称", false, 40}, {"范围"}, {"开始"}, {"截止"}, {"剩余天数", true}, {"状态"}}, cells,
                     "没有专项行动");
}

// ---- the board ----

std::vector<Cell> count_cells(const std::string& title, const BoardCounts& counts) {
    std::vector<Cell> cells{{title}};
    for (std::size_t i = 0; i < board_count; ++i) {
        auto colour = Colour::none;
        if (counts[i] > 0 && static_cast<BoardCount>(i) == BoardCount::overdue) colour = Colour::red;
        cells.push_back({std::to_string(counts[i]), colour});
    }
    return cells;
}

Table count_table(const std::string& title) {
    std::vector<Column> columns{{title, false, 24}};
    for (std::size_t i = 0; i < board_count; ++i)
        columns.push_back({std::string{chinese(static_cast<BoardCount>(i))}, true});
    return Table{std::move(columns)};
}

// A bar of the open cases for each day; only one day in seven when there are more than two weeks.
std::string burn_down_text(const Board& board) {
    const auto& days = board.burn_down;
    if (days.empty()) return {};
    const auto most =
        std::max_element(days.begin(), days.end(), [](const auto& a, const auto& b) { return a.open < b.open; })->open;
    const auto cells = static_cast<std::int64_t>(std::min<std::size_t>(page_width(), 80) - 24);
    std::string out = "\n" + coloured("每日在办", Colour::bold) + "\n";
    const std::size_t step = days.size() > 14 ? 7 : 1;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (i % step != 0 && i + 1 != days.size()) continue;
        std::string bar;
        for (std::int64_t k = 0; k < (most == 0 ? 0 : (days[i].open * cells + most - 1) / most); ++k) bar += "█";
        out += "  " + days[i].date.text() + " " + padded_left(std::to_string(days[i].open), 6) + " " + bar + "\n";
    }
    return out;
}

std::string board_text(storage::Store& store, const Board& board) {
    const auto& campaign = board.campaign;
    std::string out = coloured(one_line(campaign.name), Colour::bold) + "（" + one_line(campaign.id.text) + "）\n" +
                      division_text(store, campaign.division) + "，" + campaign.from.chinese() + "至" +
                      campaign.until.chinese() + "；截至" + board.day.chinese() + "，剩余" +
                      std::to_string(board.days_left) + "天\n\n";
    auto all = count_table("");
    all.add(count_cells("合计", board.counts));
    out += all.text(terminal_width());
    out += "清零以销号为准：已化解未销号的、中止的、延期的另列，不计入清零。\n";
    const auto part = [&](const std::string& title, const std::map<std::int64_t, BoardCounts>& parts, auto name_of) {
        if (parts.empty()) return;
        auto table = count_table(title);
        for (const auto& [key, counts] : parts) table.add(count_cells(name_of(key), counts));
        out += "\n" + table.text(terminal_width());
    };
    part("村（社区）", board.by_division, [&](std::int64_t code) { return division_text(store, {code}); });
    part("类型", board.by_type, [](std::int64_t type) { return std::string{chinese(static_cast<DisputeType>(type))}; });
    part("层级", board.by_stage, [](std::int64_t stage) {
        return stage == no_part ? std::string{"未受理"} : std::string{chinese(static_cast<Stage>(stage))};
    });
    return out + burn_down_text(board);
}

struct BoardArguments {
    std::string campaign{};
    std::optional<std::string> list{};
};

int list_behind(const Globals& globals, storage::Store& store, const Campaign& campaign,
                const std::string& count_name) {
    const auto count = parse_board_count(count_name);
    if (!count) {
        std::string all;
        for (std::size_t i = 0; i < board_count; ++i)
            all += (i == 0 ? "" : "、") + std::string{name(static_cast<BoardCount>(i))};
        return refused(globals,
                       {"unknown_metric", "list", "没有这个数字：" + shown(count_name) + "（可填：" + all + "）"});
    }
    return give_ids(globals, storage::behind_board(store, campaign, globals.today, *count));
}

int board(const Globals& globals, const BoardArguments& asked) {
    storage::Store store{globals.db};
    const auto campaign = storage::find_campaign(store.db(), Id{asked.campaign});
    if (!campaign) return refused(globals, refuse("unknown_campaign", "campaign", shown(asked.campaign)));
    if (asked.list) return list_behind(globals, store, *campaign, *asked.list);
    const auto found = storage::campaign_board(store, *campaign, globals.today);
    return give(globals, {[&] { return board_view(found); }, [&] { return board_text(store, found); }});
}

// ---- the weekly agenda ----

std::vector<Cell> agenda_cells(storage::Store& store, const tasks::AgendaItem& item, Date today) {
    const auto& [view, why] = item;
    const auto* clock = nearest(view.deadlines);
    std::string reasons;
    for (const auto reason : why) reasons += (reasons.empty() ? "" : "、") + std::string{agenda_chinese(reason)};
    Scrubber scrubber;
    scrubber.learn(view.state.parties, today);
    const auto stage = view.state.stage();
    return {{view.state.id.text},
            {view.state.number},
            {division_text(store, view.state.division)},
            {stage ? std::string{chinese(*stage)} : "未受理"},
            {clock == nullptr ? "" : clock->due.text(), clock == nullptr ? Colour::none : colour_of(clock->state)},
            {reasons},
            {scrubber.scrubbed(view.state.summary)}};
}

int agenda(const Globals& globals, const std::optional<Division>& division) {
    storage::Store store{globals.db};
    if (const auto refusal = unknown_division(store, division)) return refused(globals, *refusal);
    return give_list(
        globals, tasks::agenda_of(store, *division, globals.today),
        [](const auto& item) { return tasks::agenda_view(item.first, item.second); },
        {{"案件"},
         {"案号"},
         {"所在地", false, 20},
         {"层级"},
         {"到期"},
         {"列入原因", false, 40},
         {"简要情况", false, 40}},
        [&](const auto& item) { return agenda_cells(store, item, globals.today); }, "没有需要会商的案件");
}

}  // namespace

Subcommand campaign_list_command() { return {"campaign list", "列出专项行动", {}, {}, list_campaigns}; }

Subcommand campaign_board_command() {
    const auto asked = std::make_shared<BoardArguments>();
    return {"campaign board",
            "清零看板：一次专项行动的总数、分村分类分层级的数、每日在办",
            "清零以销号为准；已化解未销号、中止、延期的与它并列，不混在一起。",
            {argument("CAMPAIGN", asked->campaign, "专项行动编号"),
             text_option("--list", "COUNT", asked->list,
                         "列出一个数字背后的案件：scope、settled、struck_off、open、overdue、suspended、extended、"
                         "transferred_up、reopened")},
            [asked](const Globals& globals) { return board(globals, *asked); }};
}

Subcommand consultation_agenda_command() {
    const auto division = std::make_shared<std::optional<Division>>();
    return {"consultation agenda",
            "每周会商的议题：逾期、本周到期、红牌未回复、重大、反弹的在办案件",
            {},
            {required(division_option("--division", *division, "乡镇或村的区划代码"))},
            [division](const Globals& globals) { return agenda(globals, *division); }};
}

}  // namespace tiaojie::cli
