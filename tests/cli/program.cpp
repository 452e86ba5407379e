#include "tests/cli/program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/catch.hpp"
#include "tests/places.hpp"

namespace tiaojie::test {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void redirect(const fs::path& file, int flags, int to) {
    const int from = ::open(file.c_str(), flags, 0600);
    if (from < 0) ::_exit(126);
    ::dup2(from, to);
    ::close(from);
}

pid_t start(const fs::path& folder, const std::vector<std::string>& words) {
    std::vector<char*> argv;
    std::string binary = tiaojie::program_file();
    argv.push_back(binary.data());
    auto copies = words;
    for (auto& word : copies) argv.push_back(word.data());
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    redirect(folder / "in", O_RDONLY, STDIN_FILENO);
    redirect(folder / "out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(folder / "err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    ::unsetenv("TIAOJIE_DB");
    ::unsetenv("TIAOJIE_TODAY");
    ::execv(binary.c_str(), argv.data());
    ::_exit(127);
}

int status_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Json Outcome::json() const {
    const auto document = parse_json(out, 64 * 1024 * 1024);
    INFO(out.substr(0, 2000));
    INFO(err.substr(0, 2000));
    REQUIRE(document);
    return *document;
}

Program::Program() {
    std::string name = (fs::temp_directory_path() / "tiaojie-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    folder_ = name;
}

Program::~Program() {
    std::error_code error;
    fs::remove_all(folder_, error);
}

Outcome Program::run(std::vector<std::string> words, const std::string& input) const {
    words.push_back("--db");
    words.push_back(db().string());
    file("in", input);
    const int status = status_of(start(folder_, words));
    return {status, content(folder_ / "out"), content(folder_ / "err")};
}

Outcome Program::json(std::vector<std::string> words, const std::string& input) const {
    words.push_back("--json");
    return run(std::move(words), input);
}

void Program::run_and_kill(std::vector<std::string> words, int after_ms) const {
    words.push_back("--db");
    words.push_back(db().string());
    file("in", {});
    const pid_t child = start(folder_, words);
    std::this_thread::sleep_for(std::chrono::milliseconds{after_ms});
    ::kill(child, SIGKILL);
    status_of(child);
}

fs::path Program::file(const std::string& name, const std::string& text) const {
    const auto path = folder_ / name;
    std::ofstream{path, std::ios::binary} << text;
    return path;
}

const Json& at(const Json& json, const std::string& path) {
    static const Json none{};
    const Json* found = &json;
    for (std::size_t from = 0; from <= path.size() && found != nullptr;) {
        const auto end = std::min(path.find('.', from), path.size());
        const auto key = path.substr(from, end - from);
        from = end + 1;
        if (found->kind == Json::Kind::array) {
            const auto index = static_cast<std::size_t>(std::stoul(key));
            found = index < found->items.size() ? &found->items[index] : nullptr;
        } else {
            found = found->find(key);
        }
    }
    return found == nullptr ? none : *found;
}

}  // namespace tiaojie::test
