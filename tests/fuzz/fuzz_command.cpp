// Any bytes as a command line: never a crash, and what is read can be written and read again, the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "api/wire/command_reader.hpp"
#include "api/wire/json_reader.hpp"

// Called by libFuzzer, which declares it nowhere.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiaojie;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto json = parse_json(text);
    if (!json) {
        require(json.refusal().code == "bad_json");
        return 0;
    }
    (void)command_id(*json);
    const auto command = read_command(*json);
    const auto problems = command_problems(*json);
    require(problems.empty() == static_cast<bool>(command));
    if (!command) {
        require(problems.front() == command.refusal());
        return 0;
    }
    const auto line = write_command(command->command, command->envelope);
    const auto again = parse_json(line);
    require(static_cast<bool>(again));
    const auto same = read_command(*again);
    require(static_cast<bool>(same));
    require(write_command(same->command, same->envelope) == line);
    return 0;
}
