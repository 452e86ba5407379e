// The clearing board (清零) of a campaign on a day. Honest: cleared means struck off; settled but not struck off,
// suspended and extended cases stand beside the zero, never inside it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/case/office.hpp"
#include "core/counting/timeline.hpp"

namespace tiaojie {

enum class BoardCount : std::uint8_t {
    scope,
    settled,
    struck_off,
    open,
    overdue,
    suspended,
    extended,
    transferred_up,
    reopened
};
inline constexpr std::size_t board_count = 9;
std::string_view name(BoardCount count);
std::string_view chinese(BoardCount count);
std::optional<BoardCount> parse_board_count(std::string_view text);

using BoardCounts = std::array<std::int64_t, board_count>;

struct BurnDownDay {
    Date date{};
    std::int64_t open{};
};

struct Board {
    Campaign campaign{};
    Date day{};
    int days_left{};  // 0 after the end
    BoardCounts counts{};
    std::map<std::int64_t, BoardCounts> by_division{};
    std::map<std::int64_t, BoardCounts> by_type{};
    std::map<std::int64_t, BoardCounts> by_stage{};  // no_part: not accepted yet
    std::vector<BurnDownDay> burn_down{};            // each as of its own day
};

// What the case counts as on the day; all zero when it is not in scope.
BoardCounts board_counts(const Campaign& campaign, const Timeline& timeline, Date day);

Board empty_board(const Campaign& campaign, Date day);
void add_to_board(Board& board, const Timeline& timeline);

}  // namespace tiaojie
