// The actions that an account sees on a case.
#pragma once

#include "api/json_writer.hpp"
#include "cli/serve/call.hpp"
#include "storage/case_reader.hpp"

namespace tiaojie::cli {

// [{"do", "name", "allowed", "missing": [{"code", "message"}]}]: what the account may not do at all is left out.
Json actions_view(const Call& call, const storage::CaseView& view);

}  // namespace tiaojie::cli
