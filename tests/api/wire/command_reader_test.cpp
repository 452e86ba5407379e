#include "api/wire/command_reader.hpp"

#include <set>
#include <string>
#include <vector>

#include "core/case/command.hpp"
#include "core/words/refusal.hpp"
#include "tests/api/wire/command_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

struct Row {
    std::string body;  // what follows `at` and `by`, or the whole object when it begins with a brace
    std::string code;
    std::string field;
};

std::string line_of(const std::string& body) {
    return body.starts_with('{') ? body : R"({"at":"2021-03-02","by":"林","do":)" + body + "}";
}

Result<ReadCommand> read(const std::string& text, const ReadOptions& options = {}) {
    const auto json = parse_json(text);
    if (!json) return json.refusal();
    return read_command(*json, options);
}

const std::string person =
    R"("case.register","org":"o","division":"350305101001","type":"land","source":"court","summary":"s",)"
    R"("parties":[{"side":"applicant","kind":"person","name":"n"},{"side":"respondent","kind":"person","name":"n",)";
std::string party(const std::string& more) { return person + more + "}]"; }
std::string settle(const std::string& amount) {
    return R"("case.settle","case":"c","form":"oral","terms":"t","amount":)" + amount;
}
std::string enrol(const std::string& name) {
    return R"("elder.enrol","elder":"e","division":"350305101001","name":)" + name;
}
std::string close(const std::string& id) { return R"("campaign.close","campaign":)" + id; }
std::string quoted(const std::string& text) { return '"' + text + '"'; }
std::string repeated(const std::string& text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text;
    return out;
}
std::string list_of(const std::string& entry, int count) {
    std::string out = repeated(entry + ",", count);
    out.back() = ']';
    return "[" + out;
}

void check(const std::vector<Row>& rows) {
    for (const auto& row : rows) {
        INFO(row.body.substr(0, 400));
        const auto command = read(line_of(row.body));
        if (row.code.empty()) {
            if (!command) FAIL_CHECK(command.refusal().code << ' ' << command.refusal().field);
            continue;
        }
        REQUIRE_FALSE(command);
        CHECK(command.refusal().code == row.code);
        CHECK(command.refusal().field == row.field);
        CHECK_FALSE(command.refusal().message.empty());
    }
}

}  // namespace

TEST_CASE("every command is read from its full line", "[command]") {
    std::set<std::size_t> kinds;
    for (const auto& line : command_samples()) {
        INFO(line);
        const auto command = read(line);
        if (!command)
            FAIL_CHECK(command.refusal().code << ' ' << command.refusal().message);
        else
            kinds.insert(command->command.index());
    }
    CHECK(kinds.size() == std::variant_size_v<Command::Kinds>);
}

TEST_CASE("a command line is an object that names a known command", "[command]") {
    check({{R"({"do":"case.archive","at":"2021-03-02","by":"林","case":"c"})", "", ""},
           {"{}", "missing_field", "do"},
           {R"({"x":1})", "missing_field", "do"},
           {R"({"do":1,"x":1})", "bad_value", "do"},
           {R"({"do":null})", "bad_value", "do"},
           {R"({"do":"case.close","x":1})", "unknown_command", "do"},
           {R"({"do":"Case.Archive"})", "unknown_command", "do"},
           {R"({"do":""})", "unknown_command", "do"}});
    for (const std::string text : {"[]", "1", "null", "\"case.archive\"", "[{\"do\":\"case.archive\"}]"}) {
        const auto command = read(text);
        REQUIRE_FALSE(command);
        CHECK(command.refusal().code == "bad_json");
    }
}

