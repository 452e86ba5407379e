// Every closed list of words by its name: for the parameters of routes, the OpenAPI document and GET /vocabulary.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/wire/json_reader.hpp"

namespace tiaojie::http {

struct Word {
    std::string_view name{};
    std::string_view chinese{};
};

struct WordList {
    std::string_view name{};  // "Status"
    std::vector<Word> words{};
};

const std::vector<WordList>& word_lists();
// nullptr when there is none of that name.
const WordList* find_word_list(std::string_view name);

// {"Status": [{"name": "registered", "chinese": "已登记"}, …], …}
Json vocabulary_view();

}  // namespace tiaojie::http
