// What a case is after its events: everything that rules, deadlines, lists and statistics ask about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/law/period.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

// A clock moved by agreement of both parties: on day `made`, to the day `until`.
struct Extension {
    Date until{};
    Date made{};
    friend bool operator==(const Extension&, const Extension&) = default;
};

// A time spent on one rung of the ladder. A return or a reopening opens a new one.
struct Rung {
    Stage stage{};
    Date opened{};
    std::optional<Date> left{};  // settled, escalated, returned or terminated
    std::optional<Extension> extension{};
    bool session_held{false};
    bool hearing_held{false};
    bool review_held{false};
    friend bool operator==(const Rung&, const Rung&) = default;
};

// From acceptance, or a reopening, until settled or terminated.
struct Run {
    Date started{};
    std::optional<Date> ended{};
    std::optional<Extension> extension{};
    friend bool operator==(const Run&, const Run&) = default;
};

struct AgreedObligation {
    Obligation agreed{};
    std::optional<Date> performed{};
    std::vector<Date> defaults{};
    friend bool operator==(const AgreedObligation&, const AgreedObligation&) = default;
};

struct Agreement {
    Form form{};
    std::string terms{};
    std::optional<Amount> amount{};
    std::vector<AgreedObligation> obligations{};
    Date settled{};
    Date effective{};
    std::optional<Date> applied{};  // 司法确认
    std::optional<Date> confirmed{};
    std::optional<Date> dismissed{};
    std::optional<Date> first_follow_up{};
    bool kept{false};                // a follow-up found it kept
    bool performance_noted{false};   // performance recorded though no obligation was written down
    std::optional<Date> reopened{};  // no longer in force

    bool all_performed() const;  // none agreed counts as performed
    friend bool operator==(const Agreement&, const Agreement&) = default;
};

struct FiledPaper {
    PaperKind kind{};
    Date filed{};
    std::optional<std::string> note{};
    std::optional<std::string> file{};
    friend bool operator==(const FiledPaper&, const FiledPaper&) = default;
};

struct CaseState {
    Id id{};
    std::int64_t version{0};  // the number of its events; 0: there is no such case
    At last_at{};

    Id org{};  // the organisation that registered it
    Division division{};
    DisputeType type{};
    Source source{};
    std::string summary{};
    std::vector<Party> parties{};
    std::optional<Amount> amount{};
    std::optional<int> people{};
    bool major{false};

    At registered{};          // when the application was made; never changes (it interrupts limitation)
    std::string registrar{};  // who gave the registration
    std::optional<Date> accepted{};
    std::optional<Date> refused{};
    std::string number{};  // （2021）东庄民调字第12号; empty before acceptance
    std::vector<Id> mediators{};
    std::optional<std::string> official{};
    std::optional<std::string> plan{};

    Status status{};
    std::vector<std::pair<Date, Status>> status_history{};
    std::vector<Rung> rungs{};
    std::vector<Run> runs{};
    std::vector<Pause> pauses{};  // the last one ends in the far future while it lasts
    std::vector<Agreement> agreements{};
    std::vector<Date> terminations{};
    std::optional<Date> ended_void{};  // withdrawn or merged: what runs becomes void
    std::optional<Id> merged_into{};
    std::optional<Date> struck_off{};
    std::optional<Date> archived{};
    int reopened{0};
    std::vector<FiledPaper> papers{};

    bool exists() const { return version > 0; }
    std::optional<Stage> stage() const;       // the last rung; none before acceptance
    const Agreement* agreement() const;       // the one in force; only while settled
    Status status_at_end_of(Date day) const;  // registered on or before that day, which is asserted
    std::optional<Date> suspended_since() const;
    bool has_paper(PaperKind kind) const;
    bool has_person() const;   // a party is a natural person
    bool is_extended() const;  // pending with an extension in the present run
    friend bool operator==(const CaseState&, const CaseState&) = default;
};

}  // namespace tiaojie
