// What the program answers, as JSON by the names of the contract; the same for the command line and HTTP.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/wire/json_writer.hpp"
#include "api/wire/masking.hpp"
#include "core/case/case_state.hpp"
#include "core/case/fwd.hpp"
#include "core/case/office.hpp"
#include "core/clocks/deadline.hpp"
#include "core/counting/board.hpp"
#include "core/counting/metrics.hpp"

namespace tiaojie {

enum class Personal { masked, revealed };

// A row of the list of cases. `Row` has the members of storage's CaseRow, which this folder may not include.
template <class Row>
Json case_row_view(const Row& row) {
    auto json = json_object();
    put(json, "case", row.id);
    put(json, "number", row.number.empty() ? json_null() : to_json(row.number));
    put(json, "status", row.status);
    put(json, "stage", row.stage);
    put(json, "level", row.stage ? to_json(level_of(*row.stage)) : json_null());
    put(json, "type", row.type);
    put(json, "source", row.source);
    put(json, "division", row.division);
    put(json, "org", row.org);
    put(json, "registered", row.registered);
    put(json, "settled", row.settled);
    put(json, "due", row.due);
    put(json, "state", row.state);
    return json;
}

Json deadline_view(const Deadline& deadline);
Json deadlines_view(const std::vector<Deadline>& deadlines);

// Knows all that the events tell of the parties, to be taken out of free texts.
Scrubber scrubber_of(const std::vector<Recorded>& events, Date day);

// The events of a case in order; what people entered late is marked.
Json history_view(const std::vector<Recorded>& events, Date day, Personal personal);

// The whole case. `events` are those up to the day; free texts are masked like the parties.
Json case_view(const CaseState& state, const std::vector<Recorded>& events, const Docket& docket,
               const std::vector<Deadline>& deadlines, Date day, Personal personal);
// The same names with nothing in them: the case exists, but not yet on the day.
Json case_not_yet_view(const Id& id);

Json campaign_view(const Campaign& campaign, Date day);
Json board_view(const Board& board);
Json notice_view(const Notice& notice, Date day, std::optional<ClockState> state);

}  // namespace tiaojie
