// The statistics counted anew from the journal: every case folded, every metric taken from its definition. Knows
// nothing of timelines, rollups or tables.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/case/fwd.hpp"
#include "storage/rows/statistics.hpp"

namespace tiaojie::test {

// One case as of a day.
struct Standing {
    std::string id{};
    std::int64_t no{};
    CaseState state{};
    bool overdue{false};
    bool on_time{false};
    bool settled_in_period{false};
    bool terminated_in_period{false};
};

using NamedValues = std::map<std::string, std::int64_t>;

struct Answer {
    NamedValues values{};
    std::optional<std::int64_t> median{};
    std::map<std::int64_t, NamedValues> parts{};
    std::map<std::string, std::vector<std::string>> behind{};  // ids in order of registration, by metric
    std::map<std::pair<std::int64_t, std::string>, std::vector<std::string>> behind_part{};
};

class Recount {
public:
    // What had been recorded up to the cut-off, with the rules then in force.
    Recount(storage::Store& store, std::int64_t cut_off);

    Answer answer(const storage::StatsQuery& query);

    // All cases that exist on the day, in order of registration; cached.
    const std::vector<Standing>& on(Date day);
    const PolicyBook& policies() const { return policies_; }
    const Calendar& calendar() const { return calendar_; }
    const std::map<std::int64_t, std::vector<Recorded>>& cases() const { return cases_; }

private:
    void count_office(Answer& answer, const storage::StatsQuery& query) const;
    std::int64_t part(storage::StatsQuery const& query, const Standing& standing) const;

    std::map<std::int64_t, std::vector<Recorded>> cases_{};
    std::vector<Recorded> office_{};
    std::map<std::string, std::int64_t> organisation_numbers_{};
    PolicyBook policies_{};
    Calendar calendar_{};
    std::map<Date, std::vector<Standing>> standings_{};
};

}  // namespace tiaojie::test
