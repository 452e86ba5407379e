#include "api/tasks/docket_view.hpp"

#include "core/clocks/agenda.hpp"

namespace tiaojie::tasks {

std::vector<AgendaItem> agenda_of(storage::Store& store, Division division, Date day) {
    std::vector<AgendaItem> out;
    for (auto& view : storage::CaseReader{store, day}.pending(division)) {
        auto why = agenda_reasons(view.state, view.docket, view.deadlines, store.rules().view(), day);
        if (!why.empty()) out.emplace_back(std::move(view), std::move(why));
    }
    return out;
}

Json agenda_view(const storage::CaseView& view, const std::vector<std::string_view>& why) {
    const auto* clock = nearest(view.deadlines);
    auto json = json_object();
    put(json, "case", view.state.id);
    put(json, "why", why);
    put(json, "number", view.state.number.empty() ? json_null() : to_json(view.state.number));
    put(json, "division", view.state.division);
    put(json, "stage", view.state.stage());
    put(json, "due", clock == nullptr ? json_null() : to_json(clock->due));
    return json;
}

std::optional<ClockState> notice_state(storage::Store& store, const Notice& notice, Date day) {
    const auto view = storage::CaseReader{store, day}.find(notice.case_id, Explain::no);
    if (!view) return std::nullopt;
    std::size_t at = 0;
    for (const auto& each : view->deadlines) {
        if (each.clock != ClockKind::supervision) continue;
        if (at < view->docket.notices.size() && view->docket.notices[at].id == notice.id) return each.state;
        ++at;
    }
    return std::nullopt;
}

}  // namespace tiaojie::tasks
