#include "core/case/event.hpp"

namespace tiaojie {

Event::Event() = default;
Event::Event(const Event&) = default;
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(const Event&) = default;
Event& Event::operator=(Event&&) noexcept = default;
Event::~Event() = default;

bool operator==(const Event& a, const Event& b) {
    return static_cast<const Event::Kinds&>(a) == static_cast<const Event::Kinds&>(b);
}

std::string_view event_name(const Event& event) {
    return std::visit([](const auto& e) { return e.event_name; }, event);
}

std::string_view event_chinese(const Event& event) {
    return std::visit([](const auto& e) { return e.chinese; }, event);
}

namespace {

template <class... Kinds>
std::string_view chinese_among(std::string_view name, const std::variant<Kinds...>*) {
    std::string_view found = name;
    ((Kinds::event_name == name ? static_cast<void>(found = Kinds::chinese) : static_cast<void>(0)), ...);
    return found;
}

}  // namespace

std::string_view event_chinese(std::string_view event_name) {
    return chinese_among(event_name, static_cast<const Event::Kinds*>(nullptr));
}

}  // namespace tiaojie
