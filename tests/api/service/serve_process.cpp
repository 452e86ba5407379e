#include "tests/api/service/serve_process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/places.hpp"

namespace tiaojie::test {
namespace {

constexpr int longest_start_ms = 20'000;
constexpr int look_every_ms = 20;

void write_to(const std::filesystem::path& file, int descriptor) {
    const int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (to < 0) ::_exit(126);
    ::dup2(to, descriptor);
    ::close(to);
}

// The port in "服务已启动：http://127.0.0.1:42031  …"; 0: not yet said.
std::uint16_t port_in(const std::string& log) {
    const std::string mark = "://127.0.0.1:";
    const auto at = log.find(mark);
    if (at == std::string::npos || log.find('\n', at) == std::string::npos) return 0;
    return static_cast<std::uint16_t>(std::stoi(log.substr(at + mark.size())));
}

}  // namespace

ServeProcess::ServeProcess(const std::filesystem::path& db, const std::string& today,
                           const std::vector<std::string>& more)
    : log_{db.string() + ".log"} {
    std::vector<std::string> words{program_file(), "serve",       "--db",    db.string(),
                                   "--listen",     "127.0.0.1:0", "--today", today};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    child_ = ::fork();
    if (child_ == 0) {
        write_to("/dev/null", STDOUT_FILENO);
        write_to(log_, STDERR_FILENO);
        ::unsetenv("TIAOJIE_DB");
        ::unsetenv("TIAOJIE_TODAY");
        ::execv(argv.front(), argv.data());
        ::_exit(127);
    }
    for (int waited = 0; port_ == 0; waited += look_every_ms) {
        if (waited > longest_start_ms) throw std::runtime_error{"the server does not start: " + log()};
        std::this_thread::sleep_for(std::chrono::milliseconds{look_every_ms});
        port_ = port_in(log());
    }
}

ServeProcess::~ServeProcess() { stop(); }

std::string ServeProcess::log() const {
    std::ifstream in{log_, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

int ServeProcess::stop() {
    if (child_ <= 0) return 0;
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace tiaojie::test
