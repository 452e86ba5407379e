#include "core/counting/board.hpp"

#include <algorithm>

#include "core/counting/metrics.hpp"

namespace tiaojie {
namespace {

struct BoardTerm {
    std::string_view name;
    std::string_view chinese;
};

constexpr std::array<BoardTerm, board_count> terms{{{"scope", "应清"},
                                                    {"settled", "已化解"},
                                                    {"struck_off", "已销号"},
                                                    {"open", "未化解"},
                                                    {"overdue", "逾期"},
                                                    {"suspended", "中止"},
                                                    {"extended", "延期"},
                                                    {"transferred_up", "上交镇区"},
                                                    {"reopened", "反弹"}}};

bool in_scope_on(const Campaign& campaign, const Timeline& timeline, const Facts& facts) {
    if (facts.status == Status::merged) return false;
    const auto* before = timeline.on(campaign.from - 1);
    const bool pending_before = before && is_pending(before->status);
    return in_scope(campaign, facts.division, facts.type, timeline.registered, pending_before);
}

void add(BoardCounts& to, const BoardCounts& more) {
    for (std::size_t i = 0; i < board_count; ++i) to[i] += more[i];
}

}  // namespace

std::string_view name(BoardCount count) { return terms[static_cast<std::size_t>(count)].name; }
std::string_view chinese(BoardCount count) { return terms[static_cast<std::size_t>(count)].chinese; }

std::optional<BoardCount> parse_board_count(std::string_view text) {
    for (std::size_t i = 0; i < board_count; ++i)
        if (terms[i].name == text) return static_cast<BoardCount>(i);
    return std::nullopt;
}

BoardCounts board_counts(const Campaign& campaign, const Timeline& timeline, Date day) {
    BoardCounts out{};
    const auto* facts = day < campaign.from ? nullptr : timeline.on(day);
    if (!facts || !in_scope_on(campaign, timeline, *facts)) return out;
    const bool open = is_pending(facts->status);
    const auto put = [&out](BoardCount count, bool holds) { out[static_cast<std::size_t>(count)] = holds; };
    put(BoardCount::scope, true);
    put(BoardCount::settled, facts->status == Status::settled);
    put(BoardCount::struck_off, facts->struck_off);
    put(BoardCount::open, open);
    put(BoardCount::overdue, facts->overdue);
    put(BoardCount::suspended, facts->status == Status::suspended);
    put(BoardCount::extended, facts->extended);
    put(BoardCount::transferred_up, open && facts->stage && level_of(*facts->stage) != Level::village);
    put(BoardCount::reopened, facts->reopened);
    return out;
}

Board empty_board(const Campaign& campaign, Date day) {
    Board board;
    board.campaign = campaign;
    board.day = day;
    board.days_left = std::max(0, campaign.until - day);
    for (Date date = campaign.from; date <= std::min(day, campaign.until); date = date + 1)
        board.burn_down.push_back({date, 0});
    return board;
}

void add_to_board(Board& board, const Timeline& timeline) {
    for (auto& [date, open] : board.burn_down)
        open += board_counts(board.campaign, timeline, date)[static_cast<std::size_t>(BoardCount::open)];
    const auto counts = board_counts(board.campaign, timeline, board.day);
    if (counts[static_cast<std::size_t>(BoardCount::scope)] == 0) return;
    const auto& facts = *timeline.on(board.day);
    add(board.counts, counts);
    add(board.by_division[facts.division.code], counts);
    add(board.by_type[static_cast<std::int64_t>(facts.type)], counts);
    add(board.by_stage[part_of(Split::stage, facts, timeline.registered, timeline.org)], counts);
}

}  // namespace tiaojie
