// Files that leave the program.
#pragma once

#include <string>

#include "api/service/call.hpp"

namespace tiaojie::service {

// The file, once it stands in the audit journal who took what, in which format: what cannot be logged is not given out.
http::Response given_out(Call& call, const std::string& object, const std::string& format, http::Response file);

}  // namespace tiaojie::service
