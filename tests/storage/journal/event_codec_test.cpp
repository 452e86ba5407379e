#include "storage/journal/event_codec.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <random>
#include <sstream>

#include "core/case/event.hpp"
#include "tests/catch.hpp"
#include "tests/places.hpp"
#include "tests/storage/journal/random_event.hpp"

namespace {

using namespace tiaojie;
using namespace tiaojie::storage;

const Date the_day = Date::of(2021, 10, 14);

CaseRegistered registered(std::vector<Party> parties) {
    CaseRegistered out;
    out.case_id = {"c-1"};
    out.org = {"yingbian"};
    out.division = {350305103001};
    out.parties = std::move(parties);
    return out;
}

Party person(std::string name) {
    Party out;
    out.name = std::move(name);
    return out;
}

template <class Kind>
Kind decode_as(std::string_view body, std::string_view personal = {}) {
    return std::get<Kind>(decode_event(Kind::event_name, body, personal));
}

std::string fault_of_event(std::string_view name, std::string_view body, std::string_view personal = {}) {
    try {
        decode_event(name, body, personal);
    } catch (const DecodeError& error) {
        return error.what();
    }
    return {};
}

std::string file_text(const std::string& path) {
    std::ifstream file{tiaojie::source_dir() + "/" + path};
    REQUIRE(file);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

struct GoldenLine {
    std::string text{};
    StoredEvent stored{};
};

// {"event":"…","body":{…},"personal":{…}}, cut without a parser so that every byte counts.
std::vector<GoldenLine> golden_lines() {
    std::istringstream lines{file_text("tests/data/stored_events.jsonl")};
    std::vector<GoldenLine> out;
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line);
        const std::string body_key = ",\"body\":";
        const std::string personal_key = ",\"personal\":";
        const auto body = line.find(body_key);
        const auto personal = line.rfind(personal_key);
        REQUIRE(body < personal);
        auto& golden = out.emplace_back();
        golden.text = line;
        golden.stored.name = json.at("event");
        golden.stored.body = line.substr(body + body_key.size(), personal - body - body_key.size());
        golden.stored.personal =
            line.substr(personal + personal_key.size(), line.size() - 1 - personal - personal_key.size());
        if (golden.stored.personal == "null") golden.stored.personal.clear();
    }
    return out;
}

// What the golden lines of one kind do not show: the kind itself, a field, an optional field's absence.
template <class Kind>
void check_coverage(const std::vector<GoldenLine>& lines) {
    INFO(Kind::event_name);
    std::map<std::string, int> present;
    int count = 0;
    for (const auto& line : lines) {
        if (line.stored.name != Kind::event_name) continue;
        ++count;
        const auto json = nlohmann::json::parse(line.text);
        for (const char* part : {"body", "personal"})
            if (json.at(part).is_object())
                for (const auto& member : json.at(part).items()) ++present[member.key()];
    }
    CHECK(count > 0);
    Kind kind;
    for_each_field(kind, [&](std::string_view name, auto& member) {
        INFO(name);
        CHECK(present[std::string{name}] > 0);
        if constexpr (requires { member.has_value(); }) CHECK(present[std::string{name}] < count);
    });
}

template <class... Kinds>
void check_coverage_of_all(const std::vector<GoldenLine>& lines, const std::variant<Kinds...>*) {
    (check_coverage<Kinds>(lines), ...);
}

}  // namespace

TEST_CASE("every golden event is read and written again to the same bytes") {
    for (const auto& line : golden_lines()) {
        INFO(line.text);
        const auto event = decode_event(line.stored.name, line.stored.body, line.stored.personal);
        CHECK(event_name(event) == line.stored.name);
        const auto again = encode_event(event, the_day);
        CHECK(again.name == line.stored.name);
        CHECK(again.body == line.stored.body);
        CHECK(again.personal == line.stored.personal);
    }
}

TEST_CASE("every event has a golden line, every field is shown and every optional one left out") {
    check_coverage_of_all(golden_lines(), static_cast<const Event*>(nullptr));
}

