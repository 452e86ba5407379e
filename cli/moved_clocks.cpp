#include "cli/moved_clocks.hpp"

#include "storage/rows/case_reader.hpp"

namespace tiaojie::cli {
namespace {

bool is_unfinished(const Deadline& deadline) {
    switch (deadline.state) {
        case ClockState::open:
        case ClockState::due_soon:
        case ClockState::overdue:
        case ClockState::paused:
            return true;
        case ClockState::met:
        case ClockState::met_late:
        case ClockState::void_:
            return false;
    }
    return false;
}

std::vector<Clock> clocks_of(storage::CaseReader& reader, const std::string& id) {
    std::vector<Clock> out;
    const auto view = reader.find(Id{id}, Explain::no);
    if (!view) return out;
    for (const auto& each : view->deadlines)
        out.push_back({each.clock, each.start, each.label, each.due, is_unfinished(each)});
    return out;
}

}  // namespace

ClocksByCase unfinished_clocks(storage::Store& store, Date day) {
    storage::CaseReader reader{store, day};
    storage::CaseFilter filter;
    filter.due_before = far_future;
    filter.limit = SIZE_MAX;
    ClocksByCase out;
    for (const auto& row : reader.list(filter)) out[row.id.text] = clocks_of(reader, row.id.text);
    return out;
}

std::vector<Moved> moved_since(storage::Store& store, Date day, const ClocksByCase& before) {
    storage::CaseReader reader{store, day};
    std::vector<Moved> out;
    for (const auto& [id, clocks] : before) {
        // Under any rules a case has the same clocks in the same order, because they start from its events. The one
        // exception is a right that lapses, which may appear or disappear; so clocks are matched by kind, start and
        // label.
        const auto now = clocks_of(reader, id);
        std::size_t at = 0;
        for (const auto& was : clocks) {
            while (at < now.size() &&
                   (now[at].kind != was.kind || now[at].start != was.start || now[at].label != was.label))
                ++at;
            if (at == now.size()) break;
            if (was.unfinished && now[at].due != was.due)
                out.push_back({id, was.kind, was.label, was.due, now[at].due});
            ++at;
        }
    }
    return out;
}

}  // namespace tiaojie::cli
