// The web app: its files, and for every address that it knows by itself its one page.
#pragma once

#include <optional>

#include "api/http/message.hpp"

namespace tiaojie::service {

// Nothing when the request is for something else: the API, a file that there is not, another method than GET and HEAD,
// a page of the app without `Accept: text/html` ("/" excepted).
std::optional<http::Response> web_page(const http::Request& request);

}  // namespace tiaojie::service
