#include "core/clocks/deadline.hpp"

#include <algorithm>

namespace tiaojie {
namespace {

constexpr Period confirmation_period{Unit::days, 30};

// One running of a clock whose length a policy sets.
struct Running {
    Date start{};
    std::optional<Extension> extension{};
    std::optional<Date> ended{};   // met on this day
    std::optional<Date> voided{};  // of no more use from this day
};

enum class Pausable { no, yes };

// The pauses that a clock sees up to `day`: an open one as if resumed on that day, none after the clock has ended.
std::vector<Pause> pauses_seen(const CaseState& state, const Running& running, Date day) {
    const Date last = std::min(day, running.ended.value_or(running.voided.value_or(day)));
    std::vector<Pause> out;
    for (const auto& pause : state.pauses)
        if (pause.from < last) out.push_back({pause.from, std::min(pause.until, last)});
    return out;
}

Due due_of_running(const Running& running, const ClockRule& rule, const std::vector<Pause>& pauses,
                   const Calendar& calendar) {
    if (running.extension)
        return due_of_named_day(running.start, running.extension->until, running.extension->made, pauses, calendar);
    return due_of(running.start, rule.period(), pauses, calendar);
}

const ClockRule& rule_of(const PolicyBook& policies, ClockKind clock, Date start, std::optional<Stage> stage) {
    const auto& clocks = policies.on(start).clocks;
    switch (clock) {
        case ClockKind::accept:
            return clocks.accept;
        case ClockKind::stage:
            return clocks.stage.of(stage.value_or(Stage::assigned_mediation));
        case ClockKind::follow_up:
            return clocks.follow_up;
        case ClockKind::overall:
        case ClockKind::performance:
        case ClockKind::judicial_confirmation:
        case ClockKind::campaign:
        case ClockKind::supervision:
        case ClockKind::decision:
            return clocks.overall;
    }
    return clocks.overall;
}

struct End {
    std::optional<Date> ended{};
    std::optional<Date> voided{};
    bool paused{false};
};

ClockState state_on(Date day, Date due, const End& end, int due_soon_days) {
    if (end.ended && !(end.voided && *end.voided < *end.ended))
        return *end.ended <= due ? ClockState::met : ClockState::met_late;
    if (end.voided) return ClockState::void_;
    if (day > due) return ClockState::overdue;
    if (end.paused) return ClockState::paused;
    return due - day < due_soon_days ? ClockState::due_soon : ClockState::open;
}

void explain_state(Deadline& deadline, Date day) {
    auto& lines = deadline.explanation;
    switch (deadline.state) {
        case ClockState::met:
            lines.push_back("已于" + deadline.ended->chinese() + "办结，未超期");
            break;
        case ClockState::met_late:
            lines.push_back("已于" + deadline.ended->chinese() + "办结，超期" +
                            std::to_string(*deadline.ended - deadline.due) + "日");
            break;
        case ClockState::overdue:
            lines.push_back("截至" + day.chinese() + "已逾期" + std::to_string(day - deadline.due) + "日");
            break;
        case ClockState::paused:
            lines.push_back("目前中止，以上按" + day.chinese() + "恢复推算");
            break;
        case ClockState::open:
        case ClockState::due_soon:
            lines.push_back("截至" + day.chinese() + "还有" + std::to_string(deadline.due - day) + "日");
            break;
        case ClockState::void_:
            lines.push_back("该期限不再适用");
            break;
    }
}

// Collects the clocks of one case on one day.
class Clocks {
public:
    Clocks(const CaseState& state, const DeadlineRules& rules, Date day, Explain explain)
        : state_(state), rules_(rules), day_(day), explain_(explain == Explain::yes) {}

    void add(ClockKind clock, const Running& running, Pausable pausable, std::string label,
             std::optional<Stage> stage = {}) {
        if (running.start > day_) return;
        const auto& policy = rules_.policies.on(running.start);
        const auto& rule = rule_of(rules_.policies, clock, running.start, stage);
        const auto pauses = pausable == Pausable::yes ? pauses_seen(state_, running, day_) : std::vector<Pause>{};
        const Due due = due_of_running(running, rule, pauses, rules_.calendar);
        Deadline deadline =
            made(clock, running.start, due, {running.ended, running.voided, is_paused(pausable, running)});
        deadline.label = std::move(label);
        deadline.basis =
            "政策“" + policy.id + "”第" + std::to_string(policy.version) + "版：" + std::string{chinese(clock)};
        if (explain_) explain_running(deadline, running, rule, pauses, due);
        finish(std::move(deadline));
    }

    // A clock whose last day people named: taken as it is.
    void add_named(ClockKind clock, Date start, Date due, const End& end, std::string label, std::string basis) {
        if (start > day_) return;
        const Due named{due, due, rules_.calendar.is_provisional(start, due)};
        Deadline deadline = made(clock, start, named, end);
        deadline.label = std::move(label);
        deadline.basis = std::move(basis);
        if (explain_)
            deadline.explanation = {"自" + start.chinese() + "起",
                                    "截止日为指定的" + due.chinese() + "，按指定日计，不因休息日顺延"};
        finish(std::move(deadline));
    }

