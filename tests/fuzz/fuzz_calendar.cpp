// Any bytes as a calendar file or a policy file: never a crash, and what is read can be used.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/wire/command_reader.hpp"
#include "core/case/command.hpp"
#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"

// Called by libFuzzer, which declares it nowhere.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool can_be_read_again(const tiaojie::Command& command) {
    using namespace tiaojie;
    const auto json = parse_json(write_command(command, {At::of(Date::of(2021, 1, 1)), "fuzz", {}}));
    return json && read_command(*json);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiaojie;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto notice = read_calendar_notice(text)) {
        Calendar calendar;
        calendar.load(*notice);
        for (const auto& [date, day] : notice->days) {
            require(!calendar.why(date).empty());
            require(calendar.is_working(date) == (day.type == DayType::work));
        }
        require(can_be_read_again(LoadCalendar{*notice}));
    }
    if (const auto policy = read_policy(text)) {
        require(!fault_of(*policy));
        require(can_be_read_again(SetPolicy{Date::of(2021, 1, 1), *policy}));
    }
    return 0;
}
