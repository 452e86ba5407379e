// The program's entry: parses the command line, runs the subcommand, and is the one place where exceptions are caught.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <new>

#include "cli/help.hpp"
#include "cli/output.hpp"
#include "cli/parser.hpp"
#include "storage/engine/fault.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::cli;

const char* code_of(storage::FaultKind kind) {
    switch (kind) {
        case storage::FaultKind::missing:
            return "store_missing";
        case storage::FaultKind::exists:
            return "already_exists";
        case storage::FaultKind::locked:
            return "store_locked";
        case storage::FaultKind::damaged:
            return "store_damaged";
        case storage::FaultKind::newer:
            return "store_newer";
        case storage::FaultKind::no_key:
            return "key_missing";
        case storage::FaultKind::full:
            return "store_full";
        case storage::FaultKind::unwritable:
            return "store_unwritable";
    }
    return "store_damaged";
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

// The time in UTC+8, the only time zone the program knows.
std::tm clock_time() {
    constexpr std::time_t eight_hours = 8 * 3600;
    const auto now = std::time(nullptr) + eight_hours;
    std::tm out{};
    ::gmtime_r(&now, &out);
    return out;
}

// Fills in the globals from options, environment and clock. A fault when one of them has an impossible value.
Fault complete(const Parsed& parsed, Globals& globals) {
    const auto clock = clock_time();
    globals.today =
        Date::of(clock.tm_year + 1900, static_cast<unsigned>(clock.tm_mon + 1), static_cast<unsigned>(clock.tm_mday));
    if (parsed.today) {
        globals.today = *parsed.today;
        globals.is_day_given = true;
    } else if (const auto text = environment("TIAOJIE_TODAY"); !text.empty()) {
        const auto day = Date::parse(text);
        if (!day) return "环境变量TIAOJIE_TODAY须为存在的日期，写成YYYY-MM-DD";
        globals.today = *day;
        globals.is_day_given = true;
    }
    std::array<char, 24> time{};
    std::snprintf(time.data(), time.size(), "T%02d:%02d:%02d+08:00", clock.tm_hour, clock.tm_min, clock.tm_sec);
    globals.now = globals.today.text() + time.data();
    const auto from_environment = environment("TIAOJIE_DB");
    globals.db = parsed.db.value_or(from_environment.empty() ? "tiaojie.db" : from_environment);
    if (globals.db.empty()) return "--db 后面的文件名不能为空";
    return std::nullopt;
}

int tell_fault(const Globals& globals, const storage::StoreFault& fault) {
    const int status = fault.kind() == storage::FaultKind::exists ? exit_refused : exit_fault;
    refused(globals, {code_of(fault.kind()), {}, fault.what()});
    return status;
}

int run(const Parsed& parsed, const Globals& globals) {
    try {
        return parsed.command->run(globals);
    } catch (const storage::StoreFault& fault) {
        return tell_fault(globals, fault);
    } catch (const std::bad_alloc&) {
        refused(globals, {"out_of_memory", {}, "内存不足"});
    } catch (const std::exception& error) {
        // Stored data that cannot be read, or an error of the file system: nothing was written.
        refused(globals, {"store_damaged",
                          {},
                          "读写数据库时出错，未写入任何内容：" + globals.db.string() + "（" + error.what() + "）"});
    }
    return exit_fault;
}

int answer(const std::vector<std::string>& words) {
    const auto parsed = parse(words, subcommands());
    Globals globals;
    globals.json = parsed.json;
    if (parsed.wants_version) return tell_text(globals, version_line());
    if (parsed.wants_help && !parsed.fault) return tell_text(globals, help_text(subcommands(), parsed.path));
    if (parsed.fault) return misused(globals, *parsed.fault);
    if (const auto fault = complete(parsed, globals)) return misused(globals, *fault);
    return run(parsed, globals);
}

}  // namespace

int main(int argc, char** argv) {
    const int status = answer({argv + 1, argv + argc});
    // When the answer could not be written (a full disk behind a redirection), the status must say so.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        say("tiaojie：无法写出结果，磁盘可能已满");
        return status == exit_done ? exit_refused : status;
    }
    return status;
}
