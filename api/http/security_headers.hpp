// What every answer carries, so that a browser keeps to what this server means (CSP, no sniffing, no framing, no
// caching).
#pragma once

#include "api/http/message.hpp"

namespace tiaojie::http {

// A header that the answer has already stays: pages bring a policy of their own, files their cache rule.
void add_security_headers(Response& response, bool is_secure);

}  // namespace tiaojie::http
