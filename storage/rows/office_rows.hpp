// The facts of the office in tables: written from events, read as the core wants them.
#pragma once

#include <optional>
#include <vector>

#include "core/case/fwd.hpp"
#include "core/case/office.hpp"
#include "storage/engine/database.hpp"

namespace tiaojie::storage {

// Brings the office tables up to the event. Case events change only the sequence of case numbers.
// `case_division`: of the case that the event speaks of.
void project_office(Database& db, const Recorded& recorded, Division case_division);

// The division to whose register an office event belongs; 0 for the whole store.
Division division_of(Database& db, const Event& event);

std::optional<Organisation> find_organisation(Database& db, const Id& id);
std::optional<std::int64_t> organisation_number(Database& db, const Id& id);

enum class TenureRole : int { mediator = 0, elder = 1 };
std::vector<Tenure> find_tenures(Database& db, TenureRole role, const Id& who);
// Those of the day; `with_left`: also whoever had left, and whatever had been dissolved, by then.
std::vector<Tenure> tenures_on(Database& db, TenureRole role, Division area, Date day, bool with_left = false);
std::vector<Organisation> organisations_on(Database& db, Division area, Date day, bool with_left = false);

std::optional<int> find_seats(Database& db, Division division, Date day);
std::optional<Campaign> find_campaign(Database& db, const Id& id);
std::vector<Campaign> all_campaigns(Database& db);
std::optional<Consultation> find_consultation(Database& db, const Id& id);
std::vector<Consultation> consultations_between(Database& db, Division area, Date from, Date to);
std::optional<Notice> find_notice(Database& db, const Id& id);
std::vector<Notice> notices_in(Database& db, Division area);
std::vector<Notice> notices_of_case(Database& db, const Id& case_id);
std::vector<Decision> decisions_of_case(Database& db, const Id& case_id);

bool knows_division(Database& db, Division division);
std::string division_name(Database& db, Division division);
std::vector<DivisionName> divisions_in(Database& db, Division area);

}  // namespace tiaojie::storage
