#include "api/service/clock.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace tiaojie::service {
namespace {

constexpr std::int64_t china_offset_seconds = 8 * 3600;  // one time zone, no summer time
constexpr std::int64_t day_seconds = 24 * 3600;

}  // namespace

std::int64_t Clock::seconds() const {
    using namespace std::chrono;
    return duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
}

Date Clock::today() const {
    if (fixed_) return *fixed_;
    return Date{static_cast<std::int32_t>((seconds() + china_offset_seconds) / day_seconds)};
}

std::string time_text(std::int64_t seconds) {
    const auto local = seconds + china_offset_seconds;
    const auto of_day = local % day_seconds;
    std::array<char, 16> time{};
    std::snprintf(time.data(), time.size(), "T%02d:%02d:%02d", static_cast<int>(of_day / 3600),
                  static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
    return Date{static_cast<std::int32_t>(local / day_seconds)}.text() + time.data() + "+08:00";
}

std::string Clock::now() const { return today().text() + time_text(seconds()).substr(10); }

}  // namespace tiaojie::service