    void add_confirmation(const Agreement& agreement) {
        if (agreement.effective > day_) return;
        const Due due = confirmation_due(agreement, rules_.calendar);
        End end{agreement.applied, agreement.reopened, false};
        // Lapsed unused: a right, not a duty.
        if (!end.ended && !end.voided && day_ > due.due) end.voided = due.due + 1;
        if (end.voided && *end.voided < agreement.effective) return;
        Deadline deadline = made(ClockKind::judicial_confirmation, agreement.effective, due, end);
        deadline.basis = "人民调解法第三十三条";
        if (explain_) {
            deadline.explanation = explain(agreement.effective, confirmation_period, {}, rules_.calendar);
            deadline.explanation.insert(deadline.explanation.begin(),
                                        "调解协议自" + agreement.effective.chinese() +
                                            "生效，双方可自生效之日起三十日内共同申请司法确认（人民调解法第三十三条）");
        }
        finish(std::move(deadline));
    }

    std::vector<Deadline> all() && { return std::move(all_); }

private:
    bool is_paused(Pausable pausable, const Running& running) const {
        return pausable == Pausable::yes && !running.ended && !running.voided && state_.suspended_since().has_value();
    }

    Deadline made(ClockKind clock, Date start, const Due& due, const End& end) const {
        Deadline deadline;
        deadline.clock = clock;
        deadline.start = start;
        deadline.due = due.due;
        deadline.raw = due.raw;
        deadline.provisional = due.provisional;
        deadline.ended = end.ended;
        deadline.state = state_on(day_, due.due, end, rules_.policies.on(start).due_soon_days);
        return deadline;
    }

    void explain_running(Deadline& deadline, const Running& running, const ClockRule& rule,
                         const std::vector<Pause>& pauses, const Due& due) const {
        auto& lines = deadline.explanation;
        if (!running.extension) {
            lines = explain(running.start, rule.period(), pauses, rules_.calendar);
            return;
        }
        const auto& extension = *running.extension;
        lines = {"自" + running.start.chinese() + "起算，当日不计入（民法典第二百零一条）",
                 extension.made.chinese() + "经双方同意延长至" + extension.until.chinese() + "，按指定日计"};
        for (const auto& pause : merged_pauses(pauses))
            if (pause.from >= extension.made && pause.from < due.raw)
                lines.push_back(pause.from.chinese() + "中止，" + pause.until.chinese() + "恢复，其间" +
                                std::to_string(pause.until - pause.from) + "日不计入");
        explain_end(lines, running.start, due, rules_.calendar);
    }

    void finish(Deadline deadline) {
        if (explain_) {
            deadline.explanation.push_back("依据：" + deadline.basis);
            explain_state(deadline, day_);
        }
        all_.push_back(std::move(deadline));
    }

