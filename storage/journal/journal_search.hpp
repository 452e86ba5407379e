// Finds events in the journal without reading all of it.
#pragma once

#include <functional>
#include <vector>

#include "core/case/fwd.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

// All events of the case, in order; none when there is no such case.
std::vector<Recorded> events_of_case(Store& store, const Id& case_id);

// The events of the office up to the position, in order.
void each_office_event(Store& store, std::int64_t cut_off, const std::function<void(const Recorded&)>& f);

// All events of one sort behind a position, in order; reads all names there but only the bodies of that sort.
void each_event_named(Store& store, std::string_view event, const std::function<void(const Recorded&)>& f,
                      std::int64_t after = 0);

// The events of each case, one case after another in order of entry, without holding more than one.
void each_case(Store& store, const std::function<void(const std::vector<Recorded>&)>& f);

// One state of the store for several questions, whatever others write meanwhile.
class Snapshot {
public:
    explicit Snapshot(Store& store) : reading_(store.db()) {}

private:
    ReadTransaction reading_;
};

}  // namespace tiaojie::storage
