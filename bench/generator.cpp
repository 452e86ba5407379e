#include "bench/generator.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "api/wire/command_reader.hpp"

namespace tiaojie::bench {
namespace {

constexpr std::int64_t district_code = 350'399'000'000;

// A small deterministic generator (SplitMix64): the same register on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    int below(int n) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<int>((z ^ (z >> 31)) % static_cast<std::uint64_t>(n));
    }

private:
    std::uint64_t state_;
};

constexpr std::array<const char*, 12> subjects{"宅基地界址", "排水沟",   "海带养殖区", "彩礼返还", "赡养费",   "货款",
                                               "工伤赔偿",   "土地承包", "交通事故",   "噪音扰民", "树木采光", "借款"};
constexpr std::array<const char*, 12> middles{"双方各执一词", "多次争吵",     "协商未果",   "经村干部劝解后仍有分歧",
                                              "牵涉两户老人", "已持续三个月", "影响出行",   "双方系邻居",
                                              "双方系亲属",   "情绪激动",     "有口头约定", "证据不全"};
constexpr std::array<const char*, 10> ends{"请求村里主持公道", "要求赔偿损失", "希望恢复原状", "要求限期搬离",
                                           "要求赔礼道歉",     "请求划清界址", "要求支付欠款", "希望和好",
                                           "请求调解",         "要求分期支付"};
constexpr std::array<const char*, 10> family_names{"林", "陈", "黄", "郑", "吴", "李", "张", "许", "蔡", "刘"};
constexpr std::array<const char*, 14> given_names{"国栋", "美珍", "志强", "秀英", "建华", "丽娟", "文辉",
                                                  "金水", "玉兰", "德顺", "阿福", "春梅", "海生", "永康"};

