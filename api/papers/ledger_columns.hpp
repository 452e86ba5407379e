// The columns of a ledger (台账): one row a case, with Chinese headings (docs/import.md). Export writes them, import
// reads them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/words/payload.hpp"

namespace tiaojie {

enum class LedgerColumn : std::uint8_t {
    case_id,
    number,
    registered,
    accepted,
    status,
    stage,
    type,
    source,
    division,
    division_name,
    org,
    org_name,
    applicants,
    respondents,
    people,
    amount,
    major,
    summary,
    mediators,
    mediator_names,
    official,
    settled,
    form,
    terms,
    agreed_amount,
    follow_up,
    follow_up_result,
    struck_off,
    terminated,
    refused,
    withdrawn,
    suspended,
    reason,
    routes,
    applicant_ids,  // from here on personal: only on a reason that is logged
    applicant_phones,
    applicant_addresses,
    applicant_births,
    respondent_ids,
    respondent_phones,
    respondent_addresses,
    respondent_births
};
inline constexpr std::size_t ledger_columns = 42;
inline constexpr std::size_t first_personal_column = 34;

using LedgerCells = std::array<std::string, ledger_columns>;

inline std::string& cell(LedgerCells& cells, LedgerColumn column) { return cells[static_cast<std::size_t>(column)]; }
inline const std::string& cell(const LedgerCells& cells, LedgerColumn column) {
    return cells[static_cast<std::size_t>(column)];
}

std::string_view heading(LedgerColumn column);
// By its heading or a common synonym; blanks and brackets' width do not matter.
std::optional<LedgerColumn> parse_heading(std::string_view text);

// Between the entries of one cell: parties, mediators, routes.
inline constexpr std::string_view cell_separator = "；";
// Behind the name of a party that is no natural person.
inline constexpr std::string_view body_mark = "（单位）";

// The four personal columns of a side, in order: identity number, phone, address, birth.
LedgerColumn first_personal(Side side);

}  // namespace tiaojie
