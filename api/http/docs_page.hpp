// The page that shows the OpenAPI document to people: HTML, style and script, each served by a route of its own, so
// that the strictest content policy holds. It asks for nothing but openapi.json beside it.
#pragma once

#include "api/http/message.hpp"

namespace tiaojie::http {

Response docs_page_response();
Response docs_style_response();
Response docs_script_response();

}  // namespace tiaojie::http
