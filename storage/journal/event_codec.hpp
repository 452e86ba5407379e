// The stored form of events, policies and calendar notices (docs/stored-events.md): compact JSON by the names of their
// fields. What identifies a person stands apart from the rest, to be encrypted and one day erased without touching it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "core/case/fwd.hpp"
#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"

namespace tiaojie::storage {

struct StoredEvent {
    std::string name{};
    std::string body{};
    std::string personal{};  // {"parties[0].phone":"…"}; empty: nothing personal in it
};

// Bytes that are no event of this program. The message names the event and the field, never a value.
struct DecodeError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Stands for the name of a child once the personal part has been erased.
inline constexpr std::string_view erased_name = "（已隐去）";

// `happened` tells whose name is personal, too: that of a party under fourteen on that day.
StoredEvent encode_event(const Event& event, Date happened);

// `personal` empty: none, or erased. A field that is missing keeps its default, so that old journals always load; an
// unknown one is passed over, so that a newer minor version's do.
Event decode_event(std::string_view name, std::string_view body, std::string_view personal);

std::string encode_policy(const Policy& policy);
Policy decode_policy(std::string_view text);
std::string encode_notice(const CalendarNotice& notice);
CalendarNotice decode_notice(std::string_view text);

}  // namespace tiaojie::storage
