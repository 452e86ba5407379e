#include "storage/work/ledger_lookup.hpp"

#include <vector>

#include "core/words/vocabulary.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::storage {
namespace {

template <class T>
std::optional<T> the_only(const std::vector<T>& found) {
    return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
}

// 苏田村 and 苏田社区 stand for 苏田.
std::string without_kind(const std::string& name) {
    for (const std::string end : {"村", "社区"})
        if (name.size() > end.size() && name.ends_with(end)) return name.substr(0, name.size() - end.size());
    return name;
}

}  // namespace

std::optional<Division> division_named(Store& store, const std::string& name) {
    std::vector<Division> exact;
    std::vector<Division> near;
    Query query{store.db(), "SELECT division, name FROM divisions ORDER BY division"};
    while (query.step()) {
        const Division division{query.integer(0)};
        const auto full = query.string(1);
        if (full == name) exact.push_back(division);
        if (division.level() == Level::village && short_name(full) == without_kind(name)) near.push_back(division);
    }
    return exact.empty() ? the_only(near) : the_only(exact);
}

std::optional<Id> organisation_named(Store& store, const std::string& name) {
    for (const char* sql :
         {"SELECT id FROM organisations WHERE name = ?", "SELECT id FROM organisations WHERE short = ?"}) {
        std::vector<Id> found;
        Query query{store.db(), sql, name};
        while (query.step()) found.push_back({query.string(0)});
        if (!found.empty()) return the_only(found);
    }
    return std::nullopt;
}

std::optional<Id> committee_of(Store& store, Division division) {
    std::vector<Id> found;
    Query query{store.db(),
                "SELECT id FROM organisations WHERE division = ? AND kind IN (?, ?, ?)",
                division.code,
                static_cast<int>(OrganisationKind::village),
                static_cast<int>(OrganisationKind::town),
                static_cast<int>(OrganisationKind::district)};
    while (query.step()) found.push_back({query.string(0)});
    return the_only(found);
}

std::optional<Id> mediator_named(Store& store, const std::string& name, const Id& org, Date day) {
    std::vector<Id> found;
    std::vector<Id> found_in_org;
    Query query{store.db(),
                "SELECT who, org FROM tenures WHERE role = ? AND name = ? AND since <= ?"
                " AND (until IS NULL OR until > ?)",
                static_cast<int>(TenureRole::mediator),
                name,
                day.days,
                day.days};
    while (query.step()) {
        found.push_back({query.string(0)});
        if (query.text(1) == org.text) found_in_org.push_back({query.string(0)});
    }
    return found.size() == 1 ? the_only(found) : the_only(found_in_org);
}

}  // namespace tiaojie::storage
