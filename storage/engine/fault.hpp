// What ends an operation on the store: exceptions, because nothing else can be done. The command line exits with 3.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace SQLite {
class Exception;
}

namespace tiaojie::storage {

enum class FaultKind { missing, exists, locked, damaged, newer, no_key, full, unwritable };

// `what()` is one clear sentence of Chinese.
class StoreFault : public std::runtime_error {
public:
    StoreFault(FaultKind kind, const std::string& sentence) : std::runtime_error{sentence}, kind_{kind} {}
    FaultKind kind() const { return kind_; }

private:
    FaultKind kind_;
};

// What derived tables hold in compact form must be readable; else std::runtime_error: they can be made anew.
template <class T>
T must_decode(std::optional<T> decoded) {
    if (!decoded) throw std::runtime_error{"compact bytes that cannot be read"};
    return *std::move(decoded);
}

inline void must_decode(bool is_decoded) { must_decode(is_decoded ? std::optional{true} : std::nullopt); }

// What an error of SQLite means to people.
StoreFault fault_of(const SQLite::Exception& error, const std::string& file);

}  // namespace tiaojie::storage
