#include "core/case/duty.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <span>

#include "core/words/identity_number.hpp"

namespace tiaojie {
namespace {

using namespace std::string_view_literals;

using Words = std::span<const std::string_view>;
constexpr std::array violence{"殴打"sv, "打伤"sv, "打架"sv, "打人"sv, "斗殴"sv, "械斗"sv,
                              "扭打"sv, "动手"sv, "持刀"sv, "砍伤"sv, "伤人"sv};
constexpr std::array threats{"扬言"sv, "威胁"sv, "恐吓"sv, "报复"sv, "聚众"sv,    "围堵"sv,
                             "堵路"sv, "堵门"sv, "纵火"sv, "投毒"sv, "同归于尽"sv};
constexpr std::array at_home{"家暴"sv, "家庭暴力"sv, "虐待"sv, "遗弃"sv};
constexpr std::array children{"未成年"sv, "儿童"sv, "幼儿"sv, "小孩"sv, "孩子"sv, "学生"sv, "婴儿"sv};
constexpr std::array harm_to_children{"虐待"sv, "遗弃"sv, "性侵"sv, "猥亵"sv, "欺凌"sv, "霸凌"sv, "体罚"sv, "受伤"sv};
constexpr std::string_view minor_party = "当事人未满18周岁";

std::vector<std::string_view> found_in(const std::string& text, std::initializer_list<Words> lists) {
    std::vector<std::string_view> out;
    for (const auto& words : lists)
        std::copy_if(words.begin(), words.end(), std::back_inserter(out),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
    return out;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (const auto word : words) out += (out.empty() ? "" : "、") + std::string{word};
    return out;
}

// 民法典 17: under eighteen.
bool is_minor(const Party& party, Date day) {
    const auto birth = party.birth ? party.birth : party.id_number ? birth_of(*party.id_number) : std::nullopt;
    return birth && day < add_months(*birth, 18 * 12);
}

}  // namespace

std::vector<DutySeen> duties_of(const CaseState& state) {
    std::vector<DutySeen> out;
    if (const auto words = found_in(state.summary, {violence, threats}); !words.empty())
        out.push_back({Duty::public_order, joined(words)});

    auto at_home_words = found_in(state.summary, {at_home});
    if (state.type == DisputeType::marriage_family && at_home_words.empty())
        at_home_words = found_in(state.summary, {violence});
    if (!at_home_words.empty()) out.push_back({Duty::family_violence, joined(at_home_words)});

    auto who = found_in(state.summary, {children});
    if (std::any_of(state.parties.begin(), state.parties.end(),
                    [&](const Party& party) { return is_minor(party, state.registered.day); }))
        who.push_back(minor_party);
    const auto harm = found_in(state.summary, {violence, harm_to_children});
    if (!who.empty() && !harm.empty()) {
        who.insert(who.end(), harm.begin(), harm.end());
        out.push_back({Duty::minor_harmed, joined(who)});
    }
    return out;
}

std::string_view duty_text(Duty duty) {
    switch (duty) {
        case Duty::public_order:
            return "可能引起治安案件、刑事案件的，应当及时向当地公安机关或者有关部门报告（人民调解法第二十五条）";
        case Duty::family_violence:
            return "无民事行为能力人、限制民事行为能力人遭受或者疑似遭受家庭暴力的，应当及时向公安机关报案（反家庭暴力"
                   "法第"
                   "十四条）";
        case Duty::minor_harmed:
            return "未成年人身心健康受到侵害、疑似受到侵害或者面临其他危险的，应当立即向公安、民政、教育等部门报告（未"
                   "成年人"
                   "保护法第十一条）";
    }
    return {};
}

}  // namespace tiaojie
