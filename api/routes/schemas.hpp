// The shapes of all bodies and answers by their names, for the OpenAPI document.
#pragma once

#include "api/wire/json_reader.hpp"

namespace tiaojie::http {

// {"Case": {…}, …}: the components of the document.
Json component_schemas();

}  // namespace tiaojie::http
