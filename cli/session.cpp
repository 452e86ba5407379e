#include "cli/session.hpp"

#include "core/deciding/access.hpp"
#include "storage/rows/case_reader.hpp"
#include "storage/rows/office_rows.hpp"

namespace tiaojie::cli {

std::optional<Refusal> unknown_division(storage::Store& store, const std::optional<Division>& division) {
    return when(division && !storage::knows_division(store.db(), *division), "unknown_division", "division",
                division ? division->text() : std::string{});
}

storage::AuditEntry operator_entry(const Globals& globals, AuditAction action, std::string object, std::string detail) {
    storage::AuditEntry entry;
    entry.at = globals.now;
    entry.actor = operator_actor;
    entry.action = action;
    entry.object = std::move(object);
    entry.detail = std::move(detail);
    return entry;
}

std::int64_t seconds_now(const Globals& globals) {
    const auto at = At::parse(globals.now);
    return at && at->instant ? *at->instant / 1'000'000'000 : 0;
}

bool case_exists(storage::Store& store, const Id& id) {
    return storage::CaseReader{store, far_future}.find(id, Explain::no).has_value();
}

std::string division_text(storage::Store& store, Division division) {
    return storage::division_name(store.db(), division);
}

}  // namespace tiaojie::cli
