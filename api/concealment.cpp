#include "api/concealment.hpp"

#include <type_traits>

#include "api/masking.hpp"
#include "api/text_rules.hpp"

namespace tiaojie {
namespace {

using Names = std::set<std::string>;

// A name of one character is too common a word to be looked for in texts.
bool is_telling(const std::string& name) { return measure(name).characters >= 2; }

// Takes the names out of every text of an event, however deep.
struct Texts {
    const Names& names;

    void visit(std::string& text) const {
        for (const auto& name : names)
            for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + child_name.size()))
                text.replace(at, name.size(), child_name);
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
        if constexpr (requires { T::fields(); })
            for_each_field(value, [&](std::string_view, auto& held) { visit(held); });
    }
};

void learn_from(const std::vector<Party>& parties, Date day, Names& names) {
    for (const auto& party : parties)
        if (is_child(party, day) && is_telling(party.name)) names.insert(party.name);
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
    Names found;
    const auto day = recorded.at.day;
    if (const auto* e = std::get_if<CaseRegistered>(&recorded.event)) learn_from(e->parties, day, found);
    if (const auto* e = std::get_if<CaseCorrected>(&recorded.event)) {
        if (e->set.parties) learn_from(*e->set.parties, day, found);
        if (e->was.parties) learn_from(*e->was.parties, day, found);
    }
    if (const auto* e = std::get_if<CaseRegistered>(&recorded.event); e && !found.empty())
        children_[e->case_id.text].merge(found);
    if (const auto* e = std::get_if<CaseCorrected>(&recorded.event); e && !found.empty())
        children_[e->case_id.text].merge(found);
}

void Concealer::conceal(Recorded& recorded) {
    learn(recorded);
    const auto names_of = [&](const Id& case_id) -> const Names* {
        const auto found = children_.find(case_id.text);
        return found == children_.end() ? nullptr : &found->second;
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
                if (const auto* names = names_of(e.case_id)) Texts{*names}.visit(e);
            if constexpr (std::is_same_v<E, ConsultationHeld>)
                for (auto& item : e.items)
                    if (const auto* names = names_of(item.case_id)) Texts{*names}.visit(item.decision);
        },
        recorded.event);
}

}  // namespace tiaojie
