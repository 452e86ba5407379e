#include "api/wire/concealment.hpp"

#include <type_traits>

#include "api/wire/masking.hpp"
#include "api/wire/text_rules.hpp"
#include "core/case/event.hpp"
#include "core/law/child.hpp"

namespace tiaojie {
namespace {

using Replacements = Concealer::Replacements;

// A name of one character is too common a word to be looked for in texts.
bool is_telling(const std::string& name) { return measure(name).characters >= 2; }

// Takes what is personal out of every text of an event, however deep.
struct Texts {
    const Replacements& replacements;

    void visit(std::string& text) const {
        for (const auto& [secret, mask] : replacements)
            for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + mask.size()))
                text.replace(at, secret.size(), mask);
    }
    template <class T>
    void visit(std::optional<T>& held) const {
        if (held) visit(*held);
    }
    template <class T>
    void visit(std::vector<T>& list) const {
        for (auto& each : list) visit(each);
    }
    void visit(ConsultationItem&) const {}  // its case may be another one
    template <class T>
    void visit(T& value) const {
        if constexpr (HasFields<T>) for_each_field(value, [&](std::string_view, auto& held) { visit(held); });
    }
};

constexpr std::size_t shortest = 5;  // of a number or an address; anything shorter would hit innocent words

void learn_from(const std::vector<Party>& parties, Date day, Replacements& out) {
    const auto replace = [&](const std::optional<std::string>& secret, auto mask) {
        if (!secret || secret->size() < shortest) return;
        if (auto masked = mask(*secret); masked != *secret) out.emplace(*secret, std::move(masked));
    };
    for (const auto& party : parties) {
        if (is_child(party, day) && is_telling(party.name)) out.emplace(party.name, child_name);
        replace(party.id_number, masked_identity);
        replace(party.phone, masked_phone);
        replace(party.address, masked_address);
    }
}

void strip(std::vector<Party>& parties, Date day) {
    for (auto& party : parties) {
        if (is_child(party, day)) party.name = child_name;
        party.id_number.reset();
        party.phone.reset();
        party.address.reset();
        party.birth.reset();
    }
}

void strip(Corrections& corrections, Date day) {
    if (corrections.parties) strip(*corrections.parties, day);
}

}  // namespace

void Concealer::learn(const Recorded& recorded) {
    Replacements found;
    const auto day = recorded.at.day;
    if (const auto* e = std::get_if<CaseRegistered>(&recorded.event)) learn_from(e->parties, day, found);
    if (const auto* e = std::get_if<CaseCorrected>(&recorded.event)) {
        if (e->set.parties) learn_from(*e->set.parties, day, found);
        if (e->was.parties) learn_from(*e->was.parties, day, found);
    }
    if (const auto* e = std::get_if<CaseRegistered>(&recorded.event); e && !found.empty())
        known_[e->case_id.text].merge(found);
    if (const auto* e = std::get_if<CaseCorrected>(&recorded.event); e && !found.empty())
        known_[e->case_id.text].merge(found);
}

void Concealer::conceal(Recorded& recorded) {
    learn(recorded);
    const auto known_of = [&](const Id& case_id) -> const Replacements* {
        const auto found = known_.find(case_id.text);
        return found == known_.end() ? nullptr : &found->second;
    };
    std::visit(
        [&]<class E>(E& e) {
            if constexpr (std::is_same_v<E, CaseRegistered>) strip(e.parties, recorded.at.day);
            if constexpr (std::is_same_v<E, CaseCorrected>) {
                strip(e.set, recorded.at.day);
                strip(e.was, recorded.at.day);
            }
            if constexpr (std::is_same_v<E, MediatorAppointed>) e.phone.reset();
            if constexpr (requires { e.case_id; })
                if (const auto* known = known_of(e.case_id)) Texts{*known}.visit(e);
            if constexpr (std::is_same_v<E, ConsultationHeld>)
                for (auto& item : e.items)
                    if (const auto* known = known_of(item.case_id)) Texts{*known}.visit(item.decision);
        },
        recorded.event);
}

}  // namespace tiaojie