TEST_CASE("any event comes back as it was") {
    test::RandomEvents random{20211014};
    for (int i = 0; i < 20'000; ++i) {
        const auto event = random.event();
        const auto stored = encode_event(event, random.date());
        INFO(stored.name << stored.body << stored.personal);
        REQUIRE(nlohmann::json::accept(stored.body));
        REQUIRE((stored.personal.empty() || nlohmann::json::accept(stored.personal)));
        REQUIRE(decode_event(stored.name, stored.body, stored.personal) == event);
    }
}

TEST_CASE("what identifies a person is not in the body") {
    auto party = person("张建国");
    party.id_number = "11010519491231002X";
    party.phone = "13900000002";
    party.address = "营边社区12号";
    party.birth = Date::of(1949, 12, 31);
    CaseCorrected corrected;
    corrected.set.parties = {party};
    corrected.was.parties = {person("王芳"), party};
    MediatorAppointed appointed;
    appointed.phone = party.phone;
    for (const Event& event : {Event{registered({party, party})}, Event{corrected}, Event{appointed}}) {
        const auto stored = encode_event(event, the_day);
        for (const auto* secret : {"11010519491231002X", "13900000002", "营边社区", "1949"}) {
            CHECK(stored.body.find(secret) == std::string::npos);
            const bool expected =
                std::holds_alternative<MediatorAppointed>(event) ? *secret == '1' && secret[1] == '3' : true;
            CHECK((stored.personal.find(secret) != std::string::npos) == expected);
        }
        CHECK(decode_event(stored.name, stored.body, stored.personal) == event);
    }
    CHECK(encode_event(registered({person("张建国")}), the_day).personal.empty());
}

TEST_CASE("the name of a child under fourteen is personal") {
    auto child = person("张小宝");
    child.birth = Date::of(2007, 10, 15);
    const auto on = [&](Date day) { return encode_event(registered({child}), day); };
    CHECK(on(the_day).body.find("张小宝") == std::string::npos);
    CHECK(on(the_day).body.find(R"("name":"")") != std::string::npos);
    CHECK(on(the_day).personal == R"({"parties[0].name":"张小宝","parties[0].birth":"2007-10-15"})");
    CHECK(on(the_day + 1).body.find("张小宝") == std::string::npos);  // the fourteenth birthday
    CHECK(on(the_day + 2).body.find("张小宝") != std::string::npos);
    CHECK(decode_event("CaseRegistered", on(the_day).body, on(the_day).personal) == Event{registered({child})});
}

TEST_CASE("a child is known by the identity number, too") {
    auto child = person("张小宝");
    child.id_number = "11010519491231002X";
    const auto on = [&](Date day) { return encode_event(registered({child}), day).body; };
    CHECK(on(Date::of(1963, 12, 31)).find("张小宝") == std::string::npos);
    CHECK(on(Date::of(1964, 1, 1)).find("张小宝") != std::string::npos);
    child.birth = Date::of(1940, 1, 1);  // either is enough
    CHECK(on(Date::of(1963, 12, 31)).find("张小宝") == std::string::npos);
    child.kind = PartyKind::body;  // the number of a body says nothing of age
    CHECK(on(Date::of(1963, 12, 30)).find("张小宝") != std::string::npos);
}

TEST_CASE("what was stored by an older rule of who is a child is read as it is") {
    auto child = person("张小宝");
    child.birth = Date::of(2007, 10, 14);  // in the body, although today it would be kept apart on this day
    const std::string body = R"({"parties":[{"kind":"person","name":"张小宝"}]})";
    const auto old = decode_as<CaseRegistered>(body, R"({"parties[0].birth":"2007-10-14"})");
    CHECK(old.parties == std::vector{child});
    const auto again = encode_event(old, the_day);
    CHECK(again.body.find("张小宝") == std::string::npos);
    CHECK(decode_event(again.name, again.body, again.personal) == Event{old});
}

TEST_CASE("once the personal part is erased the rest is still read") {
    auto child = person("张小宝");
    child.birth = Date::of(2012, 6, 1);
    auto adult = person("张建国");
    adult.phone = "13900000002";
    const auto stored = encode_event(registered({adult, child}), the_day);
    const auto event = decode_as<CaseRegistered>(stored.body);
    CHECK(event == registered({person("张建国"), person("（已隐去）")}));
    const auto partly = decode_as<CaseRegistered>(stored.body, R"({"parties[0].phone":"13900000002"})");
    CHECK(partly == registered({adult, person("（已隐去）")}));
}

