// Organisations, mediators, elders, seats, screening, policy and calendar.
#include <algorithm>

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/deciding/decide_parts.hpp"

namespace tiaojie {
namespace {

// Who holds no office now and held none later may be appointed (anew) from `day`.
bool may_begin(const std::vector<Tenure>& tenures, Date day) {
    return std::all_of(tenures.begin(), tenures.end(),
                       [&](const auto& tenure) { return tenure.until && *tenure.until <= day; });
}

bool in_office(const std::vector<Tenure>& tenures, Date day) {
    return !tenures.empty() && tenures.back().from <= day && !tenures.back().until;
}

// A village committee stands in a village, a town's in a town; bodies over several villages stand in the town.
bool fits(OrganisationKind kind, Level level) {
    switch (kind) {
        case OrganisationKind::village:
            return level == Level::village;
        case OrganisationKind::town:
            return level == Level::town;
        case OrganisationKind::district:
            return level == Level::district;
        case OrganisationKind::regional:
        case OrganisationKind::trade:
            return level != Level::village;
    }
    return false;
}

}  // namespace

Result<Event> decide_office(const FoundOrganisation& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no = first({division_known(directory, c.division, "division"),
                         when(!fits(c.kind, c.division.level()), "bad_value", "division", "区划级别与组织种类不符"),
                         not_in_future(given),
                         when(directory.organisation(c.org).has_value(), "already_exists", "org", c.org.text)}))
        return *no;
    return OrganisationFounded{c.org, c.name, c.kind, c.division,
                               c.short_name.value_or(short_name(directory.division_name(c.division)))};
}

Result<Event> decide_office(const DissolveOrganisation& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no = first({organisation_stands(directory, c.org, given.day(), "org")})) return *no;
    const auto org = directory.organisation(c.org);
    if (auto no = first({when(org->dissolved.has_value(), "organisation_dissolved", "org"), not_in_future(given),
                         when(directory.has_pending_cases(c.org), "open_cases", "org")}))
        return *no;
    return OrganisationDissolved{c.org};
}

Result<Event> decide_office(const AppointMediator& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no = first({organisation_stands(directory, c.org, given.day(), "org"), not_in_future(given),
                         when(!may_begin(directory.mediator(c.mediator), given.day()), "already_exists", "mediator",
                              c.mediator.text)}))
        return *no;
    return MediatorAppointed{c.mediator, c.name, c.org, c.full_time.value_or(false), c.phone};
}

Result<Event> decide_office(const RemoveMediator& c, const Given& given) {
    if (auto no = first({when(!in_office(given.context.directory.mediator(c.mediator), given.day()), "unknown_mediator",
                              "mediator", c.mediator.text),
                         not_in_future(given)}))
        return *no;
    return MediatorRemoved{c.mediator, c.reason};
}

Result<Event> decide_office(const EnrolElder& c, const Given& given) {
    auto& directory = given.context.directory;
    if (auto no =
            first({division_known(directory, c.division, "division"), not_in_future(given),
                   when(!may_begin(directory.elder(c.elder), given.day()), "already_exists", "elder", c.elder.text)}))
        return *no;
    return ElderEnrolled{c.elder, c.name, c.division};
}

Result<Event> decide_office(const RetireElder& c, const Given& given) {
    if (auto no = first({when(!in_office(given.context.directory.elder(c.elder), given.day()), "unknown_elder", "elder",
                              c.elder.text),
                         not_in_future(given)}))
        return *no;
    return ElderRetired{c.elder, c.reason};
}

Result<Event> decide_office(const SetRepresentatives& c, const Given& given) {
    if (auto no = first({division_known(given.context.directory, c.division, "division"), not_in_future(given)}))
        return *no;
    return RepresentativesSet{c.division, c.seats};
}

Result<Event> decide_office(const RecordScreening& c, const Given& given) {
    if (auto no = first({division_known(given.context.directory, c.division, "division"), not_in_future(given)}))
        return *no;
    return ScreeningRecorded{c.division, c.note};
}

Result<Event> decide_office(const SetPolicy& c, const Given& given) {
    if (const auto fault = fault_of(c.policy)) return refuse("bad_value", *fault);
    if (auto no = not_in_future(given)) return *no;
    return PolicySet{c.from, c.policy};
}

Result<Event> decide_office(const LoadCalendar& c, const Given& given) {
    if (auto no = not_in_future(given)) return *no;
    return CalendarLoaded{c.notice};
}

}  // namespace tiaojie
