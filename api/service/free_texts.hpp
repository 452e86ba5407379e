// What people write about a case elsewhere than in it: decisions of consultations, requirements of notices. The
// parties' numbers, addresses and children's names are taken out as in the case itself.
#pragma once

#include <map>
#include <string>

#include "api/wire/masking.hpp"
#include "core/words/payload.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::service {

class FreeTexts {
public:
    FreeTexts(storage::Store& store, Date day) : reader_(store, day), day_(day) {}

    std::string masked(const Id& case_id, const std::string& text);
    // The text of a member, where it has one.
    void mask(const Id& case_id, Json& object, std::string_view member);

private:
    storage::CaseReader reader_;
    Date day_;
    std::map<std::string, Scrubber> known_{};
};

}  // namespace tiaojie::service