    const CaseState& state_;
    const DeadlineRules& rules_;
    Date day_;
    bool explain_;
    std::vector<Deadline> all_{};
};

Running accept_clock(const CaseState& state) {
    return {.start = state.registered.day,
            .ended = state.accepted ? state.accepted : state.refused,
            .voided = state.accepted ? std::nullopt : state.ended_void};
}

Running stage_clock(const CaseState& state, const Rung& rung) {
    return {rung.opened, rung.extension, rung.left, rung.left ? std::nullopt : state.ended_void};
}

Running overall_clock(const CaseState& state, const Run& run) {
    return {run.started, run.extension, run.ended, run.ended ? std::nullopt : state.ended_void};
}

std::optional<Date> on_or_before(const std::optional<Date>& event, Date day) {
    return event && *event <= day ? event : std::nullopt;
}

void add_agreement_clocks(Clocks& clocks, const CaseState& state) {
    for (const auto& agreement : state.agreements) {
        int number = 0;
        for (const auto& obligation : agreement.obligations) {
            ++number;
            if (agreement.reopened && *agreement.reopened < agreement.effective) continue;  // never came into force
            clocks.add_named(ClockKind::performance, agreement.effective, obligation.agreed.due,
                             {obligation.performed, agreement.reopened, false},
                             "第" + std::to_string(number) + "项：" + obligation.agreed.what, "调解协议约定");
        }
        clocks.add_confirmation(agreement);
        clocks.add(ClockKind::follow_up,
                   {.start = agreement.settled,
                    .ended = agreement.first_follow_up,
                    .voided = agreement.first_follow_up ? std::nullopt : agreement.reopened},
                   Pausable::no, {});
    }
}

bool pending_at_end_of(const CaseState& state, Date day) {
    return state.registered.day <= day && is_pending(state.status_at_end_of(day));
}

void add_docket_clocks(Clocks& clocks, const CaseState& state, const Docket& docket, Date day) {
    std::optional<Date> ended;  // the settlement or termination in force
    if (state.status == Status::settled) ended = state.agreements.back().settled;
    if (state.status == Status::terminated) ended = state.terminations.back();
    const auto voided = state.status == Status::refused ? state.refused : state.ended_void;
    for (const auto& campaign : docket.campaigns)
        if (campaign.from <= day && in_scope(campaign, state.division, state.type, state.registered.day,
                                             pending_at_end_of(state, campaign.from - 1)))
            clocks.add_named(ClockKind::campaign, std::max(campaign.from, state.registered.day), campaign.until,
                             {ended, voided, false}, campaign.name, "专项行动“" + campaign.name + "”");
    for (const auto& notice : docket.notices) {
        const auto replied = on_or_before(notice.replied, day);
        const auto cancelled = on_or_before(notice.cancelled, day);
        clocks.add_named(ClockKind::supervision, notice.issued.day, notice.reply_by,
                         {replied, cancelled ? cancelled : state.ended_void, false}, notice.number,
                         "督办通知" + notice.number);
    }
    for (const auto& decision : docket.decisions)
        if (decision.due)
            clocks.add_named(ClockKind::decision, decision.held, *decision.due,
                             {on_or_before(decision.done, day), state.ended_void, false}, decision.decision,
                             decision.held.chinese() + "会商决定");
}

}  // namespace

Due confirmation_due(const Agreement& agreement, const Calendar& calendar) {
    return due_of(agreement.effective, confirmation_period, {}, calendar);
}

bool in_scope(const Campaign& campaign, Division division, DisputeType type, Date registered, bool pending_before) {
    if (!campaign.division.contains(division)) return false;
    if (!campaign.types.empty() &&
        std::find(campaign.types.begin(), campaign.types.end(), type) == campaign.types.end())
        return false;
    if (registered >= campaign.from) return registered <= campaign.until;
    return campaign.include_open && pending_before;
}

std::vector<Deadline> deadlines(const CaseState& state, const Docket& docket, const DeadlineRules& rules, Date day,
                                Explain explain) {
    Clocks clocks{state, rules, day, explain};
    if (!state.exists()) return {};
    clocks.add(ClockKind::accept, accept_clock(state), Pausable::no, {});
    for (const auto& rung : state.rungs)
        clocks.add(ClockKind::stage, stage_clock(state, rung), Pausable::yes, std::string{chinese(rung.stage)},
                   rung.stage);
    for (const auto& run : state.runs) clocks.add(ClockKind::overall, overall_clock(state, run), Pausable::yes, {});
    add_agreement_clocks(clocks, state);
    add_docket_clocks(clocks, state, docket, day);
    return std::move(clocks).all();
}

const Deadline* nearest(const std::vector<Deadline>& all) {
    const Deadline* found = nullptr;
    for (const auto& deadline : all) {
        const bool running = deadline.state == ClockState::open || deadline.state == ClockState::due_soon ||
                             deadline.state == ClockState::overdue || deadline.state == ClockState::paused;
        if (running && (!found || deadline.due < found->due)) found = &deadline;
    }
    return found;
}

std::optional<Date> overdue_after(const CaseState& state, const DeadlineRules& rules) {
    if (!is_pending(state.status)) return std::nullopt;
    if (!state.accepted) {
        const auto clock = accept_clock(state);
        return due_of(clock.start, rule_of(rules.policies, ClockKind::accept, clock.start, {}).period(), {},
                      rules.calendar)
            .due;
    }
    const auto since = state.suspended_since();
    std::optional<Date> earliest;
    const auto consider = [&](ClockKind kind, const Running& running, std::optional<Stage> stage) {
        const auto& rule = rule_of(rules.policies, kind, running.start, stage);
        const Due due =
            due_of_running(running, rule, pauses_seen(state, running, since.value_or(far_future)), rules.calendar);
        if (since && due.raw > *since) return;  // stands still before its count has ended
        if (!earliest || due.due < *earliest) earliest = due.due;
    };
    consider(ClockKind::stage, stage_clock(state, state.rungs.back()), state.rungs.back().stage);
    consider(ClockKind::overall, overall_clock(state, state.runs.back()), {});
    return earliest;
}

Extendable extendable(const CaseState& state, ClockKind clock, const DeadlineRules& rules) {
    if (state.runs.empty() || (clock != ClockKind::overall && clock != ClockKind::stage)) return {};
    const bool overall = clock == ClockKind::overall;
    const Running running = overall ? overall_clock(state, state.runs.back()) : stage_clock(state, state.rungs.back());
    const auto& rule = rule_of(rules.policies, clock, running.start, state.stage());
    if (!rule.extendable.value_or(false)) return {};
    const auto pauses = pauses_seen(state, running, far_future);
    return {&rule, due_of_running(running, rule, pauses, rules.calendar), running.extension.has_value()};
}

bool settled_on_time(const CaseState& state, const DeadlineRules& rules) {
    if (state.status != Status::settled || state.runs.empty()) return false;
    const auto running = overall_clock(state, state.runs.back());
    const auto& rule = rule_of(rules.policies, ClockKind::overall, running.start, {});
    const Due due = due_of_running(running, rule, pauses_seen(state, running, far_future), rules.calendar);
    return running.ended && *running.ended <= due.due;
}

}  // namespace tiaojie
