#include "api/tasks/case_ledger.hpp"

#include "api/wire/concealment.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"

namespace tiaojie::tasks {
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

std::unique_ptr<TableWriter> ledger_table(LedgerFormat format, bool personal, TableWriter::Sink sink) {
    const auto names = ledger_headings(personal);
    return format == LedgerFormat::csv ? csv_table(names, std::move(sink)) : xlsx_table("台账", names, std::move(sink));
}

std::string ledger_of(storage::Store& store, Date day, storage::CaseFilter filter, LedgerFormat format) {
    const storage::ReadTransaction reading{store.db()};
    LedgerNamesOf names{store};
    const auto view = names.view();
    std::string out;
    const auto table = ledger_table(format, false, [&out](std::string_view bytes) { out += bytes; });
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
            table->row(shown_cells(ledger_row(fold(found->events), found->events, view), false));
        }
        if (rows.size() < rows_at_a_time) break;
        filter.after = rows.back().id;
    }
    table->finish();
    return out;
}

}  // namespace tiaojie::tasks
