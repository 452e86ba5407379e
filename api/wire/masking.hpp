// Personal data as it may be seen without a reason (个人信息保护法 28, 31, 51): shortened, and of children nothing.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/wire/json_reader.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

std::string masked_identity(std::string_view id_number);  // 350305********1234
std::string masked_phone(std::string_view phone);         // 138****1234
std::string masked_address(std::string_view address);     // only up to the village

// The party as a JSON object by its wire names, with "masked": whether anything is hidden.
Json party_json(const Party& party, Date day, bool is_revealed);

// Replaces in every text of a document what people may have written of the parties into notes and summaries.
class Scrubber {
public:
    void learn(const std::vector<Party>& parties, Date day);
    void scrub(Json& json) const;
    std::string scrubbed(std::string text) const;

private:
    std::vector<std::pair<std::string, std::string>> replacements_{};
};

}  // namespace tiaojie
