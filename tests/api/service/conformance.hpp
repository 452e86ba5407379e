// Whether an answer is what the document at /api/v1/openapi.json says of its route: status, kind of content, shape; and
// whether it carries what every answer has to carry.
#pragma once

#include <string>
#include <vector>

#include "tests/api/service/web_client.hpp"

namespace tiaojie::test {

std::vector<std::string> faults(const Json& document, const Asked& asked, const Answered& reply);

}  // namespace tiaojie::test
