// Campaign boards from the timelines of the store.
#pragma once

#include "core/counting/board.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

Board campaign_board(Store& store, const Campaign& campaign, Date day);

// The cases behind one count of the board, in order of registration.
std::vector<Id> behind_board(Store& store, const Campaign& campaign, Date day, BoardCount count);

}  // namespace tiaojie::storage
