#include "storage/work/directory_reader.hpp"

#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "storage/engine/schema.hpp"
#include "storage/journal/journal_search.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::storage {

bool has_pending_cases(Database& db, const Id& org) {
    Query query{db,
                std::string{"SELECT 1 FROM cases WHERE org = (SELECT no FROM organisations WHERE id = ?) AND "} +
                    pending_sql + " LIMIT 1",
                org.text};
    return query.step();
}

bool DirectoryReader::knows(Division division) { return knows_division(store_.db(), division); }
std::string DirectoryReader::division_name(Division division) { return storage::division_name(store_.db(), division); }
std::optional<Organisation> DirectoryReader::organisation(const Id& id) { return find_organisation(store_.db(), id); }
bool DirectoryReader::has_pending_cases(const Id& org) { return storage::has_pending_cases(store_.db(), org); }
std::vector<Tenure> DirectoryReader::mediator(const Id& id) {
    return find_tenures(store_.db(), TenureRole::mediator, id);
}
std::vector<Tenure> DirectoryReader::elder(const Id& id) { return find_tenures(store_.db(), TenureRole::elder, id); }
std::optional<int> DirectoryReader::seats(Division division, Date day) {
    return find_seats(store_.db(), division, day);
}
std::optional<Campaign> DirectoryReader::campaign(const Id& id) { return find_campaign(store_.db(), id); }
std::optional<Consultation> DirectoryReader::consultation(const Id& id) { return find_consultation(store_.db(), id); }
std::optional<Notice> DirectoryReader::notice(const Id& id) { return find_notice(store_.db(), id); }

std::shared_ptr<const CaseState> DirectoryReader::case_state(const Id& id) {
    const auto events = events_of_case(store_, id);
    return events.empty() ? nullptr : std::make_shared<const CaseState>(fold(events));
}

}  // namespace tiaojie::storage
