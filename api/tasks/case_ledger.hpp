// The ledger (台账) of cases as rows of text; the same for the command line and HTTP.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "api/papers/ledger_writer.hpp"
#include "api/papers/table_writer.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::tasks {

// Names by id, each looked up once.
class LedgerNamesOf {
public:
    explicit LedgerNamesOf(storage::Store& store) : store_(store) {}

    LedgerNames view() {
        return {[this](Division division) {
                    return looked_up(division.text(), [&] { return storage::division_name(store_.db(), division); });
                },
                [this](const Id& org) {
                    return looked_up("org " + org.text, [&] {
                        const auto found = storage::find_organisation(store_.db(), org);
                        return found ? found->name : std::string{};
                    });
                },
                [this](const Id& mediator) {
                    return looked_up("mediator " + mediator.text, [&] {
                        const auto found = storage::find_tenures(store_.db(), storage::TenureRole::mediator, mediator);
                        return found.empty() ? std::string{} : found.back().name;
                    });
                }};
    }

private:
    template <class LookUp>
    std::string looked_up(const std::string& key, LookUp look_up) {
        const auto known = names_.find(key);
        if (known != names_.end()) return known->second;
        return names_.emplace(key, look_up()).first->second;
    }

    storage::Store& store_;
    std::map<std::string, std::string> names_{};
};

std::vector<std::string> shown_cells(const LedgerCells& cells, bool personal);
std::vector<std::string> ledger_headings(bool personal);

enum class LedgerFormat : std::uint8_t { csv, xlsx };
std::unique_ptr<TableWriter> ledger_table(LedgerFormat format, bool personal, TableWriter::Sink sink);

// The cases of a list with headings, nothing personal in it. Of one state of the store.
std::string ledger_of(storage::Store& store, Date day, storage::CaseFilter filter, LedgerFormat format);

}  // namespace tiaojie::tasks
