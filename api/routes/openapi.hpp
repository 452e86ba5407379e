// The OpenAPI 3.1 document, made from the table of routes, the lists of words, the commands, the events and the shapes.
#pragma once

#include <memory>
#include <string>

#include "api/wire/json_reader.hpp"

namespace tiaojie::http {

// Made at the first call, then kept. Any thread.
const Json& openapi_document();
std::shared_ptr<const std::string> openapi_text();

}  // namespace tiaojie::http
