// A server as a process of its own: started, looked at from outside, ended with this object.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tiaojie::bench {

class Process {
public:
    // Standard error goes to `said`.
    Process(std::vector<std::string> words, std::filesystem::path said);
    ~Process();  // SIGTERM, and waits
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    // The port behind `mark` in what the server has said. Throws when it does not come.
    std::uint16_t port_said_after(const std::string& mark) const;
    long memory_kib() const;           // resident
    double processor_seconds() const;  // used so far

private:
    std::filesystem::path said_;
    pid_t child_;
};

// A port that was free a moment ago, for a server that cannot choose one itself.
std::uint16_t free_port();

}  // namespace tiaojie::bench
