// What day and time it is for the server: the machine's clock in UTC+8, or on a fixed day (--today) its time of day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/words/date.hpp"

namespace tiaojie::service {

class Clock {
public:
    explicit Clock(std::optional<Date> fixed = {}) : fixed_(fixed) {}
    Date today() const;
    std::string now() const;       // RFC 3339 with seconds, +08:00, on `today`
    std::int64_t seconds() const;  // since 1970, always the machine's: for sessions and time-outs

private:
    std::optional<Date> fixed_;
};

// Seconds since 1970 as RFC 3339, +08:00.
std::string time_text(std::int64_t seconds);

}  // namespace tiaojie::service
