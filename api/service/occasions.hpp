// What of a case may be told to calendars and chat groups, which others read too: its number, the kind of dispute, the
// clock, the day. No name, no summary, no label that people wrote.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/service/webhook_formats.hpp"
#include "core/case/fwd.hpp"
#include "storage/rows/case_reader.hpp"

namespace tiaojie::service {

// （2021）东庄民调字第12号 邻里纠纷：调解总期限
std::string masked_title(const CaseState& state, std::string_view what);
// To the case in the web app; empty without a base.
std::string case_link(const std::string& base_url, const Id& id);

// A clock of a case by a name that stays the same while its due day moves: stage/2021-10-14/1.
struct NamedClock {
    const Deadline* clock{};
    std::string name{};
};
std::vector<NamedClock> named_clocks(const std::vector<Deadline>& deadlines);

// Something that happened on a day, and the message about it.
struct Tellable {
    std::string key{};    // the occasion, at most 256 bytes
    std::string since{};  // when it came to be so: a day, or a moment (RFC 3339, +08:00)
    Division division{};  // of the case
    http::Occasion occasion{};
};

// The clocks of a pending case that are due soon or overdue on the day.
std::vector<Tellable> tellable_clocks(storage::Store& store, const storage::CaseView& view, Date day,
                                      const std::string& base_url);
// A supervision that has just been issued. Nothing when it has been answered or withdrawn since, or is no supervision.
std::optional<Tellable> tellable_notice(storage::Store& store, const Recorded& recorded, Date day,
                                        const std::string& base_url);
// The case that an occasion is about, from its key.
std::optional<Id> case_in_key(std::string_view key);

}  // namespace tiaojie::service
