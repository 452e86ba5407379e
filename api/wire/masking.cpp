#include "api/wire/masking.hpp"

#include <algorithm>
#include <array>

#include "api/wire/json_writer.hpp"
#include "core/law/child.hpp"

namespace tiaojie {
namespace {

constexpr std::string_view hidden = "***";

// The start of each character of a UTF-8 text, and its end.
std::vector<std::size_t> character_starts(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) starts.push_back(i);
    starts.push_back(text.size());
    return starts;
}

std::string keep_ends(std::string_view text, std::size_t head, std::size_t tail) {
    const auto starts = character_starts(text);
    const std::size_t length = starts.size() - 1;
    if (length <= head + tail) return std::string(length, '*');
    return std::string{text.substr(0, starts[head])} + std::string(length - head - tail, '*') +
           std::string{text.substr(starts[length - tail])};
}

}  // namespace

std::string masked_identity(std::string_view id_number) { return keep_ends(id_number, 6, 4); }

std::string masked_phone(std::string_view phone) { return keep_ends(phone, 3, 4); }

std::string masked_address(std::string_view address) {
    // The smallest division named, from the village up; what stands behind it is the house.
    static constexpr std::array<std::string_view, 12> words{"村委会", "居委会", "社区", "村", "街道", "镇",
                                                            "乡",     "苏木",   "县",   "区", "市",   "省"};
    for (const auto word : words) {
        auto at = address.find(word, 1);
        if (word == "区" && at != std::string_view::npos && address.substr(0, at).ends_with("小")) continue;
        if (at == std::string_view::npos) continue;
        at += word.size();
        return std::string{address.substr(0, at)} + (at < address.size() ? std::string{hidden} : std::string{});
    }
    return std::string{hidden};
}

Json party_json(const Party& party, Date day, bool is_revealed) {
    auto json = json_object();
    put(json, "side", party.side);
    put(json, "kind", party.kind);
    if (is_revealed) {
        put(json, "name", party.name);
        put(json, "id_number", party.id_number);
        put(json, "phone", party.phone);
        put(json, "address", party.address);
        put(json, "birth", party.birth);
        put(json, "masked", false);
        return json;
    }
    const bool child = is_child(party, day);
    const auto shown = [child](const std::optional<std::string>& value, auto mask) {
        if (!value) return json_null();
        return to_json(child ? std::string{hidden} : mask(*value));
    };
    put(json, "name", child ? std::string{hidden} : party.name);
    put(json, "id_number", shown(party.id_number, masked_identity));
    put(json, "phone", shown(party.phone, masked_phone));
    put(json, "address", shown(party.address, masked_address));
    const auto birth = party.birth ? std::optional{party.birth->text()} : std::nullopt;
    put(json, "birth", shown(birth, [](const std::string& text) { return text.substr(0, 4) + "-**-**"; }));
    put(json, "masked", child || party.id_number || party.phone || party.address || party.birth);
    return json;
}

void Scrubber::learn(const std::vector<Party>& parties, Date day) {
    const auto replace = [this](const std::string& text, std::string by) {
        constexpr std::size_t shortest = 5;  // two Chinese characters; anything shorter would hit innocent words
        if (text.size() >= shortest && text != by) replacements_.emplace_back(text, std::move(by));
    };
    for (const auto& party : parties) {
        const bool child = is_child(party, day);
        if (child) replace(party.name, std::string{hidden});
        if (party.id_number) replace(*party.id_number, child ? std::string{hidden} : masked_identity(*party.id_number));
        if (party.phone) replace(*party.phone, child ? std::string{hidden} : masked_phone(*party.phone));
        if (party.address) replace(*party.address, child ? std::string{hidden} : masked_address(*party.address));
    }
    // Longer ones first, so that none is broken up by a part of it.
    std::stable_sort(replacements_.begin(), replacements_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string Scrubber::scrubbed(std::string text) const {
    for (const auto& [secret, mask] : replacements_)
        for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + mask.size()))
            text.replace(at, secret.size(), mask);
    return text;
}

void Scrubber::scrub(Json& json) const {
    if (replacements_.empty()) return;
    if (json.kind == Json::Kind::string) json.text = scrubbed(std::move(json.text));
    for (auto& item : json.items) scrub(item);
    for (auto& member : json.members) scrub(member.value);
}

}  // namespace tiaojie
