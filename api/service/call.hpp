// What a handler of a route gets: the request, who asks, a store to read, and in the write lane the unit of work.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/parameters.hpp"
#include "api/wire/json_reader.hpp"
#include "storage/access/sessions.hpp"
#include "storage/journal/store.hpp"
#include "storage/work/ledger.hpp"

namespace tiaojie::service {

class Service;

// Either what was asked for, or the answer that says why not.
template <class T>
using Or = std::variant<T, http::Response>;

struct Call {
    Service& service;
    const http::Request& request;
    http::PathValues path{};   // percent-decoded
    http::Parameters query{};  // percent-decoded; `read` refuses what is repeated, unknown or malformed
    std::optional<storage::Session> session{};
    storage::Store& store;             // of this thread; in the write lane the writer's
    storage::Ledger* ledger{nullptr};  // only in the write lane: committed after the handler, before the answer is sent
    Date today{};
    std::string now{};                       // RFC 3339, +08:00
    std::shared_ptr<const Or<Json>> body{};  // what `json_body` has read

    const Account& account() const { return session->account; }
    Division area() const { return session->account.area; }
};

}  // namespace tiaojie::service
