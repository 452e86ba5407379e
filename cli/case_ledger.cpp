#include "cli/case_ledger.hpp"

#include "api/concealment.hpp"
#include "api/csv.hpp"

namespace tiaojie::cli {
namespace {

constexpr std::size_t rows_at_a_time = 500;

LedgerCells headings() {
    LedgerCells out;
    for (std::size_t i = 0; i < ledger_columns; ++i) out[i] = heading(static_cast<LedgerColumn>(i));
    return out;
}

}  // namespace

std::vector<std::string> shown_cells(const LedgerCells& cells, bool personal) {
    const auto count = personal ? ledger_columns : first_personal_column;
    return {cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<std::string> ledger_headings(bool personal) { return shown_cells(headings(), personal); }

std::string ledger_csv(storage::Store& store, Date day, storage::CaseFilter filter) {
    const storage::ReadTransaction reading{store.db()};
    LedgerNamesOf names{store};
    const auto view = names.view();
    std::string out{byte_order_mark};
    out += csv_record(ledger_headings(false));
    storage::CaseReader reader{store, day};
    filter.limit = rows_at_a_time;
    for (;;) {
        const auto rows = reader.list(filter);
        for (const auto& row : rows) {
            auto found = reader.find(row.id, Explain::no);
            if (!found) continue;
            Concealer concealer;
            for (const auto& event : found->events) concealer.learn(event);
            for (auto& event : found->events) concealer.conceal(event);
            out += csv_record(shown_cells(ledger_row(fold(found->events), found->events, view), false));
        }
        if (rows.size() < rows_at_a_time) return out;
        filter.after = rows.back().id;
    }
}

}  // namespace tiaojie::cli
