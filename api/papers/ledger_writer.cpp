#include "api/papers/ledger_writer.hpp"
#include "core/case/event.hpp"

namespace tiaojie {
namespace {

std::string text_of(const std::optional<Date>& date) { return date ? date->text() : std::string{}; }
std::string text_of(const std::optional<Amount>& amount) { return amount ? yuan_text(amount->fen) : std::string{}; }

template <class List, class Text>
std::string joined(const List& list, Text text) {
    std::string out;
    for (const auto& each : list) {
        if (&each != &*list.begin()) out += cell_separator;
        out += text(each);
    }
    return out;
}

std::vector<Party> of_side(const std::vector<Party>& parties, Side side) {
    std::vector<Party> out;
    for (const auto& party : parties)
        if (party.side == side) out.push_back(party);
    return out;
}

// One entry for each party, so that the columns of a side belong together; none of them known: an empty cell.
template <class Member>
std::string personal(const std::vector<Party>& parties, Member member) {
    bool any = false;
    auto out = joined(parties, [&](const Party& party) {
        const auto& value = party.*member;
        any = any || value.has_value();
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::optional<Date>>)
            return text_of(value);
        else
            return value.value_or(std::string{});
    });
    return any ? out : std::string{};
}

void add_parties(LedgerCells& row, const std::vector<Party>& all, Side side) {
    const auto parties = of_side(all, side);
    const auto name_column = side == Side::applicant ? LedgerColumn::applicants : LedgerColumn::respondents;
    cell(row, name_column) = joined(parties, [](const Party& party) {
        return party.name + (party.kind == PartyKind::body ? std::string{body_mark} : std::string{});
    });
    auto column = static_cast<std::size_t>(first_personal(side));
    row[column++] = personal(parties, &Party::id_number);
    row[column++] = personal(parties, &Party::phone);
    row[column++] = personal(parties, &Party::address);
    row[column] = personal(parties, &Party::birth);
}

// How the case ended, or why it stands still, with the reason given then. Later events replace earlier ones.
struct Ending {
    LedgerCells& row;

    void at(LedgerColumn column, const Recorded& recorded, const std::string& reason) const {
        cell(row, column) = recorded.at.day.text();
        cell(row, LedgerColumn::reason) = reason;
    }
    void clear() const {
        for (const auto column :
             {LedgerColumn::refused, LedgerColumn::terminated, LedgerColumn::withdrawn, LedgerColumn::suspended,
              LedgerColumn::reason, LedgerColumn::routes, LedgerColumn::follow_up, LedgerColumn::follow_up_result})
            cell(row, column).clear();
    }
    void routes(const std::vector<Route>& told) const {
        cell(row, LedgerColumn::routes) = joined(told, [](Route route) { return std::string{chinese(route)}; });
    }
    void follow(const Recorded& recorded) const {
        if (const auto* refused = std::get_if<CaseRefused>(&recorded.event)) {
            at(LedgerColumn::refused, recorded, refused->reason);
            routes(refused->routes);
        } else if (const auto* terminated = std::get_if<MediationTerminated>(&recorded.event)) {
            clear();
            at(LedgerColumn::terminated, recorded, terminated->reason);
            routes(terminated->routes);
        } else if (const auto* withdrawn = std::get_if<CaseWithdrawn>(&recorded.event)) {
            clear();
            at(LedgerColumn::withdrawn, recorded, withdrawn->reason);
        } else if (const auto* suspended = std::get_if<MediationSuspended>(&recorded.event)) {
            at(LedgerColumn::suspended, recorded, suspended->reason);
        } else if (const auto* follow_up = std::get_if<FollowUpMade>(&recorded.event)) {
            // One that found the agreement kept is what striking off rests on.
            const bool was_kept = cell(row, LedgerColumn::follow_up_result) == chinese(FollowUpResult::kept);
            if (was_kept && follow_up->result != FollowUpResult::kept) return;
            cell(row, LedgerColumn::follow_up) = recorded.at.day.text();
            cell(row, LedgerColumn::follow_up_result) = chinese(follow_up->result);
        } else if (std::holds_alternative<MediationResumed>(recorded.event) ||
                   std::holds_alternative<CaseReopened>(recorded.event)) {
            clear();
        }
    }
};

void add_agreement(LedgerCells& row, const Agreement& agreement) {
    cell(row, LedgerColumn::settled) = agreement.settled.text();
    cell(row, LedgerColumn::form) = chinese(agreement.form);
    cell(row, LedgerColumn::terms) = agreement.terms;
    cell(row, LedgerColumn::agreed_amount) = text_of(agreement.amount);
}

}  // namespace

LedgerCells ledger_row(const CaseState& state, const std::vector<Recorded>& events, const LedgerNames& names) {
    LedgerCells row;
    cell(row, LedgerColumn::case_id) = state.id.text;
    cell(row, LedgerColumn::number) = state.number;
    cell(row, LedgerColumn::registered) = state.registered.day.text();
    cell(row, LedgerColumn::accepted) = text_of(state.accepted);
    cell(row, LedgerColumn::status) = chinese(state.status);
    if (const auto stage = state.stage()) cell(row, LedgerColumn::stage) = chinese(*stage);
    cell(row, LedgerColumn::type) = chinese(state.type);
    cell(row, LedgerColumn::source) = chinese(state.source);
    cell(row, LedgerColumn::division) = state.division.text();
    cell(row, LedgerColumn::division_name) = names.division(state.division);
    cell(row, LedgerColumn::org) = state.org.text;
    cell(row, LedgerColumn::org_name) = names.organisation(state.org);
    add_parties(row, state.parties, Side::applicant);
    add_parties(row, state.parties, Side::respondent);
    if (state.people) cell(row, LedgerColumn::people) = std::to_string(*state.people);
    cell(row, LedgerColumn::amount) = text_of(state.amount);
    if (state.major) cell(row, LedgerColumn::major) = "是";
    cell(row, LedgerColumn::summary) = state.summary;
    cell(row, LedgerColumn::mediators) = joined(state.mediators, [](const Id& id) { return id.text; });
    cell(row, LedgerColumn::mediator_names) = joined(state.mediators, [&](const Id& id) { return names.mediator(id); });
    cell(row, LedgerColumn::official) = state.official.value_or(std::string{});
    for (const auto& recorded : events) Ending{row}.follow(recorded);
    if (const auto* agreement = state.agreement()) add_agreement(row, *agreement);
    cell(row, LedgerColumn::struck_off) = text_of(state.struck_off);
    return row;
}

}  // namespace tiaojie
