// What changed in the register, for those who watch it live: one line an event, without its content.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/words/division.hpp"
#include "core/words/payload.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

struct Change {
    std::int64_t position{};
    Division division{};          // whose register it belongs to; 0 for the whole store
    std::string event{};          // CaseSettled
    std::optional<Id> case_id{};  // none for facts of the office
    std::int64_t version{};       // of the case
    std::string recorded{};
};

// Events after `position`, in order, at most `limit`.
std::vector<Change> changes_after(Store& store, std::int64_t position, std::int64_t limit);

}  // namespace tiaojie::storage
