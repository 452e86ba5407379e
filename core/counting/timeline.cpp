#include "core/counting/timeline.hpp"

#include <algorithm>

#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "core/words/bytes.hpp"

namespace tiaojie {
namespace {

constexpr std::uint64_t bit(bool value, unsigned at) { return static_cast<std::uint64_t>(value) << at; }

template <class T>
void put_optional(std::string& out, const std::optional<T>& value) {
    put_unsigned(out, value ? static_cast<std::uint64_t>(*value) + 1 : 0);
}

template <class T>
std::optional<T> take_optional(ByteReader& bytes) {
    const auto value = bytes.take_unsigned();
    if (value == 0) return std::nullopt;
    return static_cast<T>(value - 1);
}

void put_facts(std::string& out, const Facts& f) {
    put_unsigned(out, static_cast<std::uint64_t>(f.division.code));
    put_unsigned(out, static_cast<std::uint64_t>(f.type));
    put_unsigned(out, static_cast<std::uint64_t>(f.source));
    put_unsigned(out, static_cast<std::uint64_t>(f.status));
    put_optional(out, f.stage);
    put_optional(out, f.form);
    put_unsigned(out, bit(f.accepted, 0) | bit(f.mediated, 1) | bit(f.reopened, 2) | bit(f.struck_off, 3) |
                          bit(f.performed, 4) | bit(f.confirmed, 5) | bit(f.on_time, 6) | bit(f.overdue, 7) |
                          bit(f.extended, 8));
    put_optional(out, f.days);
    put_optional(out, f.amount);
    put_optional(out, f.people);
}

Facts take_facts(ByteReader& bytes) {
    Facts f;
    f.division.code = static_cast<std::int64_t>(bytes.take_unsigned());
    f.type = static_cast<DisputeType>(bytes.take_unsigned());
    f.source = static_cast<Source>(bytes.take_unsigned());
    f.status = static_cast<Status>(bytes.take_unsigned());
    f.stage = take_optional<Stage>(bytes);
    f.form = take_optional<Form>(bytes);
    const auto bits = bytes.take_unsigned();
    const auto is_set = [bits](unsigned at) { return (bits >> at & 1) != 0; };
    f.accepted = is_set(0);
    f.mediated = is_set(1);
    f.reopened = is_set(2);
    f.struck_off = is_set(3);
    f.performed = is_set(4);
    f.confirmed = is_set(5);
    f.on_time = is_set(6);
    f.overdue = is_set(7);
    f.extended = is_set(8);
    f.days = take_optional<int>(bytes);
    f.amount = take_optional<Fen>(bytes);
    f.people = take_optional<int>(bytes);
    return f;
}

void begin_segment(Timeline& timeline, Date from, Facts facts) {
    if (!timeline.segments.empty() && timeline.segments.back().facts == facts) return;
    timeline.segments.push_back({from, std::move(facts)});
}

void note_flow(Timeline& timeline, FlowKind kind, Date day) {
    std::optional<Date> previous;
    for (const auto& flow : timeline.flows)
        if (flow.kind == kind) previous = flow.day;
    timeline.flows.push_back({kind, day, previous});
}

std::size_t flows_of(const Timeline& timeline, FlowKind kind) {
    return static_cast<std::size_t>(std::count_if(timeline.flows.begin(), timeline.flows.end(),
                                                  [kind](const auto& flow) { return flow.kind == kind; }));
}

}  // namespace

const Facts* Timeline::on(Date day) const {
    const Facts* found = nullptr;
    for (const auto& segment : segments) {
        if (segment.from > day) break;
        found = &segment.facts;
    }
    return found;
}

Facts facts_of(const CaseState& state, const DeadlineRules& rules, bool overdue) {
    Facts f;
    f.division = state.division;
    f.type = state.type;
    f.source = state.source;
    f.status = state.status;
    f.stage = state.stage();
    f.accepted = state.accepted.has_value();
    f.mediated = !state.rungs.empty();
    f.reopened = state.reopened > 0;
    f.struck_off = state.struck_off.has_value();
    f.overdue = overdue;
    f.extended = state.is_extended();
    f.amount = state.amount ? std::optional{state.amount->fen} : std::nullopt;
    f.people = state.people;
    if (const auto* agreement = state.agreement()) {
        f.form = agreement->form;
        f.performed = agreement->all_performed();
        f.confirmed = agreement->confirmed.has_value();
        f.on_time = settled_on_time(state, rules);
        f.days = agreement->settled - state.accepted.value_or(agreement->settled);
    }
    return f;
}

void follow(Timeline& timeline, const CaseState& state, const DeadlineRules& rules) {
    const Date day = state.last_at.day;
    if (timeline.segments.empty()) timeline.registered = state.registered.day;
    // What was foreseen from this day on (a clock running out) is seen anew.
    while (!timeline.segments.empty() && timeline.segments.back().from >= day) timeline.segments.pop_back();
    const auto last_day = overdue_after(state, rules);
    begin_segment(timeline, day, facts_of(state, rules, last_day && *last_day < day));
    if (last_day && *last_day >= day) begin_segment(timeline, *last_day + 1, facts_of(state, rules, true));
    if (flows_of(timeline, FlowKind::settled) < state.agreements.size()) note_flow(timeline, FlowKind::settled, day);
    if (flows_of(timeline, FlowKind::terminated) < state.terminations.size())
        note_flow(timeline, FlowKind::terminated, day);
}

Timeline timeline_of(const std::vector<Recorded>& events, std::int64_t org, const DeadlineRules& rules) {
    Timeline timeline;
    timeline.org = org;
    CaseState state;
    for (const auto& recorded : events) {
        evolve(state, recorded);
        follow(timeline, state, rules);
    }
    return timeline;
}

std::string encode(const Timeline& timeline) {
    std::string out;
    put_signed(out, timeline.registered.days);
    put_unsigned(out, static_cast<std::uint64_t>(timeline.org));
    put_unsigned(out, timeline.segments.size());
    Date previous = timeline.registered;
    for (const auto& segment : timeline.segments) {
        put_signed(out, segment.from - previous);
        put_facts(out, segment.facts);
        previous = segment.from;
    }
    put_unsigned(out, timeline.flows.size());
    for (const auto& flow : timeline.flows) {
        put_unsigned(out, static_cast<std::uint64_t>(flow.kind));
        put_signed(out, flow.day - timeline.registered);
        put_unsigned(out, flow.previous ? static_cast<std::uint64_t>(flow.day - *flow.previous) + 1 : 0);
    }
    return out;
}

std::optional<Timeline> decode_timeline(std::string_view encoded) {
    ByteReader bytes{encoded};
    Timeline out;
    out.registered.days = static_cast<std::int32_t>(bytes.take_signed());
    out.org = static_cast<std::int64_t>(bytes.take_unsigned());
    Date previous = out.registered;
    for (auto left = bytes.take_unsigned(); left > 0 && bytes.is_good(); --left) {
        previous = previous + static_cast<int>(bytes.take_signed());
        out.segments.push_back({previous, take_facts(bytes)});
    }
    for (auto left = bytes.take_unsigned(); left > 0 && bytes.is_good(); --left) {
        FlowEvent flow;
        flow.kind = static_cast<FlowKind>(bytes.take_unsigned());
        flow.day = out.registered + static_cast<int>(bytes.take_signed());
        const auto back = bytes.take_unsigned();
        if (back > 0) flow.previous = flow.day - static_cast<int>(back - 1);
        out.flows.push_back(flow);
    }
    if (!bytes.is_good()) return std::nullopt;
    return out;
}

}  // namespace tiaojie
