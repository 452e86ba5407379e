// Answers that are lists: a JSON list, or a table for people.
#pragma once

#include <string>
#include <vector>

#include "api/wire/json_writer.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"

namespace tiaojie::cli {

// `view_of` makes the JSON of a row, `cells_of` its cells in the table. `none` is the message for people when there are
// no rows.
template <class Row, class ViewOf, class CellsOf>
int give_list(const Globals& globals, const std::vector<Row>& rows, const ViewOf& view_of,
              const std::vector<Column>& columns, const CellsOf& cells_of, const std::string& none) {
    const auto document = [&] {
        auto list = json_list();
        for (const auto& row : rows) add(list, view_of(row));
        return list;
    };
    const auto text = [&] {
        if (rows.empty()) return say(none);
        Table table{columns};
        for (const auto& row : rows) table.add(cells_of(row));
        print(table.text(terminal_width()));
    };
    return give(globals, {document, text});
}

// Ids; for people one on each line.
inline int give_ids(const Globals& globals, const std::vector<Id>& ids) {
    const auto text = [&] {
        for (const auto& id : ids) print(id.text + "\n");
    };
    return give(globals, {[&] { return to_json(ids); }, text});
}

}  // namespace tiaojie::cli
