// Issues the notices that cases are due by the policy's rule; the same for the command line and the server.
#pragma once

#include <string>
#include <vector>

#include "core/clocks/supervision_rule.hpp"
#include "storage/work/ledger.hpp"

namespace tiaojie::tasks {

// Who gives such a notice, as the journal has it.
inline constexpr const char* by_policy = "政策规则";

struct PolicyNotice {
    NoticeDue due{};
    Id id{};  // of the command: the same delay and grade is never noticed twice, whoever tries
};

// Of the whole store; nothing where the policy in force on the day has no such rule.
std::vector<PolicyNotice> notices_by_policy(storage::Store& store, Date day);

// How many of them were issued. A case that has moved on since is passed over.
int issue(storage::Ledger& ledger, const std::vector<PolicyNotice>& notices, const std::string& now);

}  // namespace tiaojie::tasks
