// The weekly agenda and the notices of supervision as JSON; the same for the command line and HTTP.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "api/wire/json_writer.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::tasks {

using AgendaItem = std::pair<storage::CaseView, std::vector<std::string_view>>;  // a case, and why it is spoken of
std::vector<AgendaItem> agenda_of(storage::Store& store, Division division, Date day);
Json agenda_view(const storage::CaseView& view, const std::vector<std::string_view>& why);

// The state of the notice's clock on the day; it also depends on what became of the case.
std::optional<ClockState> notice_state(storage::Store& store, const Notice& notice, Date day);

}  // namespace tiaojie::tasks