TEST_CASE("an empty name is not taken for an erased one") {
    const Event event{registered({person("")})};
    const auto stored = encode_event(event, the_day);
    CHECK(decode_event(stored.name, stored.body, stored.personal) == event);
}

TEST_CASE("a missing field keeps its default") {
    CHECK(decode_as<CaseRegistered>("{}") == CaseRegistered{});
    CHECK(decode_as<ReviewHeld>(R"({"case":"c-1","present":3})").present == 3);
    CHECK(decode_as<CaseCorrected>(R"({"case":"c-1","set":{"people":4}})").was == Corrections{});
}

TEST_CASE("an unknown field is passed over") {
    const auto event = decode_as<CaseArchived>(R"({"new":{"case":[1,{"x":null}]},"case":"c-1","later":1e300})");
    CHECK(event.case_id == Id{"c-1"});
    CHECK(decode_as<CaseArchived>(R"({"case":"c-1"})", R"({"witness.phone":"1","x":2})").case_id == Id{"c-1"});
}

TEST_CASE("fields are found in any order and with blanks between") {
    const auto event = decode_as<StageEscalated>("\n{ \"to\" : \"elders_hearing\",\t\"case\":\"c-1\" }\r\n");
    CHECK(event.case_id == Id{"c-1"});
    CHECK(event.to == Stage::elders_hearing);
}

TEST_CASE("amounts are exact to the fen and never pass through floating point") {
    for (const Fen fen : {Fen{0}, Fen{1}, Fen{10}, Fen{33}, Fen{110}, Fen{1234}, Fen{9'007'199'254'740}, max_amount_fen,
                          max_amount_fen - 1}) {
        CaseRegistered event;
        event.amount = Amount{fen};
        const auto stored = encode_event(event, the_day);
        CHECK(stored.body.find("\"amount\":" + yuan_text(fen) + ",") != std::string::npos);
        CHECK(decode_event(stored.name, stored.body, {}) == Event{event});
    }
    const auto amount = [](const std::string& number) {
        return decode_as<CaseRegistered>("{\"amount\":" + number + "}").amount.value().fen;
    };
    CHECK(amount("1.2e3") == 120'000);
    CHECK(amount("12.50") == 1250);
    CHECK(amount("99999999999.99") == 9'999'999'999'999);
}

TEST_CASE("a value of the wrong type is refused with event and field, without the value") {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"({"case":1})", "case"},
        {R"({"case":null})", "case"},
        {R"({"division":350305103001})", "division"},
        {R"({"division":"35030510300x"})", "division"},
        {R"({"division":""})", "division"},
        {R"({"type":"秘密"})", "type"},
        {R"({"type":3})", "type"},
        {R"({"amount":"12"})", "amount"},
        {R"({"amount":0.001})", "amount"},
        {R"({"amount":-1})", "amount"},
        {R"({"amount":1e15})", "amount"},
        {R"({"people":1.0})", "people"},
        {R"({"people":99999999999})", "people"},
        {R"({"people":99999999999999999999})", "people"},
        {R"({"major":0})", "major"},
        {R"({"parties":{}})", "parties"},
        {R"({"parties":[1]})", "parties"},
        {R"({"parties":[{"side":"秘密"}]})", "side"},
        {R"({"summary":["秘密"]})", "summary"},
    };
    for (const auto& [body, field] : wrong) {
        INFO(body);
        const auto fault = fault_of_event("CaseRegistered", body);
        CHECK(fault.find("CaseRegistered") != std::string::npos);
        CHECK(fault.find("“" + field + "”") != std::string::npos);
        CHECK(fault.find("秘密") == std::string::npos);
    }
    for (const auto* until : {"2021-02-29", "2021-13-01", "2021-1-1", "20211001", "2021-10-1x", "+021-10-01", ""})
        CHECK_FALSE(fault_of_event("ClockExtended", R"({"until":")" + std::string{until} + "\"}").empty());
}

