// What stands in the bodies of requests, by its wire names. Commands have their own (core/command.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fields.hpp"
#include "core/payload.hpp"
#include "core/vocabulary.hpp"
#include "core/webhook.hpp"

namespace tiaojie::cli {

struct SignInBody {
    std::string account{};
    std::string password{};
    std::optional<std::string> code{};
    static constexpr auto fields() {
        return std::tuple{field("account", &SignInBody::account), field("password", &SignInBody::password),
                          field("code", &SignInBody::code)};
    }
};

struct PasswordChangeBody {
    std::string old_password{};
    std::string new_password{};
    static constexpr auto fields() {
        return std::tuple{field("old", &PasswordChangeBody::old_password),
                          field("new", &PasswordChangeBody::new_password)};
    }
};

struct CodeBody {
    std::string code{};
    static constexpr auto fields() { return std::tuple{field("code", &CodeBody::code)}; }
};

struct RevealBody {
    std::string reason{};
    static constexpr auto fields() { return std::tuple{field("reason", &RevealBody::reason)}; }
};

struct FreezeBody {
    std::optional<Date> as_of{};
    std::optional<Division> division{};
    static constexpr auto fields() {
        return std::tuple{field("as_of", &FreezeBody::as_of), field("division", &FreezeBody::division)};
    }
};

struct NewAccountBody {
    std::string account{};
    Role role{};
    Division area{};
    std::optional<Id> mediator{};
    static constexpr auto fields() {
        return std::tuple{field("account", &NewAccountBody::account), field("role", &NewAccountBody::role),
                          field("area", &NewAccountBody::area), field("mediator", &NewAccountBody::mediator)};
    }
};

struct AccountRightsBody {
    Role role{};
    Division area{};
    std::optional<Id> mediator{};
    static constexpr auto fields() {
        return std::tuple{field("role", &AccountRightsBody::role), field("area", &AccountRightsBody::area),
                          field("mediator", &AccountRightsBody::mediator)};
    }
};

struct SecondFactorRolesBody {
    std::vector<Role> roles{};
    static constexpr auto fields() { return std::tuple{field("roles", &SecondFactorRolesBody::roles)}; }
};

struct NewTokenBody {
    std::string name{};
    Date expires{};
    std::optional<bool> read_only{};
    std::optional<Division> area{};
    static constexpr auto fields() {
        return std::tuple{field("name", &NewTokenBody::name), field("expires", &NewTokenBody::expires),
                          field("read_only", &NewTokenBody::read_only), field("area", &NewTokenBody::area)};
    }
};

struct NewWebhookBody {
    std::string name{};
    std::string url{};
    WebhookKind kind{};
    std::optional<std::string> secret{};
    std::optional<Division> area{};
    std::optional<std::vector<WebhookEvent>> events{};
    static constexpr auto fields() {
        return std::tuple{field("name", &NewWebhookBody::name), field("url", &NewWebhookBody::url),
                          field("kind", &NewWebhookBody::kind), field("secret", &NewWebhookBody::secret),
                          field("area", &NewWebhookBody::area), field("events", &NewWebhookBody::events)};
    }
};

}  // namespace tiaojie::cli
