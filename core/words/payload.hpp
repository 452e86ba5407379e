// What commands ask for and events state alike: ids, amounts, parties, obligations, consultation items.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/division.hpp"
#include "core/fields.hpp"
#include "core/money.hpp"
#include "core/vocabulary.hpp"

namespace tiaojie {

// The name of a thing in the store, chosen by people or programs: 1 to 64 characters without blanks.
struct Id {
    std::string text{};
    friend auto operator<=>(const Id&, const Id&) = default;
};

struct Amount {
    Fen fen{};
    friend auto operator<=>(const Amount&, const Amount&) = default;
};

// Identity number, phone, address and birth are sensitive (个人信息保护法 28): stored apart, encrypted, masked.
struct Party {
    Side side{};
    PartyKind kind{};
    std::string name{};
    std::optional<std::string> id_number{};
    std::optional<std::string> phone{};
    std::optional<std::string> address{};
    std::optional<Date> birth{};

    static constexpr auto fields() {
        return std::tuple{field("side", &Party::side),   field("kind", &Party::kind),
                          field("name", &Party::name),   field("id_number", &Party::id_number),
                          field("phone", &Party::phone), field("address", &Party::address),
                          field("birth", &Party::birth)};
    }
    friend bool operator==(const Party&, const Party&) = default;
};

struct Obligation {
    std::string what{};
    Date due{};
    std::optional<Amount> amount{};

    static constexpr auto fields() {
        return std::tuple{field("what", &Obligation::what), field("due", &Obligation::due),
                          field("amount", &Obligation::amount)};
    }
    friend bool operator==(const Obligation&, const Obligation&) = default;
};

struct ConsultationItem {
    Id case_id{};
    std::string decision{};
    std::optional<std::string> leader{};
    std::optional<Date> due{};

    static constexpr auto fields() {
        return std::tuple{field("case", &ConsultationItem::case_id), field("decision", &ConsultationItem::decision),
                          field("leader", &ConsultationItem::leader), field("due", &ConsultationItem::due)};
    }
    friend bool operator==(const ConsultationItem&, const ConsultationItem&) = default;
};

}  // namespace tiaojie