std::string person(Dice& dice) {
    return std::string{family_names[static_cast<std::size_t>(dice.below(10))]} +
           given_names[static_cast<std::size_t>(dice.below(14))];
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

// An id as a client makes it: its order says nothing.
std::string client_id(const std::string& of) {
    static constexpr const char* digits = "0123456789abcdef";
    std::uint64_t value = 14695981039346656037ULL;
    for (const char c : of) value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    std::string out;
    for (int i = 0; i < 16; ++i, value >>= 4) out += digits[value & 15];
    return out;
}

// `about`: what the command works on; with the command's name it makes the id.
std::string head(const char* what, Date day, const std::string& about) {
    return "{\"do\":\"" + std::string{what} + "\",\"at\":\"" + day.text() + "\",\"by\":\"bench\",\"id\":\"" +
           client_id(what + about) + "\"";
}

Division village(int town_number, int n) { return {town(town_number).code + 201 + n}; }

void write_office(const Shape& shape, int t, const std::function<void(const std::string&)>& line) {
    const Date day = Date::of(shape.first_year, 1, 1);
    const auto found = [&](const std::string& org, const char* kind, Division division) {
        line(head("organisation.found", day, org) + ",\"org\":\"" + org + "\",\"name\":\"" + org +
             "调委会\",\"kind\":\"" + kind + "\",\"division\":\"" + division.text() + "\"}");
        for (int m = 0; m < 4; ++m)
            line(head("mediator.appoint", day, org + std::to_string(m)) + ",\"mediator\":\"" + org + "-m" +
                 std::to_string(m) + "\",\"name\":\"调解员\",\"org\":\"" + org + "\"}");
    };
    const std::string prefix = "t" + std::to_string(t);
    found(prefix, "town", town(t));
    for (int v = 0; v < shape.villages_per_town; ++v) found(prefix + "v" + std::to_string(v), "village", village(t, v));
}

std::string register_line(Dice& dice, const std::string& id, const std::string& org, Division division, Date day) {
    const auto type = name(static_cast<DisputeType>(dice.below(19)));
    const auto source = name(static_cast<Source>(dice.below(7)));
    std::string phone = "1990000" + std::to_string(1000 + dice.below(9000));
    return head("case.register", day, id) + ",\"case\":" + quoted(id) + ",\"org\":" + quoted(org) + ",\"division\":\"" +
           division.text() + "\",\"type\":\"" + std::string{type} + "\",\"source\":\"" + std::string{source} +
           "\",\"summary\":\"" + subjects[static_cast<std::size_t>(dice.below(12))] + "纠纷，" +
           middles[static_cast<std::size_t>(dice.below(12))] + "，" +
           middles[static_cast<std::size_t>(dice.below(12))] + "，" + ends[static_cast<std::size_t>(dice.below(10))] +
           "。\",\"parties\":[{\"side\":\"applicant\",\"kind\":\"person\",\"name\":\"" + person(dice) +
           "\",\"phone\":\"" + phone + "\"},{\"side\":\"respondent\",\"kind\":\"person\",\"name\":\"" + person(dice) +
           "\"}],\"amount\":" + std::to_string(dice.below(200'000)) + "." + std::to_string(10 + dice.below(90)) +
           ",\"people\":" + std::to_string(2 + dice.below(8)) + "}";
}

}  // namespace

Division town(int number) { return {district_code + (number + 1) * 1000}; }

storage::Baseline baseline(const Shape& shape, const std::string& data_dir) {
    const auto slurp = [&](const std::string& file) {
        std::ifstream in{data_dir + "/" + file};
        return std::string{std::istreambuf_iterator<char>{in}, {}};
    };
    const auto calendar = read_calendar_notice(slurp("calendar/2004-2026.json"));
    const auto policy = read_policy(slurp("policy/default.json"));
    if (!calendar || !policy) throw std::runtime_error{"data files cannot be read"};
    storage::Baseline out{{district_code}, {{{district_code}, "某某区"}}, *calendar, *policy};
    for (int t = 0; t < shape.towns; ++t) {
        if (shape.only_town >= 0 && t != shape.only_town) continue;
        out.divisions.push_back({town(t), "第" + std::to_string(t) + "镇"});
        for (int v = 0; v < shape.villages_per_town; ++v)
            out.divisions.push_back({village(t, v), "第" + std::to_string(v) + "村委会"});
    }
    return out;
}

void generate(const Shape& shape, const std::function<void(const std::string&)>& line) {
    for (int t = 0; t < shape.towns; ++t)
        if (shape.only_town < 0 || t == shape.only_town) write_office(shape, t, line);
    const Date start = Date::of(shape.first_year, 1, 2);
    const Date end = Date::of(shape.first_year + shape.years, 1, 1);
    std::multimap<Date, std::string> later;  // what still happens to cases that are open
    const auto write_until = [&](Date day) {
        while (!later.empty() && later.begin()->first <= day) {
            line(later.begin()->second);
            later.erase(later.begin());
        }
    };
    for (std::int64_t n = 0; n < shape.cases; ++n) {
        const Date day = start + static_cast<int>(n * (end - start) / shape.cases);
        Dice dice{static_cast<std::uint64_t>(n) * 7919 + 17};
        const int t = static_cast<int>(n % shape.towns);
        const int v = dice.below(shape.villages_per_town);
        if (shape.only_town >= 0 && t != shape.only_town) continue;
        write_until(day);
        const std::string org = "t" + std::to_string(t) + "v" + std::to_string(v);
        const std::string id = "c" + std::to_string(n);
        const std::string of_case = ",\"case\":" + quoted(id);
        line(register_line(dice, id, org, village(t, v), day));
        const Date accepted = day + dice.below(4);
        later.emplace(accepted, head("case.accept", accepted, id) + of_case + ",\"mediators\":[\"" + org + "-m" +
                                    std::to_string(dice.below(4)) + "\"]}");
        const Date session = accepted + 1 + dice.below(8);
        later.emplace(session, head("case.session", session, id) + of_case + ",\"place\":\"村委会\",\"notes\":\"" +
                                   middles[static_cast<std::size_t>(dice.below(12))] + "，双方愿意再谈\"}");
        const Date settled = session + dice.below(25);
        later.emplace(settled, head("case.settle", settled, id) + of_case + ",\"form\":\"" +
                                   (dice.below(2) == 0 ? "oral" : "written") + "\",\"terms\":\"双方互谅互让，" +
                                   ends[static_cast<std::size_t>(dice.below(10))] + "已了结\"}");
        if (dice.below(50) == 0) continue;  // a few stay without follow-up
        const Date followed = settled + 3 + dice.below(12);
        later.emplace(followed, head("case.follow_up", followed, id) + of_case + ",\"result\":\"kept\"}");
        const Date struck = followed + 1 + dice.below(5);
        later.emplace(struck, head("case.strike_off", struck, id) + of_case + "}");
    }
    write_until(far_future);
}

}  // namespace tiaojie::bench
