// `tiaojie serve` as a process of its own, on a port that the system gives.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tiaojie::test {

class ServeProcess {
public:
    // Waits until it answers. `more`: further words of the command line.
    ServeProcess(const std::filesystem::path& db, const std::string& today, const std::vector<std::string>& more = {});
    ~ServeProcess();
    ServeProcess(const ServeProcess&) = delete;
    ServeProcess& operator=(const ServeProcess&) = delete;

    std::uint16_t port() const { return port_; }
    std::string log() const;  // what it has written to standard error
    int stop();               // SIGTERM; how it ended

private:
    std::filesystem::path log_;
    pid_t child_{-1};
    std::uint16_t port_{};
};

}  // namespace tiaojie::test
