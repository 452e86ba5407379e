// Reads cases: one as of a day with all that hangs on it, and the list with its filters.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/case/case_state.hpp"
#include "core/case/fwd.hpp"
#include "core/clocks/deadline.hpp"
#include "core/counting/timeline.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

enum class CaseOrder : std::uint8_t { newest, oldest };  // by registration; a search is always newest entry first

struct CaseFilter {
    std::optional<Status> status{};
    std::optional<Stage> stage{};
    std::optional<Level> level{};
    std::optional<DisputeType> type{};
    std::optional<Source> source{};
    std::optional<Division> division{};
    std::optional<Id> org{};
    bool overdue{false};
    std::optional<Date> due_before{};
    std::optional<std::string> q{};
    std::optional<Id> after{};
    std::size_t limit{50};
    CaseOrder order{CaseOrder::newest};
};

// How many there are. Counting stops somewhere, so that it does not cost more the larger the register is.
struct CaseTotal {
    std::int64_t count{};
    bool is_exact{};  // false: at least so many
};

struct CaseRow {
    Id id{};
    std::string number{};
    Status status{};
    std::optional<Stage> stage{};
    DisputeType type{};
    Source source{};
    Division division{};
    Id org{};
    Date registered{};
    std::optional<Date> settled{};  // the date of the agreement in force
    std::optional<Date> due{};      // of the nearest unfinished clock
    std::optional<ClockState> state{};
};

// A case as of a day: its state, the events up to then, its deadlines.
struct CaseView {
    CaseState state{};
    std::vector<Recorded> events;  // no initialiser here: it would ask every file for the events
    Docket docket{};
    std::vector<Deadline> deadlines{};

    CaseView();
    CaseView(const CaseView&);
    CaseView(CaseView&&) noexcept;
    CaseView& operator=(const CaseView&);
    CaseView& operator=(CaseView&&) noexcept;
    ~CaseView();
};

class CaseReader {
public:
    CaseReader(Store& store, Date day);

    // Nothing when there is no such case on the day.
    std::optional<CaseView> find(const Id& id, Explain explain);
    // Newest registration first; of a search, latest entry first. At most `limit` rows, those that come after `after`.
    std::vector<CaseRow> list(const CaseFilter& filter);
    // Of the whole list, whatever `after` and `limit`.
    CaseTotal count(CaseFilter filter);
    // The row of a case as of the day.
    std::optional<CaseRow> row(std::int64_t no);
    // Every pending case of the area on the day, with its deadlines.
    std::vector<CaseView> pending(Division area);
    // The same, one at a time: an area may have more than one wants in memory.
    void each_pending(Division area, const std::function<void(CaseView&&)>& f);

private:
    std::vector<std::int64_t> search_numbers(const std::string& q);
    bool matches(const CaseFilter& filter, const CaseState& state);
    std::optional<CaseView> view_of(std::int64_t no, Explain explain);
    CaseRow row_from(const CaseView& view);
    void consider(std::vector<CaseRow>& rows, const CaseFilter& filter, std::int64_t no);
    std::vector<CaseRow> found(const CaseFilter& filter, std::int64_t after_no, std::optional<std::int64_t> org);
    bool columns_are_current() const;

    Store& store_;
    Date day_;
    std::vector<Campaign> campaigns_{};
};

}  // namespace tiaojie::storage
