// A value or the reason why there is none. Expected failures travel as values; exceptions end the operation.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace tiaojie {

// Why something may not be. `code` is stable and tested; `message` is one sentence of Chinese for people;
// `field` names the part of the input, empty when the rule speaks of the whole.
struct Refusal {
    std::string code{};
    std::string field{};
    std::string message{};
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
class [[nodiscard]] Result {
public:
    template <class U>
    requires std::is_convertible_v<U&&, T> &&(!std::is_same_v<std::remove_cvref_t<U>, Refusal>)Result(U&& value)
        : held_(std::in_place_index<0>, std::forward<U>(value)) {}
    Result(Refusal refusal) : held_(std::in_place_index<1>, std::move(refusal)) {}

    explicit operator bool() const { return held_.index() == 0; }
    const T& operator*() const& { return std::get<0>(held_); }
    T& operator*() & { return std::get<0>(held_); }
    T&& operator*() && { return std::get<0>(std::move(held_)); }
    const T* operator->() const { return &std::get<0>(held_); }
    T* operator->() { return &std::get<0>(held_); }
    const Refusal& refusal() const { return std::get<1>(held_); }

private:
    std::variant<T, Refusal> held_;
};

}  // namespace tiaojie
