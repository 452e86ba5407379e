// The page that shows the OpenAPI document to people: HTML, style and script, each served by a route of its own, so
// that the strictest content policy holds (script-src, style-src and connect-src 'self'). It asks for nothing but
// openapi.json beside it.
#pragma once

#include <string_view>

namespace tiaojie::http {

std::string_view docs_html();
std::string_view docs_css();
std::string_view docs_js();

}  // namespace tiaojie::http
