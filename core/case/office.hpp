// The facts of the office that commands lean on: who is in office, seats, campaigns, consultations, notices.
// All are taken as of a day: removed on day D means not in office on D.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/words/payload.hpp"

namespace tiaojie {

struct Organisation {
    Id id{};
    std::string name{};
    OrganisationKind kind{};
    Division division{};
    std::string short_name{};
    Date founded{};
    std::optional<Date> dissolved{};

    bool stands_on(Date day) const { return founded <= day && !(dissolved && *dissolved <= day); }
};

// A time in office as a mediator, or on the roll as an elder.
struct Tenure {
    Id who{};
    std::string name{};
    Id org{};             // mediators
    Division division{};  // elders; a mediator's is the organisation's
    bool full_time{false};
    Date from{};
    std::optional<Date> until{};

    bool holds_on(Date day) const { return from <= day && !(until && *until <= day); }
};

struct Campaign {
    Id id{};
    std::string name{};
    Division division{};
    Date from{};
    Date until{};
    std::optional<int> months{};
    std::vector<DisputeType> types{};  // empty: all
    bool include_open{false};
    std::optional<Date> closed{};
};

struct DecisionItem {
    ConsultationItem item{};
    std::optional<Date> done{};
    std::optional<std::string> note{};
};

struct Consultation {
    Id id{};
    Division division{};
    Date held{};
    std::vector<std::string> present{};
    std::vector<DecisionItem> items{};
};

struct Notice {
    Id id{};
    std::string number{};  // 〔2021〕3号
    Id case_id{};
    Grade grade{};
    std::string requirement{};
    At issued{};
    Date reply_by{};
    std::optional<Date> is_signed{};
    std::optional<Date> replied{};
    std::optional<Date> cancelled{};
    At last_at{};
};

// What was decided about one case in a consultation, as its deadline sees it.
struct Decision {
    Id consultation{};
    int item{};
    Date held{};
    std::optional<Date> due{};
    std::optional<Date> done{};
    std::string decision{};
    std::optional<std::string> leader{};
};

}  // namespace tiaojie
