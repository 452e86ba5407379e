// What a decision may look at besides the case itself. Time, ids and facts come in here; the core asks no one else.
#pragma once

#include <memory>

#include "core/case/case_state.hpp"
#include "core/case/office.hpp"
#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"

namespace tiaojie {

// Looks up what has been recorded so far. Implemented by the store; in core tests by plain maps.
class Directory {
public:
    virtual ~Directory() = default;

    virtual bool knows(Division division) = 0;
    virtual std::string division_name(Division division) = 0;
    virtual std::optional<Organisation> organisation(const Id& id) = 0;
    virtual bool has_pending_cases(const Id& org) = 0;
    virtual std::vector<Tenure> mediator(const Id& id) = 0;  // all tenures, in order of entry
    virtual std::vector<Tenure> elder(const Id& id) = 0;
    virtual std::optional<int> seats(Division division, Date day) = 0;
    virtual std::optional<Campaign> campaign(const Id& id) = 0;
    virtual std::optional<Consultation> consultation(const Id& id) = 0;
    virtual std::optional<Notice> notice(const Id& id) = 0;
    virtual std::shared_ptr<const CaseState> case_state(const Id& id) = 0;  // null: no such case

    // The next number of a sequence that is never reused: case numbers per organisation and year,
    // notices per town and year.
    virtual int next_case_number(const Id& org, int year) = 0;
    virtual int next_notice_number(Division town, int year) = 0;
    virtual Id new_case_id() = 0;
    virtual Id new_notice_id() = 0;
    virtual Id new_consultation_id() = 0;
};

struct Context {
    Date today{};
    Directory& directory;
    const PolicyBook& policies;
    const Calendar& calendar;
};

}  // namespace tiaojie
