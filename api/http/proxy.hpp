// What a reverse proxy says of the client.
#pragma once

#include "api/http/message.hpp"

namespace tiaojie::http {

// Takes the peer from the last address of X-Forwarded-For, the one our own proxy added; `is_secure` from
// X-Forwarded-Proto. What makes no sense is left as it is.
void believe_proxy(Request& request);

}  // namespace tiaojie::http
