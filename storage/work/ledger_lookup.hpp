// What ledgers made by hand call by name: places, committees, mediators. Nothing where a name fits none or several.
#pragma once

#include <optional>
#include <string>

#include "storage/journal/store.hpp"

namespace tiaojie::storage {

// By the full name, or without 村委会, 社区居委会 and the like: 苏田村, 苏田.
std::optional<Division> division_named(Store& store, const std::string& name);

// By the full or the short name.
std::optional<Id> organisation_named(Store& store, const std::string& name);

// The committee of a village, town or district that has exactly one.
std::optional<Id> committee_of(Store& store, Division division);

// In office on the day; of two with the same name the one of that organisation.
std::optional<Id> mediator_named(Store& store, const std::string& name, const Id& org, Date day);

}  // namespace tiaojie::storage
