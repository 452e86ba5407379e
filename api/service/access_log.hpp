// The access log: one JSON object a line on standard error, without query, account or anything personal.
#pragma once

#include "api/http/server.hpp"

namespace tiaojie::service {

void log_access(const http::Access& access);
void log_event(const char* event, const std::string& detail = {});  // started, stopped

}  // namespace tiaojie::service