TEST_CASE("the envelope says when, by whom and under which id", "[command]") {
    const auto with = [](const std::string& envelope) {
        return R"({"do":"campaign.close","campaign":"q",)" + envelope + "}";
    };
    const auto at = [&](const std::string& text) { return with(R"("by":"林","at":")" + text + '"'); };
    const auto by = [&](const std::string& value) { return with(R"("at":"2021-03-02","by":)" + value); };
    const auto id = [&](const std::string& value) { return with(R"("at":"2021-03-02","by":"林","id":)" + value); };
    check({{with(R"("by":"林")"), "missing_field", "at"},
           {with(R"("at":"2021-03-02")"), "missing_field", "by"},
           {with(R"("by":"林","at":20210302)"), "bad_at", "at"},
           {with(R"("by":"林","at":null)"), "bad_at", "at"},
           {at("2021-02-30"), "bad_at", "at"},
           {at("2021-3-2"), "bad_at", "at"},
           {at("2021-03-02T09:30:00"), "bad_at", "at"},
           {at("2021-03-02 09:30:00+08:00"), "bad_at", "at"},
           {at("2021-03-02T23:59:60+08:00"), "bad_at", "at"},
           {at("2021-03-02T24:00:00+08:00"), "bad_at", "at"},
           {at("0000-01-01"), "bad_at", "at"},
           {at("9999-12-31"), "bad_at", "at"},
           {at(""), "bad_at", "at"},
           {at("2021-03-02T09:30:00+08:00"), "", ""},
           {at("2021-03-02T01:30:00.25Z"), "", ""},
           {by("1"), "bad_value", "by"},
           {by("\"\""), "bad_value", "by"},
           {by("\" \u3000\""), "bad_value", "by"},
           {by(R"("a\nb")"), "bad_value", "by"},
           {by(R"("a\u0007")"), "bad_value", "by"},
           {by(quoted(repeated("林", 100))), "", ""},
           {by(quoted(repeated("林", 101))), "bad_value", "by"},
           {id("7"), "bad_value", "id"},
           {id("null"), "bad_value", "id"},
           {id("\"\""), "bad_value", "id"},
           {id("\"a b\""), "bad_value", "id"},
           {id("\"手机-1\""), "", ""}});
}

TEST_CASE("the server's knowledge fills the envelope", "[command]") {
    const std::string account{"lin"};
    const At now = At::of(Date::of(2021, 3, 2));
    const ReadOptions options{&account, &now};
    const auto filled = read(R"({"do":"case.archive","case":"c"})", options);
    REQUIRE(filled);
    CHECK(filled->envelope.by == "lin");
    CHECK(filled->envelope.at.text == "2021-03-02");
    const auto given = read(R"({"do":"case.archive","case":"c","at":"2021-03-01","by":"别人"})", options);
    REQUIRE(given);
    CHECK(given->envelope.by == "lin");
    CHECK(given->envelope.at.text == "2021-03-01");
}

TEST_CASE("a field that the command does not have is unknown, wherever it stands", "[command]") {
    check(
        {{R"("case.archive","case":"c","note":"n")", "unknown_field", "note"},
         {R"("case.archive","Case":"c")", "unknown_field", "Case"},
         {R"("case.register","case_id":"c")", "unknown_field", "case_id"},
         {party(R"("nickname":"x")"), "unknown_field", "parties[1].nickname"},
         {R"("case.correct","case":"c","reason":"r","set":{"org":"o"})", "unknown_field", "set.org"},
         {R"("case.correct","case":"c","reason":"r","set":{"parties":[{"side":"applicant","kind":"body","name":"n","x":1}]})",
          "unknown_field", "set.parties[0].x"},
         {R"("case.settle","case":"c","form":"oral","terms":"t","obligations":[{"what":"w","due":"2021-04-01","by":"x"}])",
          "unknown_field", "obligations[0].by"},
         {R"("consultation.hold","division":"350305101000","present":[],"items":[{"case":"c","decision":"d","note":"n"}])",
          "unknown_field", "items[0].note"},
         {R"("policy.set","from":"2021-01-01","policy":{"clocks":{"stage":{"elders_hearing":{"weeks":1}}}})",
          "unknown_field", "policy.clocks.stage.elders_hearing.weeks"},
         {R"("calendar.load","notice":{"days":{"2021-10-01":{"type":"off","name":"n","x":1}}})", "unknown_field",
          "notice.days.2021-10-01.x"},
         {R"("case.archive","case":"c","a\nb":1)", "unknown_field", "a?b"},
         {R"("case.archive","case":"c",)" + quoted(std::string(500, 'k')) + ":1", "unknown_field",
          std::string(64, 'k') + "…"}});
}

TEST_CASE("a required field that is not there is missing", "[command]") {
    check({{R"("case.archive")", "missing_field", "case"},
           {R"("case.register")", "missing_field", "org"},
           {R"("case.refuse","case":"c","reason":"r")", "missing_field", "routes"},
           {R"("case.correct","case":"c","reason":"r")", "missing_field", "set"},
           {R"("case.correct","case":"c","reason":"r","set":{"parties":[{"side":"applicant","kind":"body"}]})",
            "missing_field", "set.parties[0].name"},
           {R"("consultation.hold","division":"350305101000","present":[],"items":[{"case":"c"}])", "missing_field",
            "items[0].decision"},
           {R"("policy.set","from":"2021-01-01","policy":{"id":"p"})", "missing_field", "policy.version"},
           {R"("calendar.load","notice":{})", "missing_field", "notice.days"}});
}

TEST_CASE("of several problems the unknown come first, then the missing, then the bad, each in field order",
          "[command]") {
    const auto json = parse_json(
        R"({"do":"case.register","at":"x","case":"","org":1,"type":"war","y":1,"parties":[{"z":1}],"people":-1})");
    REQUIRE(json);
    std::vector<std::string> found;
    for (const auto& problem : command_problems(*json)) found.push_back(problem.code + " " + problem.field);
    CHECK(found == std::vector<std::string>{"unknown_field parties[0].z", "unknown_field y", "missing_field by",
                                            "missing_field division", "missing_field source", "missing_field summary",
                                            "missing_field parties[0].side", "missing_field parties[0].kind",
                                            "missing_field parties[0].name", "bad_at at", "bad_value case",
                                            "bad_value org", "bad_value type", "bad_value people"});
    const auto first = read_command(*json);
    REQUIRE_FALSE(first);
    CHECK(first.refusal() == command_problems(*json).front());
}

TEST_CASE("a good command has no problems and a hostile one not more than can be read", "[command]") {
    const auto good = parse_json(command_samples().front());
    REQUIRE(good);
    CHECK(command_problems(*good).empty());
    std::string text = R"({"do":"case.archive","at":"2021-03-02","by":"林","case":"c")";
    for (int i = 0; i < 20'000; ++i) text += ",\"k" + std::to_string(i) + "\":0";
    const auto hostile = parse_json(text + "}");
    REQUIRE(hostile);
    CHECK(command_problems(*hostile).size() == 100);
}

TEST_CASE("amounts are exact JSON numbers in yuan", "[command]") {
    check({{settle("0"), "", ""},
           {settle("-0"), "", ""},
           {settle("-0.00"), "", ""},
           {settle("12.340"), "", ""},
           {settle("1e2"), "", ""},
           {settle("1.2e-1"), "", ""},
           {settle("100000000000"), "", ""},
           {settle("0.005"), "amount_decimals", "amount"},
           {settle("1e-3"), "amount_decimals", "amount"},
           {settle("0.1000000000000000055511151231257827"), "amount_decimals", "amount"},
           {settle("1e-400"), "amount_decimals", "amount"},
           {settle("-1"), "bad_value", "amount"},
           {settle("-0.01"), "bad_value", "amount"},
           {settle("100000000000.01"), "bad_value", "amount"},
           {settle("99999999999999999999999"), "bad_value", "amount"},
           {settle("1e400"), "bad_value", "amount"},
           {settle("-1e400"), "bad_value", "amount"},
           {settle("\"12\""), "bad_value", "amount"},
           {settle("null"), "bad_value", "amount"},
           {settle("true"), "bad_value", "amount"}});
    const auto command = read(line_of(settle("12.340")));
    REQUIRE(command);
    CHECK(std::get<SettleCase>(command->command).amount == Amount{1234});
}

TEST_CASE("whole numbers are written without a point and lie in their range", "[command]") {
    const auto seats = [](const std::string& n) {
        return R"("representatives.set","division":"350305101001","seats":)" + n;
    };
    const auto months = [](const std::string& n) {
        return R"("campaign.launch","campaign":"q","name":"n","division":"350305101000","months":)" + n;
    };
    const auto people = [](const std::string& n) {
        return R"("case.correct","case":"c","reason":"r","set":{"people":)" + n + "}";
    };
    const auto item = [](const std::string& n) { return R"("consultation.done","consultation":"h","item":)" + n; };
    check({{seats("1"), "", ""},
           {seats("0"), "bad_value", "seats"},
           {seats("1000001"), "bad_value", "seats"},
           {seats("1.0"), "bad_value", "seats"},
           {seats("1e1"), "bad_value", "seats"},
           {seats("\"1\""), "bad_value", "seats"},
           {months("1200"), "", ""},
           {months("0"), "bad_value", "months"},
           {months("1201"), "bad_value", "months"},
           {people("0"), "", ""},
           {people("-0"), "", ""},
           {people("1000000"), "", ""},
           {people("-1"), "bad_value", "set.people"},
           {people("2147483648"), "bad_value", "set.people"},
           {people("18446744073709551617"), "bad_value", "set.people"},
           {people("1e400"), "bad_value", "set.people"},
           {item("0"), "bad_value", "item"},
           {R"("case.perform","case":"c","obligation":0)", "bad_value", "obligation"},
           {R"("case.perform","case":"c","obligation":1)", "", ""}});
}

TEST_CASE("dates exist, divisions have twelve digits, words come from their lists", "[command]") {
    const auto effective = [](const std::string& v) {
        return R"("case.settle","case":"c","form":"oral","terms":"t","effective":)" + v;
    };
    const auto division = [](const std::string& v) { return R"("screening.record","division":)" + v; };
    const auto routes = [](const std::string& v) { return R"("case.refuse","case":"c","reason":"r","routes":)" + v; };
    check({{effective("\"2021-02-28\""), "", ""},
           {effective("\"2021-02-30\""), "bad_value", "effective"},
           {effective("\"2021-2-28\""), "bad_value", "effective"},
           {effective("\"2021-02-28T09:00:00+08:00\""), "bad_value", "effective"},
           {effective("20210228"), "bad_value", "effective"},
           {effective("null"), "bad_value", "effective"},
           {division("\"350305101001\""), "", ""},
           {division("350305101001"), "bad_value", "division"},
           {division("\"350305\""), "bad_value", "division"},
           {division("\"35030510100x\""), "bad_value", "division"},
           {division("\"3503051010011\""), "bad_value", "division"},
           {routes("[]"), "", ""},
           {routes("[\"court\",\"war\"]"), "bad_value", "routes[1]"},
           {routes("\"court\""), "bad_value", "routes"},
           {routes("[null]"), "bad_value", "routes[0]"},
           {routes("{}"), "bad_value", "routes"},
           {routes(list_of("\"court\"", 200)), "", ""},
           {routes(list_of("\"court\"", 201)), "bad_value", "routes"},
           {R"("case.escalate","case":"c","reason":"r","to":"town")", "bad_value", "to"},
           {R"("case.confirm","case":"c","step":"Applied")", "bad_value", "step"},
           {R"("case.extend","case":"c","clock":"clock","until":"2021-04-01","consented":true,"reason":"r")",
            "bad_value", "clock"},
           {R"("case.extend","case":"c","clock":"overall","until":"2021-04-01","consented":"true","reason":"r")",
            "bad_value", "consented"},
           {R"("case.extend","case":"c","clock":"overall","until":"2021-04-01","consented":1,"reason":"r")",
            "bad_value", "consented"}});
}

TEST_CASE("ids are short and visible, texts are not blank and not endless", "[command]") {
    check({{close("\"东庄-1/甲\""), "", ""},
           {close(quoted(repeated("案", 64))), "", ""},
           {close(quoted(repeated("案", 65))), "bad_value", "campaign"},
           {close("\"\""), "bad_value", "campaign"},
           {close("\" a\""), "bad_value", "campaign"},
           {close("\"a\u3000b\""), "bad_value", "campaign"},
           {close("\"a\u00A0b\""), "bad_value", "campaign"},
           {close("\"a\u200Bb\""), "bad_value", "campaign"},
           {close(R"("a\tb")"), "bad_value", "campaign"},
           {close("\"a\u007Fb\""), "bad_value", "campaign"},
           {close("\"a\u0085b\""), "bad_value", "campaign"},
           {close("12"), "bad_value", "campaign"},
           {enrol("\"苏 老\""), "", ""},
           {enrol(R"("苏\n老\t")"), "", ""},
           {enrol(R"("苏\r老")"), "bad_value", "name"},
           {enrol(R"("苏\u001b[31m")"), "bad_value", "name"},
           {enrol("\"\""), "bad_value", "name"},
           {enrol("\" \u3000\u200B \""), "bad_value", "name"},
           {enrol(R"("\n")"), "bad_value", "name"},
           {enrol("{}"), "bad_value", "name"},
           {enrol(quoted(repeated("😀", 200))), "", ""},
           {enrol(quoted(repeated("😀", 201))), "bad_value", "name"},
           {R"("case.withdraw","case":"c","reason":)" + quoted(repeated("和", 20'000)), "", ""},
           {R"("case.withdraw","case":"c","reason":)" + quoted(repeated("和", 20'001)), "bad_value", "reason"},
           {R"("case.session","case":"c","place":"p","notes":"n","present":["a"," "])", "bad_value", "present[1]"}});
}

TEST_CASE("the parties of a case are checked one by one", "[command]") {
    check(
        {{party(R"("id_number":"11010519491231002X")"), "", ""},
         {party(R"("id_number":"11010519491231002x")"), "id_number", "parties[1].id_number"},
         {party(R"("id_number":"110105194912310021")"), "id_number", "parties[1].id_number"},
         {party(R"("id_number":"11010519490231002X")"), "id_number", "parties[1].id_number"},
         {party(R"("id_number":"")"), "id_number", "parties[1].id_number"},
         {party(R"("id_number":110105194912310021)"), "bad_value", "parties[1].id_number"},
         {party(R"("phone":)" + quoted(std::string(33, '1'))), "bad_value", "parties[1].phone"},
         {party(R"("address":)" + quoted(repeated("村", 201))), "bad_value", "parties[1].address"},
         {party(R"("birth":"1949-12-32")"), "bad_value", "parties[1].birth"},
         {R"("case.correct","case":"c","reason":"r","set":{"parties":[7]})", "bad_value", "set.parties[0]"},
         {R"("case.correct","case":"c","reason":"r","set":{"parties":[{"id_number":"12345","name":"n","kind":"body","side":"applicant"}]})",
          "", ""},
         {R"("case.correct","case":"c","reason":"r","set":{"parties":[{"id_number":"12345","name":"n","kind":"person","side":"applicant"}]})",
          "id_number", "set.parties[0].id_number"},
         {R"("case.correct","case":"c","reason":"r","set":{"parties":[{"id_number":"12345","name":"n","kind":"ghost","side":"applicant"}]})",
          "bad_value", "set.parties[0].kind"},
         {R"("case.correct","case":"c","reason":"r","set":{})", "bad_value", "set"},
         {R"("case.correct","case":"c","reason":"r","set":[])", "bad_value", "set"}});
}

TEST_CASE("a calendar notice holds real days of its years", "[command]") {
    const auto days = [](const std::string& v) { return R"("calendar.load","notice":{"days":{)" + v + "}}"; };
    check({{days(R"("2021-10-01":{"type":"off","name":"国庆节"})"), "", ""},
           {days(""), "", ""},
           {days(R"("2021-02-30":{"type":"off","name":"n"})"), "bad_value", "notice.days.2021-02-30"},
           {days(R"("1899-12-31":{"type":"off","name":"n"})"), "bad_value", "notice.days.1899-12-31"},
           {days(R"("":{"type":"off","name":"n"})"), "bad_value", "notice.days"},
           {days(R"("2021-10-01":{"type":"rest","name":"n"})"), "bad_value", "notice.days.2021-10-01.type"},
           {days(R"("2021-10-01":"off")"), "bad_value", "notice.days.2021-10-01"},
           {R"("calendar.load","notice":{"years":[1899],"days":{}})", "bad_value", "notice.years[0]"},
           {R"("calendar.load","notice":{"years":[2200],"days":{}})", "bad_value", "notice.years[0]"},
           {R"("calendar.load","notice":{"days":[]})", "bad_value", "notice.days"}});
    std::string many;
    for (int i = 0; i < 20'001; ++i) many += quoted("d" + std::to_string(i)) + ":0,";
    many.pop_back();
    check({{days(many), "bad_value", "notice.days"}});
}

TEST_CASE("a policy that cannot be used is refused at the field that is wrong", "[command]") {
    std::string good;
    for (const auto& line : command_samples())
        if (line.find("policy.set") != line.npos) good = line;
    const auto with = [&](const std::string& from, const std::string& to) {
        auto line = good;
        return line.replace(line.find(from), from.size(), to);
    };
    check({{good, "", ""},
           {with(R"("elders_hearing":{"days":10})", R"("elders_hearing":{})"), "bad_value",
            "policy.clocks.stage.elders_hearing"},
           {with(R"("accept":{"working_days":3})", R"("accept":{"working_days":3,"days":3})"), "bad_value",
            "policy.clocks.accept"},
           {with(R"("due_soon_days":3)", R"("due_soon_days":366)"), "bad_value", "policy.due_soon_days"},
           {with(R"("version":1)", R"("version":0)"), "bad_value", "policy.version"},
           {with(R"("version":1)", R"("version":"1")"), "bad_value", "policy.version"},
           {with(R"("id":"default")", R"("id":" ")"), "bad_value", "policy.id"}});
}

TEST_CASE("the client's id is seen before anything else is read", "[command]") {
    const auto id = [](const std::string& text) {
        const auto json = parse_json(text);
        REQUIRE(json);
        return command_id(*json);
    };
    CHECK(id(R"({"do":"nonsense","id":"x-1","y":[]})") == "x-1");
    CHECK(id(R"({"id":7})") == std::nullopt);
    CHECK(id("[]") == std::nullopt);
}
