// JSON schemas out of a short notation, so that what an answer looks like can be read in one line:
//
//     "case:id number:text|null stage?:Stage why:[AgendaReason] by:{{number}}"
//
// A field is `name:type`, or `name?:type` when it may be missing. A type is a word, `[type]` for a list, `{type}` for
// an object with any keys, and `a|b` where there are several. Words: text time int number bool any null, id at date
// division yuan; with a capital, the name of a schema or of a list of words.
#pragma once

#include <string>
#include <string_view>

#include "api/wire/json_reader.hpp"

namespace tiaojie::http {

// Throws std::logic_error when the text is not in the notation: it stands in the program.
Json schema_of_type(std::string_view type);
Json schema_of_fields(std::string_view fields);

Json schema_ref(std::string_view name);  // {"$ref": "#/components/schemas/…"}
Json plain_schema(std::string_view type);
Json nullable(Json schema);
Json list_schema(Json items);

// Adds a member to an object schema.
void put_property(Json& schema, std::string_view name, Json type, bool is_required);
Json empty_object_schema();

}  // namespace tiaojie::http
