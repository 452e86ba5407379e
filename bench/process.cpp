#include "bench/process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace tiaojie::bench {
namespace {

std::string content(const std::filesystem::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

Process::Process(std::vector<std::string> words, std::filesystem::path said) : said_{std::move(said)} {
    std::filesystem::remove(said_);
    child_ = ::fork();
    if (child_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int file = ::open(said_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(file, STDERR_FILENO);
    ::dup2(file, STDOUT_FILENO);
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    ::execv(argv.front(), argv.data());
    ::_exit(127);
}

Process::~Process() {
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
}

std::uint16_t Process::port_said_after(const std::string& mark) const {
    for (int i = 0; i < 1000; ++i) {
        const auto said = content(said_);
        const auto at = said.find(mark);
        if (at != std::string::npos && said.find('\n', at) != std::string::npos)
            return static_cast<std::uint16_t>(std::stoi(said.substr(at + mark.size(), 5)));
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    throw std::runtime_error{"the server does not start: " + content(said_)};
}

long Process::memory_kib() const {
    std::ifstream status{"/proc/" + std::to_string(child_) + "/status"};
    std::string word;
    while (status >> word)
        if (word == "VmRSS:") {
            long kib = 0;
            status >> kib;
            return kib;
        }
    return 0;
}

double Process::processor_seconds() const {
    auto text = content("/proc/" + std::to_string(child_) + "/stat");
    std::istringstream fields{text.substr(text.rfind(')') + 2)};
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    long user = 0;
    long system = 0;
    fields >> user >> system;
    return static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint16_t free_port() {
    const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(made, reinterpret_cast<const sockaddr*>(&address), length);
    ::getsockname(made, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(made);
    return ntohs(address.sin_port);
}

}  // namespace tiaojie::bench
