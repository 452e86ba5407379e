#include "cli/password.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <optional>

#include "storage/access/accounts.hpp"

namespace tiaojie::cli {
namespace {

// While this lives, the terminal does not show what is typed.
class NoEcho {
public:
    NoEcho() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        is_set_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~NoEcho() {
        if (is_set_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios before_{};
    bool is_set_{false};
};

std::optional<std::string> asked_for(const char* prompt) {
    const NoEcho quiet;
    std::cerr << prompt << std::flush;
    std::string line;
    const bool got = static_cast<bool>(std::getline(std::cin, line));
    std::cerr << "\n";
    if (!got) return std::nullopt;
    return line;
}

}  // namespace

Result<std::string> read_password(bool from_input, const std::string& account) {
    std::optional<std::string> password;
    if (from_input) {
        std::string line;
        if (std::getline(std::cin, line)) password = line;
        if (password && password->ends_with('\r')) password->pop_back();
    } else {
        if (::isatty(STDIN_FILENO) == 0)
            return Refusal{"password_needed", {}, "不在终端上，须用 --password-stdin 由标准输入给出口令"};
        password = asked_for("口令：");
        if (password && asked_for("再输一遍：") != password)
            return Refusal{"password_differs", {}, "两次输入的口令不一致"};
    }
    if (!password) return Refusal{"password_needed", {}, "没有读到口令"};
    if (const auto fault = storage::password_fault(*password, account))
        return Refusal{"weak_password", "password", *fault};
    return *std::move(password);
}

}  // namespace tiaojie::cli
