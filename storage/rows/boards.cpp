#include "storage/rows/boards.hpp"

#include <algorithm>

#include <set>

#include "storage/rows/statistics.hpp"
#include "storage/rows/timelines.hpp"

namespace tiaojie::storage {
namespace {

// Every case that may be in the campaign's scope on the day.
void each_candidate(Store& store, const Campaign& campaign, Date day, const TimelineVisitor& visit) {
    if (day < campaign.from) return;
    each_in_cohort(store, campaign.division, campaign.from, std::min(day, campaign.until), INT64_MAX, visit);
    if (!campaign.include_open) return;
    each_open_since(store, campaign.division, campaign.from - 1, [&](std::int64_t no, const Timeline& timeline) {
        if (timeline.registered < campaign.from) visit(no, timeline);
    });
}

}  // namespace

Board campaign_board(Store& store, const Campaign& campaign, Date day) {
    const ReadTransaction reading{store.db()};
    auto board = empty_board(campaign, day);
    each_candidate(store, campaign, day,
                   [&](std::int64_t, const Timeline& timeline) { add_to_board(board, timeline); });
    return board;
}

std::vector<Id> behind_board(Store& store, const Campaign& campaign, Date day, BoardCount count) {
    const ReadTransaction reading{store.db()};
    std::set<std::pair<std::int32_t, std::int64_t>> found;
    each_candidate(store, campaign, day, [&](std::int64_t no, const Timeline& timeline) {
        if (board_counts(campaign, timeline, day)[static_cast<std::size_t>(count)] != 0)
            found.emplace(timeline.registered.days, no);
    });
    std::vector<Id> out;
    for (const auto& [registered, no] : found) out.push_back(case_id(store.db(), no));
    return out;
}

}  // namespace tiaojie::storage
