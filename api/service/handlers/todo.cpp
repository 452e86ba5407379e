// What an account has to do: a mediator's own cases, everybody else's whole area; soonest first.
#include <algorithm>

#include "api/routes/handlers.hpp"
#include "api/service/answering.hpp"
#include "api/tasks/docket_view.hpp"
#include "api/wire/views.hpp"
#include "core/clocks/agenda.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::service {
namespace {

struct Entry {
    Date due{far_future};
    Json json{};
};

class Todo {
public:
    explicit Todo(const Call& call) : call_(call) {}

    void add_case(const storage::CaseView& view) {
        notices(view);
        decisions(view);
        const auto* clock = nearest(view.deadlines);
        if (clock == nullptr) return;
        const bool is_near = clock->state == ClockState::due_soon || clock->state == ClockState::overdue;
        const bool is_new = view.state.status == Status::registered;
        const auto why =
            agenda_reasons(view.state, view.docket, view.deadlines, call_.store.rules().view(), call_.today);
        if (!is_new && !is_near && why.empty()) return;
        const auto reason = is_new                                            ? std::string_view{"to_accept"}
                            : is_near && clock->state == ClockState::due_soon ? std::string_view{"due_soon"}
                            : why.empty()                                     ? std::string_view{"due_soon"}
                                                                              : why.front();
        const auto text = is_new ? std::string{"决定是否受理"} : std::string{chinese(clock->clock)};
        auto json = entry(view.state, reason, text);
        put(json, "due", clock->due);
        put(json, "state", clock->state);
        entries_.push_back({clock->due, std::move(json)});
    }

    Json list() && {
        std::stable_sort(entries_.begin(), entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.due < b.due; });
        auto out = json_list();
        for (auto& each : entries_) add(out, std::move(each.json));
        return out;
    }

private:
    static Json entry(const CaseState& state, std::string_view why, const std::string& text) {
        auto json = json_object();
        put(json, "why", why);
        put(json, "text", text);
        put(json, "case", state.id);
        put(json, "number", state.number.empty() ? json_null() : to_json(state.number));
        put(json, "division", state.division);
        return json;
    }

    void notices(const storage::CaseView& view) {
        for (const auto& notice : view.docket.notices) {
            if (notice.replied || notice.cancelled) continue;
            auto json = entry(view.state, notice.is_signed ? "to_reply" : "to_sign",
                              (notice.is_signed ? "回复督办" : "签收督办") + notice.number);
            put(json, "notice", notice.id);
            put(json, "due", notice.reply_by);
            put(json, "state", tasks::notice_state(call_.store, notice, call_.today));
            entries_.push_back({notice.reply_by, std::move(json)});
        }
    }

    void decisions(const storage::CaseView& view) {
        for (const auto& decision : view.docket.decisions) {
            if (decision.done) continue;
            const auto text = scrubber_of(view.events, call_.today).scrubbed(decision.decision);
            auto json = entry(view.state, "decision", "会商决定：" + text);
            put(json, "consultation", decision.consultation);
            put(json, "item", decision.item);
            put(json, "due", decision.due);
            put(json, "state", json_null());
            entries_.push_back({decision.due.value_or(far_future), std::move(json)});
        }
    }

    const Call& call_;
    std::vector<Entry> entries_{};
};

}  // namespace

http::Response todo(Call& call) {
    if (auto problem = query_problem(call)) return *std::move(problem);
    const auto& account = call.account();
    Todo todo{call};
    for (const auto& view : storage::CaseReader{call.store, call.today}.pending(account.area)) {
        const auto& on = view.state.mediators;
        const bool is_own = account.mediator && std::find(on.begin(), on.end(), *account.mediator) != on.end();
        if (account.role != Role::mediator || is_own) todo.add_case(view);
    }
    return ok(std::move(todo).list());
}

}  // namespace tiaojie::service
