// A case as statistics see it: what it was on each day, as a row of segments. Made from the case's events, the policies
// and the calendar; the counts of the rollups are sums over timelines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/case/case_state.hpp"
#include "core/case/fwd.hpp"
#include "core/clocks/deadline.hpp"

namespace tiaojie {

struct Facts {
    Division division{};
    DisputeType type{};
    Source source{};
    Status status{};
    std::optional<Stage> stage{};  // none before acceptance
    std::optional<Form> form{};    // none unless settled
    bool accepted{false};
    bool mediated{false};  // 调处: a rung was opened
    bool reopened{false};  // at least once
    bool struck_off{false};
    bool performed{false};      // settled, every obligation performed
    bool confirmed{false};      // settled, confirmed by the court
    bool on_time{false};        // settled on or before the due day of the overall clock
    bool overdue{false};        // pending with an accept, stage or overall clock overdue
    bool extended{false};       // pending with an extension
    std::optional<int> days{};  // settled: from acceptance to settlement
    std::optional<Fen> amount{};
    std::optional<int> people{};
    friend bool operator==(const Facts&, const Facts&) = default;
};

struct Segment {
    Date from{};  // until the next one begins
    Facts facts{};
    friend bool operator==(const Segment&, const Segment&) = default;
};

enum class FlowKind : std::uint8_t { settled, terminated };

// A settlement or termination, whatever became of it later.
struct FlowEvent {
    FlowKind kind{};
    Date day{};
    std::optional<Date> previous{};  // the one of its kind before it: a period that has both counts the case once
    friend bool operator==(const FlowEvent&, const FlowEvent&) = default;
};

struct Timeline {
    Date registered{};
    std::int64_t org{};  // the number of the registering organisation in the store
    std::vector<Segment> segments{};
    std::vector<FlowEvent> flows{};

    const Facts* on(Date day) const;  // null before registration
    friend bool operator==(const Timeline&, const Timeline&) = default;
};

Facts facts_of(const CaseState& state, const DeadlineRules& rules, bool overdue);

// Brings the timeline up to an event that led to `state`. Events come in the order of their days.
void follow(Timeline& timeline, const CaseState& state, const DeadlineRules& rules);

Timeline timeline_of(const std::vector<Recorded>& events, std::int64_t org, const DeadlineRules& rules);

// A compact stored form; nothing: the bytes are no timeline.
std::string encode(const Timeline& timeline);
std::optional<Timeline> decode_timeline(std::string_view bytes);

}  // namespace tiaojie