TEST_CASE("a personal part of the wrong form is refused") {
    const std::string body = R"({"parties":[{"name":"张建国"}]})";
    for (const auto* personal : {"[]", "x", "null", R"({"parties[0].phone":1})", R"({"parties[0].birth":"秘密"})",
                                 R"({"parties[0].birth":null})", R"({"parties[0].phone":)"})
        CHECK_FALSE(fault_of_event("CaseRegistered", body, personal).empty());
}

TEST_CASE("an unknown event is refused") {
    for (const auto* name : {"", "CaseClosed", "caseregistered", "CaseRegistere", "CaseRegisteredX", "ZZZ"})
        CHECK_FALSE(fault_of_event(name, "{}").empty());
}

TEST_CASE("bytes that are no JSON object are refused") {
    const std::vector<std::string> bad{"",
                                       "null",
                                       "[]",
                                       "1",
                                       "{",
                                       "{}{}",
                                       "{} x",
                                       "{'case':'c'}",
                                       "{\"case\":\"\xFF\"}",
                                       "{\"case\":\"a\nb\"}",
                                       R"({"case":"\ud800"})",
                                       R"({"amount":1e999})",
                                       R"({"people":01})",
                                       "\xEF\xBB\xBF{}",
                                       std::string{"{}\0", 3},
                                       std::string{"{}\0{", 4},
                                       "{\"x\":" + std::string(100'000, '[')};
    for (const auto& body : bad) CHECK_FALSE(fault_of_event("CaseRegistered", body).empty());
}

TEST_CASE("a part of an event is none, and changed bytes do no harm") {
    std::mt19937 random{5};
    for (const auto& line : golden_lines()) {
        const auto& stored = line.stored;
        for (std::size_t size = 0; size < stored.body.size(); ++size)
            CHECK_FALSE(fault_of_event(stored.name, std::string_view{stored.body}.substr(0, size)).empty());
        for (int i = 0; i < 200; ++i) {
            auto body = stored.body;
            body[random() % body.size()] = static_cast<char>(random());
            const auto fault = fault_of_event(stored.name, body, stored.personal);
            CHECK((fault.empty() || fault.find(stored.name) != std::string::npos));
        }
    }
}

TEST_CASE("a party list as long as a village's is read at once") {
    std::vector<Party> parties;
    for (int i = 0; i < 2000; ++i) {
        parties.push_back(person("村民" + std::to_string(i)));
        parties.back().phone = std::to_string(13'900'000'000 + i);
    }
    const Event event{registered(parties)};
    const auto stored = encode_event(event, the_day);
    CHECK(decode_event(stored.name, stored.body, stored.personal) == event);
}

TEST_CASE("a day that a moment of 2199 falls on in UTC+8 is stored, too") {
    ClockExtended event;
    for (const auto* at : {"2199-12-31T23:00:00Z", "1800-01-01T00:00:00+14:00"}) {
        event.until = At::parse(at).value().day;
        const auto stored = encode_event(event, the_day);
        CHECK(decode_event(stored.name, stored.body, {}) == Event{event});
    }
}

TEST_CASE("policies and calendar notices are stored like the files that people edit") {
    const auto policy = decode_policy(file_text("data/policy/default.json"));
    CHECK(policy.id == "default");
    CHECK_FALSE(tiaojie::fault_of(policy).has_value());
    CHECK(decode_policy(encode_policy(policy)) == policy);
    CHECK(nlohmann::json::parse(encode_policy(policy)) == nlohmann::json::parse(file_text("data/policy/default.json")));

    const auto notice = decode_notice(file_text("data/calendar/2004-2026.json"));
    CHECK(notice.settled_years().size() == 23);
    CHECK(decode_notice(encode_notice(notice)) == notice);
    CHECK(nlohmann::json::parse(encode_notice(notice)) ==
          nlohmann::json::parse(file_text("data/calendar/2004-2026.json")));

    CHECK_THROWS_AS(decode_policy("[]"), DecodeError);
    CHECK_THROWS_AS(decode_policy(R"({"version":"1"})"), DecodeError);
    CHECK_THROWS_AS(decode_notice(R"({"days":{"2021-02-30":{"type":"off","name":""}}})"), DecodeError);
}
