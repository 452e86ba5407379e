#include "api/service/free_texts.hpp"

#include "api/wire/views.hpp"

namespace tiaojie::service {

std::string FreeTexts::masked(const Id& case_id, const std::string& text) {
    auto known = known_.find(case_id.text);
    if (known == known_.end()) {
        const auto view = reader_.find(case_id, Explain::no);
        known = known_.emplace(case_id.text, view ? scrubber_of(view->events, day_) : Scrubber{}).first;
    }
    return known->second.scrubbed(text);
}

void FreeTexts::mask(const Id& case_id, Json& object, std::string_view member) {
    for (auto& each : object.members)
        if (each.key == member && each.value.kind == Json::Kind::string)
            each.value.text = masked(case_id, each.value.text);
}

}  // namespace tiaojie::service
