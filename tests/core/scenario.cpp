#include "scenario.hpp"

#include "core/case/command.hpp"
#include "core/case/event.hpp"
#include "core/case/evolve.hpp"
#include "tests/catch.hpp"

namespace tiaojie::test {
namespace {

const std::vector<DivisionName>& divisions() {
    static const std::vector<DivisionName> all{{{350305000000}, "秀屿区"},
                                               {town, "东庄镇"},
                                               {{350305101001}, "营边社区居委会"},
                                               {village, "东红村委会"},
                                               {other_village, "芳店村委会"}};
    return all;
}

// Everything that a refused command must leave as it was.
struct Snapshot {
    std::size_t journal{};
    std::vector<CaseState> states{};
    int next_number{};
    int next_notice{};
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

Snapshot snapshot(Office& office) {
    Snapshot out;
    out.journal = office.journal().size();
    for (const auto& id : office.cases()) out.states.push_back(office.state(id));
    out.next_number = office.next_case_number({"o1"}, 2021);
    out.next_notice = office.next_notice_number(town, 2021);
    return out;
}

constexpr std::string_view beginning = R"(
    2020-01-01 organisation.found org=o1 name=东红村调委会
    2020-01-01 organisation.found org=o2 name=东庄镇调委会 kind=town division=350305101000
    2020-01-01 mediator.appoint mediator=m1 name=郑一
    2020-01-01 mediator.appoint mediator=m2 name=郑二
    2020-01-01 mediator.appoint mediator=m3 name=郑三 org=o2 full_time=true
    2020-01-01 elder.enrol elder=e1 name=翁一
    2020-01-01 elder.enrol elder=e2 name=翁二
    2020-01-01 elder.enrol elder=e3 name=翁三
    2020-01-01 elder.enrol elder=e4 name=翁四
    2020-01-01 elder.enrol elder=e5 name=翁五
    2020-01-01 elder.enrol elder=e6 name=翁六
    2020-01-01 representatives.set seats=30
)";

}  // namespace

Scenario::Scenario() : office{divisions()}, today{day("2026-11-23")} {
    office.policies.set(day("2020-01-01"), default_policy());
    office.calendar.load(calendar_of_data());
    tell(beginning);
}

std::string Scenario::refused(const Command& command, std::string_view at) {
    const auto before = snapshot(office);
    const auto result = office.give(command, {.at = At::parse(at).value(), .by = "测试", .id = std::nullopt}, today);
    if (result) return {};
    CHECK(snapshot(office) == before);
    CHECK_FALSE(result.refusal().message.empty());
    return result.refusal().code;
}

std::string Scenario::refused(std::string_view text) {
    const auto line = read_line(text);
    return refused(line.command, line.at.text);
}

Event Scenario::accepted(std::string_view text) {
    const auto line = read_line(text);
    INFO(text);
    const auto result = office.give(line.command, {.at = line.at, .by = "测试", .id = std::nullopt}, today);
    REQUIRE((result ? std::string{} : result.refusal().code + " " + result.refusal().message) == "");
    return *result;
}

void Scenario::forbid(std::string_view text) {
    const auto arrow = text.find(" -> ");
    REQUIRE(arrow != std::string_view::npos);
    INFO(text);
    CHECK(refused(text.substr(0, arrow)) == text.substr(arrow + 4));
}

void Scenario::expect(std::string_view text) const {
    const auto words = split(text, ' ');
    REQUIRE(words.size() >= 3);
    INFO(text);
    std::string wanted{words[2]};
    for (std::size_t i = 3; i < words.size(); ++i) wanted += " " + std::string{words[i]};
    CHECK(clock(words[1], words[0], wanted.find("raw=") != std::string::npos) == wanted);
}

void Scenario::tell(std::string_view story) {
    for (auto line : split(story, '\n')) {
        const auto start = line.find_first_not_of(' ');
        if (start == std::string_view::npos || line[start] == '#') continue;
        line = line.substr(start);
        if (line.starts_with("? "))
            expect(line.substr(2));
        else if (line.starts_with("! "))
            forbid(line.substr(2));
        else
            accepted(line);
    }
}

CaseState Scenario::on(std::string_view text, std::string_view case_id) const {
    return fold(office.events_of({std::string{case_id}}), day(text));
}

std::vector<Deadline> Scenario::deadlines(std::string_view text, std::string_view case_id, Explain explain) const {
    const Id id{std::string{case_id}};
    return tiaojie::deadlines(on(text, case_id), office.docket(id, day(text)), office.rules(), day(text), explain);
}

std::string Scenario::clock(std::string_view which, std::string_view text, bool with_raw) const {
    const auto with_case = split(which, '@');
    const auto parts = split(with_case[0], '#');
    int left = parts.size() > 1 ? std::stoi(std::string{parts[1]}) : 1;
    for (const auto& deadline : deadlines(text, with_case.size() > 1 ? with_case[1] : "c1")) {
        if (name(deadline.clock) != parts[0] || --left > 0) continue;
        std::string out = deadline.due.text() + " " + std::string{name(deadline.state)};
        if (with_raw) out += " raw=" + deadline.raw.text();
        if (deadline.provisional) out += " provisional";
        return out;
    }
    return "none";
}

}  // namespace tiaojie::test
