// Whether a JSON value is what a schema of our OpenAPI document says. As much of JSON Schema as the document uses; a
// keyword that the checker does not know is reported, so that nothing passes because nobody looked.
#pragma once

#include <string>
#include <vector>

#include "api/wire/json_reader.hpp"

namespace tiaojie {

// Members that the schema does not name: JSON Schema lets them be, our own answers should not have any.
enum class Unnamed : std::uint8_t { reported, allowed };

// What is wrong, each with its place ("/items/0/due: …"); empty when all is well.
std::vector<std::string> problems(const Json& document, const Json& schema, const Json& value,
                                  Unnamed unnamed = Unnamed::reported);

// "#/components/schemas/Case" → the schema; nullptr when there is none.
const Json* resolve(const Json& document, const std::string& ref);

}  // namespace tiaojie
