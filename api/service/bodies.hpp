// What stands in the bodies of requests, by its wire names. Commands have their own (core/case/command.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/words/fields.hpp"
#include "core/words/payload.hpp"
#include "core/words/vocabulary.hpp"
#include "core/words/webhook.hpp"

namespace tiaojie::service {

struct SignInBody {
    std::string account{};
    std::string password{};
    std::optional<std::string> code{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("account", &Self::account), field("password", &Self::password),
                          field("code", &Self::code)};
    }
};

struct PasswordChangeBody {
    std::string old_password{};
    std::string new_password{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("old", &Self::old_password), field("new", &Self::new_password)};
    }
};

struct CodeBody {
    std::string code{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code)};
    }
};

struct RevealBody {
    std::string reason{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("reason", &Self::reason)};
    }
};

struct FreezeBody {
    std::optional<Date> as_of{};
    std::optional<Division> division{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("as_of", &Self::as_of), field("division", &Self::division)};
    }
};

struct NewAccountBody {
    std::string account{};
    Role role{};
    Division area{};
    std::optional<Id> mediator{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("account", &Self::account), field("role", &Self::role), field("area", &Self::area),
                          field("mediator", &Self::mediator)};
    }
};

struct AccountRightsBody {
    Role role{};
    Division area{};
    std::optional<Id> mediator{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("role", &Self::role), field("area", &Self::area), field("mediator", &Self::mediator)};
    }
};

struct SecondFactorRolesBody {
    std::vector<Role> roles{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("roles", &Self::roles)};
    }
};

struct NewTokenBody {
    std::string name{};
    Date expires{};
    std::optional<bool> read_only{};
    std::optional<Division> area{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name), field("expires", &Self::expires),
                          field("read_only", &Self::read_only), field("area", &Self::area)};
    }
};

struct NewWebhookBody {
    std::string name{};
    std::string url{};
    WebhookKind kind{};
    std::optional<std::string> secret{};
    std::optional<Division> area{};
    std::optional<std::vector<WebhookEvent>> events{};
    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("name", &Self::name),     field("url", &Self::url),   field("kind", &Self::kind),
                          field("secret", &Self::secret), field("area", &Self::area), field("events", &Self::events)};
    }
};

}  // namespace tiaojie::service
