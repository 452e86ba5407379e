// Rows of a ledger (台账) as commands: what a row says happened, in the order in which it must have happened.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/papers/ledger_columns.hpp"
#include "api/wire/command_reader.hpp"

namespace tiaojie {

// Looks up what ledgers call by name. Nothing when there is none, or more than one.
class LedgerDirectory {
public:
    virtual ~LedgerDirectory() = default;
    virtual std::optional<Division> division_named(const std::string& name) = 0;
    virtual std::optional<Id> organisation_named(const std::string& name) = 0;
    virtual std::optional<Id> organisation_of(Division division) = 0;  // the committee of a village or town
    virtual std::optional<Id> mediator_named(const std::string& name, const Id& org, Date day) = 0;
};

// What stands in which place of a record.
class LedgerHeader {
public:
    // Refuses a heading line without the columns that every row needs, and one that names a column twice.
    static Result<LedgerHeader> read(const std::vector<std::string>& headings);

    LedgerCells arrange(const std::vector<std::string>& record) const;
    const std::vector<std::string>& ignored() const { return ignored_; }  // headings that mean nothing here

private:
    std::vector<std::optional<LedgerColumn>> columns_{};
    std::vector<std::string> ignored_{};
};

struct RowEnvelope {
    std::string by{};
    std::string id_prefix{};  // of the commands' ids, and of the case's own where the row names none
};

// 2021-03-05, 2021/3/5, 2021.3.5, 2021年3月5日
std::optional<Date> read_ledger_date(std::string_view text);

// All commands have passed the reader of commands; whether they may happen is for the rules to say. A refusal names the
// column.
Result<std::vector<ReadCommand>> commands_of_row(const LedgerCells& cells, const RowEnvelope& envelope,
                                                 LedgerDirectory& directory);

}  // namespace tiaojie
