// The actions that an account sees on a case.
#pragma once

#include "api/service/call.hpp"
#include "api/wire/json_writer.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::service {

// [{"do", "name", "allowed", "missing": [{"code", "message"}]}]: what the account may not do at all is left out.
Json actions_view(const Call& call, const storage::CaseView& view);

}  // namespace tiaojie::service
