// What commands ask for and events state alike: ids, amounts, parties, obligations, consultation items.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "core/words/date.hpp"
#include "core/words/division.hpp"
#include "core/words/fields.hpp"
#include "core/words/money.hpp"
#include "core/words/vocabulary.hpp"

namespace tiaojie {

// The name of a thing in the store, chosen by people or programs: 1 to 64 characters without blanks.
struct Id {
    std::string text{};
    friend bool operator==(const Id&, const Id&) = default;
    friend std::strong_ordering operator<=>(const Id& a, const Id& b) {  // by hand: libc++ 14 has none for strings
        return a.text.compare(b.text) <=> 0;
    }
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

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("side", &Self::side),   field("kind", &Self::kind),
                          field("name", &Self::name),   field("id_number", &Self::id_number),
                          field("phone", &Self::phone), field("address", &Self::address),
                          field("birth", &Self::birth)};
    }
    friend bool operator==(const Party&, const Party&) = default;
};

struct Obligation {
    std::string what{};
    Date due{};
    std::optional<Amount> amount{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("what", &Self::what), field("due", &Self::due), field("amount", &Self::amount)};
    }
    friend bool operator==(const Obligation&, const Obligation&) = default;
};

struct ConsultationItem {
    Id case_id{};
    std::string decision{};
    std::optional<std::string> leader{};
    std::optional<Date> due{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("case", &Self::case_id), field("decision", &Self::decision),
                          field("leader", &Self::leader), field("due", &Self::due)};
    }
    friend bool operator==(const ConsultationItem&, const ConsultationItem&) = default;
};

// The values that case.correct may mend; a member that is present is set.
struct Corrections {
    std::optional<DisputeType> type{};
    std::optional<Source> source{};
    std::optional<std::string> summary{};
    std::optional<Amount> amount{};
    std::optional<int> people{};
    std::optional<bool> major{};
    std::optional<Division> division{};
    std::optional<std::vector<Party>> parties{};

    template <class Self>
    static constexpr auto fields() {
        return std::tuple{field("type", &Self::type),         field("source", &Self::source),
                          field("summary", &Self::summary),   field("amount", &Self::amount),
                          field("people", &Self::people),     field("major", &Self::major),
                          field("division", &Self::division), field("parties", &Self::parties)};
    }
    friend bool operator==(const Corrections&, const Corrections&) = default;
};

// What goes with every command: when it happened, who gives it, the client's own id for it.
struct Envelope {
    At at{};
    std::string by{};
    std::optional<Id> id{};
};

}  // namespace tiaojie
