#include "api/service/occasions.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "api/routes/parameters.hpp"
#include "core/case/event.hpp"
#include "core/words/text.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::service {
namespace {

// A key is at most 256 bytes, and an id may be as long: 64 characters of any script.
constexpr std::size_t longest_id_in_key = 160;
constexpr std::string_view unnamed = "@";

std::string id_in_key(const storage::CaseView& view) {
    const auto& id = view.state.id.text;
    // The position of its registration names it as well.
    return id.size() <= longest_id_in_key ? id : std::string{unnamed} + std::to_string(view.events.front().position);
}

http::Occasion occasion_of(storage::Store& store, const CaseState& state, WebhookEvent event, std::string_view what,
                           Date due, const std::string& base_url) {
    http::Occasion out;
    out.event = event;
    out.case_id = state.id;
    out.title = masked_title(state, what);
    out.division = storage::division_name(store.db(), state.division);
    out.due = due;
    out.link = case_link(base_url, state.id);
    return out;
}

}  // namespace

std::string masked_title(const CaseState& state, std::string_view what) {
    std::string out = state.number.empty() ? "（尚未受理）" : state.number + " ";
    out.append(chinese(state.type)).append("纠纷：").append(what);
    return out;
}

std::string case_link(const std::string& base_url, const Id& id) {
    return base_url.empty() ? std::string{} : base_url + "/cases/" + percent_encoded(id.text);
}

std::vector<NamedClock> named_clocks(const std::vector<Deadline>& deadlines) {
    std::vector<NamedClock> out;
    std::map<std::pair<ClockKind, Date>, int> counts;  // several may start on one day: instalments, decisions
    for (const auto& each : deadlines) {
        const auto count = ++counts[{each.clock, each.start}];
        out.push_back({&each, std::string{name(each.clock)} + "/" + each.start.text() + "/" + std::to_string(count)});
    }
    return out;
}

std::vector<Tellable> tellable_clocks(storage::Store& store, const storage::CaseView& view, Date day,
                                      const std::string& base_url) {
    std::vector<Tellable> out;
    for (const auto& [clock, clock_name] : named_clocks(view.deadlines)) {
        const bool is_overdue = clock->state == ClockState::overdue;
        if (!is_overdue && clock->state != ClockState::due_soon) continue;
        const auto event = is_overdue ? WebhookEvent::overdue : WebhookEvent::due_soon;
        const auto days_before = store.rules().policies.on(clock->start).due_soon_days - 1;
        const auto since = is_overdue ? clock->due + 1 : std::max(clock->start, clock->due - days_before);
        Tellable told;
        told.key = std::string{name(event)} + "/" + id_in_key(view) + "/" + clock_name + "/" + clock->due.text();
        told.since = std::min(since, day).text();
        told.division = view.state.division;
        told.occasion = occasion_of(store, view.state, event, chinese(clock->clock), clock->due, base_url);
        out.push_back(std::move(told));
    }
    return out;
}

std::optional<Tellable> tellable_notice(storage::Store& store, const Recorded& recorded, Date day,
                                        const std::string& base_url) {
    const auto* issued = std::get_if<SupervisionIssued>(&recorded.event);
    if (issued == nullptr) return std::nullopt;
    const auto notice = storage::find_notice(store.db(), issued->notice);
    if (!notice || notice->cancelled || notice->replied) return std::nullopt;
    const auto view = storage::CaseReader{store, day}.find(issued->case_id, Explain::no);
    if (!view) return std::nullopt;
    Tellable out;
    out.key = "supervision/" + id_in_key(*view) + "/" + std::to_string(recorded.position);
    out.since = recorded.recorded;
    out.division = view->state.division;
    out.occasion = occasion_of(store, view->state, WebhookEvent::supervision,
                               std::string{chinese(notice->grade)} + notice->number, notice->reply_by, base_url);
    out.occasion.grade = notice->grade;
    return out;
}

// supervision/CASE/POSITION, due_soon/CASE/CLOCK/START/COUNT/DUE; an id may hold strokes itself.
std::optional<Id> case_in_key(std::string_view key) {
    const auto event = parse_term<WebhookEvent>(key.substr(0, key.find('/')));
    if (!event) return std::nullopt;
    key.remove_prefix(std::min(key.size(), key.find('/') + 1));
    for (int parts = *event == WebhookEvent::supervision ? 1 : 4; parts > 0; --parts) {
        const auto stroke = key.rfind('/');
        if (stroke == std::string_view::npos) return std::nullopt;
        key = key.substr(0, stroke);
    }
    if (key.empty() || key.starts_with(unnamed)) return std::nullopt;
    return Id{std::string{key}};
}

}  // namespace tiaojie::service
