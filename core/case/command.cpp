#include "core/case/command.hpp"

namespace tiaojie {

Command::Command() = default;
Command::Command(const Command&) = default;
Command::Command(Command&&) noexcept = default;
Command& Command::operator=(const Command&) = default;
Command& Command::operator=(Command&&) noexcept = default;
Command::~Command() = default;

std::string_view do_name(const Command& command) {
    return std::visit([](const auto& c) { return c.do_name; }, command);
}

}  // namespace tiaojie
