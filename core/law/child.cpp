#include "core/law/child.hpp"

#include "core/words/identity_number.hpp"

namespace tiaojie {
namespace {

Date fourteenth_birthday(Date birth) {
    const auto same = add_months(birth, 14 * 12);
    return same.day() == birth.day() ? same : same + 1;  // no 29 February in that year
}

}  // namespace

bool is_child(const Party& party, Date day) {
    if (party.kind != PartyKind::person) return false;  // the number of a body tells no birth
    const auto says_so = [day](const std::optional<Date>& birth) {
        return birth && day <= fourteenth_birthday(*birth);
    };
    // A wrong check digit does not matter here: a name that is hidden in vain does less harm than one that is shown.
    return says_so(party.birth) || (party.id_number && says_so(birth_of(*party.id_number)));
}

}  // namespace tiaojie
