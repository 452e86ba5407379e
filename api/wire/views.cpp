#include "api/wire/views.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "api/wire/masking.hpp"
#include "core/case/duty.hpp"
#include "core/case/event.hpp"

namespace tiaojie {
namespace {

std::optional<Date> up_to(const std::optional<Date>& date, Date day) {
    return date && *date <= day ? date : std::nullopt;
}

Json parties_view(const std::vector<Party>& parties, Date day, Personal personal) {
    auto list = json_list();
    for (const auto& party : parties) add(list, party_json(party, day, personal == Personal::revealed));
    return list;
}

// Only what is set; of the old values, null where there was none.
Json corrections_view(const Corrections& values, const Corrections& set, Date day, Personal personal) {
    auto all = json_object();
    put_fields(all, values);
    if (values.parties) {
        for (auto& member : all.members)
            if (member.key == "parties") member.value = parties_view(*values.parties, day, personal);
    }
    auto asked = json_object();
    put_fields(asked, set);
    auto out = json_object();
    for (std::size_t i = 0; i < all.members.size(); ++i)
        if (asked.members[i].value.kind != Json::Kind::null) out.members.push_back(std::move(all.members[i]));
    return out;
}

struct EventFields {
    Json& out;
    Date day;
    Personal personal;

    void operator()(const CaseRegistered& e) const {
        put_fields(out, e);
        for (auto& member : out.members)
            if (member.key == "parties") member.value = parties_view(e.parties, day, personal);
    }
    void operator()(const CaseCorrected& e) const {
        put(out, "case", e.case_id);
        put(out, "set", corrections_view(e.set, e.set, day, personal));
        put(out, "was", corrections_view(e.was, e.set, day, personal));
        put(out, "reason", e.reason);
    }
    template <class E>
    void operator()(const E& e) const {
        put_fields(out, e);
    }
};

Json event_view(const Recorded& recorded, Date day, Personal personal) {
    auto json = json_object();
    put(json, "at", recorded.at);
    put(json, "recorded", recorded.recorded);
    put(json, "by", recorded.by);
    put(json, "event", event_name(recorded.event));
    // 补录: entered on a later day than it happened.
    const auto entered = At::parse(recorded.recorded);
    put(json, "late", entered && entered->day > recorded.at.day);
    std::visit([&](const auto& e) { EventFields{json, day, personal}(e); }, recorded.event);
    return json;
}

Json agreement_view(const Agreement& agreement) {
    auto json = json_object();
    put(json, "form", agreement.form);
    put(json, "terms", agreement.terms);
    put(json, "amount", agreement.amount);
    put(json, "settled", agreement.settled);
    put(json, "effective", agreement.effective);
    auto obligations = json_list();
    for (const auto& obligation : agreement.obligations) {
        auto each = to_json(obligation.agreed);
        put(each, "performed", obligation.performed);
        put(each, "defaults", obligation.defaults);
        add(obligations, std::move(each));
    }
    put(json, "obligations", std::move(obligations));
    put(json, "applied", agreement.applied);
    put(json, "confirmed", agreement.confirmed);
    put(json, "dismissed", agreement.dismissed);
    put(json, "follow_up", agreement.first_follow_up);
    return json;
}

Json papers_view(const std::vector<FiledPaper>& papers) {
    auto list = json_list();
    for (const auto& paper : papers) {
        auto json = json_object();
        put(json, "kind", paper.kind);
        put(json, "filed", paper.filed);
        put(json, "note", paper.note);
        put(json, "file", paper.file);
        add(list, std::move(json));
    }
    return list;
}

Json decision_view(const Decision& decision, Date day) {
    auto json = json_object();
    put(json, "consultation", decision.consultation);
    put(json, "item", decision.item);
    put(json, "held", decision.held);
    put(json, "decision", decision.decision);
    put(json, "leader", decision.leader);
    put(json, "due", decision.due);
    put(json, "done", up_to(decision.done, day));
    return json;
}

struct StateRow {
    Id id{};
    std::string number{};
    Status status{};
    std::optional<Stage> stage{};
    DisputeType type{};
    Source source{};
    Division division{};
    Id org{};
    Date registered{};
    std::optional<Date> settled{};
    std::optional<Date> due{};
    std::optional<ClockState> state{};
};

Json row_of(const CaseState& state, const std::vector<Deadline>& deadlines) {
    StateRow row{state.id,       state.number, state.status,         state.stage(), state.type,   state.source,
                 state.division, state.org,    state.registered.day, std::nullopt,  std::nullopt, std::nullopt};
    if (const auto* agreement = state.agreement()) row.settled = agreement->settled;
    if (const auto* clock = nearest(deadlines)) {
        row.due = clock->due;
        row.state = clock->state;
    }
    return case_row_view(row);
}

void put_docket(Json& json, const CaseState& state, const Docket& docket, Date day) {
    auto campaigns = json_list();
    for (const auto& campaign : docket.campaigns) {
        const bool pending_before =
            state.registered.day < campaign.from && is_pending(state.status_at_end_of(campaign.from - 1));
        if (in_scope(campaign, state.division, state.type, state.registered.day, pending_before))
            add(campaigns, to_json(campaign.id));
    }
    put(json, "campaigns", std::move(campaigns));
    auto notices = json_list();
    for (const auto& notice : docket.notices) add(notices, notice_view(notice, day, std::nullopt));
    put(json, "notices", std::move(notices));
    auto decisions = json_list();
    for (const auto& decision : docket.decisions) add(decisions, decision_view(decision, day));
    put(json, "decisions", std::move(decisions));
}

Json board_counts_view(const BoardCounts& counts) {
    auto json = json_object();
    for (std::size_t i = 0; i < board_count; ++i) put(json, name(static_cast<BoardCount>(i)), counts[i]);
    return json;
}

Json board_parts(const std::map<std::int64_t, BoardCounts>& parts, Split split) {
    auto json = json_object();
    for (const auto& [part, counts] : parts) put(json, part_name(split, part), board_counts_view(counts));
    return json;
}

}  // namespace

Json deadline_view(const Deadline& deadline) {
    auto json = json_object();
    put(json, "clock", deadline.clock);
    put(json, "label", deadline.label.empty() ? json_null() : to_json(deadline.label));
    put(json, "start", deadline.start);
    put(json, "due", deadline.due);
    put(json, "raw", deadline.raw);
    put(json, "state", deadline.state);
    put(json, "ended", deadline.ended);
    put(json, "basis", deadline.basis);
    put(json, "provisional", deadline.provisional);
    put(json, "explanation", deadline.explanation);
    return json;
}

Json deadlines_view(const std::vector<Deadline>& deadlines) {
    auto list = json_list();
    for (const auto& deadline : deadlines) add(list, deadline_view(deadline));
    return list;
}

Scrubber scrubber_of(const std::vector<Recorded>& events, Date day) {
    Scrubber out;
    for (const auto& recorded : events) {
        if (const auto* e = std::get_if<CaseRegistered>(&recorded.event)) out.learn(e->parties, day);
        if (const auto* e = std::get_if<CaseCorrected>(&recorded.event); e && e->set.parties)
            out.learn(*e->set.parties, day);
    }
    return out;
}

namespace {

Json events_view(const std::vector<Recorded>& events, Date day, Personal personal) {
    auto list = json_list();
    list.items.reserve(events.size());
    for (const auto& recorded : events) add(list, event_view(recorded, day, personal));
    return list;
}

}  // namespace

Json history_view(const std::vector<Recorded>& events, Date day, Personal personal) {
    auto list = events_view(events, day, personal);
    if (personal == Personal::masked) scrubber_of(events, day).scrub(list);
    return list;
}

namespace {

Json duties_view(const CaseState& state) {
    auto list = json_list();
    for (const auto& seen : duties_of(state)) {
        auto json = json_object();
        put(json, "duty", seen.duty);
        put(json, "because", seen.because);
        put(json, "text", std::string{duty_text(seen.duty)});
        add(list, std::move(json));
    }
    return list;
}

}  // namespace

Json case_view(const CaseState& state, const std::vector<Recorded>& events, const Docket& docket,
               const std::vector<Deadline>& deadlines, Date day, Personal personal) {
    auto json = row_of(state, deadlines);
    put(json, "version", state.version);
    put(json, "summary", state.summary);
    put(json, "amount", state.amount);
    put(json, "people", state.people);
    put(json, "major", state.major);
    put(json, "parties", parties_view(state.parties, day, personal));
    put(json, "accepted", state.accepted);
    put(json, "mediators", state.mediators);
    put(json, "official", state.official);
    put(json, "plan", state.plan);
    put(json, "agreement", state.agreement() ? agreement_view(*state.agreement()) : json_null());
    put(json, "reopened", state.reopened);
    put(json, "struck_off", state.struck_off);
    put(json, "archived", state.archived);
    put(json, "merged_into", state.merged_into);
    put(json, "history", events_view(events, day, personal));  // scrubbed below with all the rest
    put(json, "papers", papers_view(state.papers));
    put(json, "deadlines", deadlines_view(deadlines));
    put(json, "duties", duties_view(state));
    put_docket(json, state, docket, day);
    if (personal == Personal::masked) scrubber_of(events, day).scrub(json);
    return json;
}

Json case_not_yet_view(const Id& id) {
    auto json = case_view({}, {}, {}, {}, far_past, Personal::masked);
    for (auto& member : json.members)
        if (member.value.kind != Json::Kind::array) member.value = json_null();
    json.members.front().value = to_json(id);
    return json;
}

Json campaign_view(const Campaign& campaign, Date day) {
    auto json = json_object();
    put(json, "campaign", campaign.id);
    put(json, "name", campaign.name);
    put(json, "division", campaign.division);
    put(json, "from", campaign.from);
    put(json, "until", campaign.until);
    put(json, "months", campaign.months);
    put(json, "types", campaign.types);
    put(json, "include_open", campaign.include_open);
    put(json, "closed", up_to(campaign.closed, day));
    put(json, "days_left", std::max(0, campaign.until - day));
    return json;
}

Json board_view(const Board& board) {
    auto json = json_object();
    put(json, "campaign", board.campaign.id);
    put(json, "name", board.campaign.name);
    put(json, "division", board.campaign.division);
    put(json, "from", board.campaign.from);
    put(json, "until", board.campaign.until);
    put(json, "as_of", board.day);
    put(json, "days_left", board.days_left);
    for (auto& member : board_counts_view(board.counts).members) json.members.push_back(std::move(member));
    auto by = json_object();
    put(by, "division", board_parts(board.by_division, Split::division));
    put(by, "type", board_parts(board.by_type, Split::type));
    put(by, "stage", board_parts(board.by_stage, Split::stage));
    put(json, "by", std::move(by));
    auto burn_down = json_list();
    for (const auto& day : board.burn_down) {
        auto each = json_object();
        put(each, "date", day.date);
        put(each, "open", day.open);
        add(burn_down, std::move(each));
    }
    put(json, "burn_down", std::move(burn_down));
    return json;
}

Json notice_view(const Notice& notice, Date day, std::optional<ClockState> state) {
    auto json = json_object();
    put(json, "notice", notice.id);
    put(json, "number", notice.number);
    put(json, "case", notice.case_id);
    put(json, "grade", notice.grade);
    put(json, "requirement", notice.requirement);
    put(json, "issued", notice.issued.day);
    put(json, "reply_by", notice.reply_by);
    put(json, "signed", up_to(notice.is_signed, day));
    put(json, "replied", up_to(notice.replied, day));
    put(json, "cancelled", up_to(notice.cancelled, day));
    if (state) put(json, "state", *state);
    return json;
}

}  // namespace tiaojie
