#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "api/wire/command_reader.hpp"
#include "core/case/command.hpp"
#include "tests/api/wire/command_samples.hpp"
#include "tests/catch.hpp"

using namespace tiaojie;

namespace {

Result<ReadCommand> read(const std::string& text) {
    const auto json = parse_json(text);
    if (!json) return json.refusal();
    return read_command(*json);
}

// Whether two commands of one kind have equal members.
bool same(const Command& a, const Command& b) {
    if (a.index() != b.index()) return false;
    return std::visit(
        [&]<class T>(const T& left) {
            const T& right = std::get<T>(b);
            return std::apply(
                [&](const auto&... each) { return ((left.*(each.member) == right.*(each.member)) && ...); },
                fields_of<T>());
        },
        a);
}

// Fills any struct that names its members with random values that the reader takes.
class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

    void fill(bool& out, std::string_view) { out = below(2) == 0; }
    void fill(int& out, std::string_view name) { out = name == "years" ? 1900 + below(300) : 1 + below(1200); }
    void fill(Id& out, std::string_view) { out.text = "案" + std::to_string(below(1000)) + "\"\\/"; }
    void fill(Amount& out, std::string_view) { out.fen = Fen{below(1'000'000'000)} * below(10'000); }
    void fill(Date& out, std::string_view) { out = Date::of(1900, 1, 1) + below(100'000); }
    void fill(Division& out, std::string_view) { out.code = 350'305'000'000 + below(1'000'000); }
    void fill(std::string& out, std::string_view name) {
        static const std::vector<std::string> pieces{"林", "a", "\"",  "\\",     "\n",    "\t",
                                                     "😀",  "/", "<b>", "\u2028", "\u3000"};
        out = "字";
        for (int i = below(name == "phone" || name == "id_number" || name == "id" ? 10 : 60); i > 0; --i)
            out += pieces[static_cast<std::size_t>(below(static_cast<int>(pieces.size())))];
    }
    template <class E>
    requires std::is_enum_v<E>
    void fill(E& out, std::string_view) { out = static_cast<E>(below(static_cast<int>(Terms<E>::all.size()))); }
    template <class T>
    void fill(std::optional<T>& out, std::string_view name) {
        if (below(3) != 0) fill(out.emplace(), name);
    }
    template <class T>
    void fill(std::vector<T>& out, std::string_view name) {
        out.resize(static_cast<std::size_t>(below(5)));
        for (auto& entry : out) fill(entry, name);
    }
    void fill(std::map<Date, CalendarDay>& out, std::string_view name) {
        for (int i = below(20); i > 0; --i) fill(out[Date::of(1900, 1, 1) + below(100'000)], name);
    }
    void fill(ClockRule& out, std::string_view) {
        (below(2) == 0 ? out.days : out.months) = 1 + below(1200);
        if (below(2) == 0) out.extension_days = below(100);
    }
    void fill(SupervisionPolicy& out, std::string_view) {
        out.enabled = below(2) == 0;
        out.ordinary = 1 + below(100);
        out.yellow = out.ordinary + below(100);
        out.red = out.yellow + below(100);
    }
    void fill(Policy& out, std::string_view) {
        fields(out);
        out.due_soon_days = below(366);
    }
    void fill(Party& out, std::string_view) {
        fields(out);
        if (out.kind == PartyKind::person && out.id_number) out.id_number = "11010519491231002X";
    }
    void fill(Corrections& out, std::string_view) {
        fields(out);
        out.major = true;
    }
    template <HasFields T>
    void fill(T& out, std::string_view) {
        fields(out);
    }
    template <class T>
    void fields(T& out) {
        for_each_field(out, [&](std::string_view name, auto& member) { fill(member, name); });
    }

private:
    std::mt19937 random_;
};

template <std::size_t I>
void check_random(Maker& maker) {
    Command command;
    maker.fields(command.emplace<I>());
    Envelope envelope{At::of(Date::of(2021, 1, 1) + maker.below(1000)), "", {}};
    maker.fill(envelope.by, "by");
    std::erase_if(envelope.by, [](char c) { return c == '\n' || c == '\t'; });
    maker.fill(envelope.id, "id");
    const auto line = write_command(command, envelope);
    INFO(line);
    CHECK(line.find('\n') == line.npos);
    const auto again = read(line);
    if (!again) {
        FAIL_CHECK(again.refusal().code << ' ' << again.refusal().field << ' ' << again.refusal().message);
        return;
    }
    CHECK(same(again->command, command));
    CHECK(again->envelope.at == envelope.at);
    CHECK(again->envelope.by == envelope.by);
    CHECK(again->envelope.id == envelope.id);
    CHECK(write_command(again->command, again->envelope) == line);
}

std::string contents(const std::string& path) {
    std::ifstream file{path};
    REQUIRE(file);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

// The tests run from the repository or, under CTest, from a build folder below it.
std::string data_file(const std::string& name) {
    for (const std::string root : {"", "../", "../../", "../../../"})
        if (std::ifstream{root + "data/" + name}) return root + "data/" + name;
    return "data/" + name;
}

}  // namespace

TEST_CASE("a command is written as the line from which it was read", "[command]") {
    for (const auto& line : command_samples()) {
        const auto command = read(line);
        REQUIRE(command);
        CHECK(write_command(command->command, command->envelope) == line);
    }
}

TEST_CASE("any command that was written is read back the same", "[command]") {
    Maker maker{20211014};
    for (int round = 0; round < 50; ++round) [&]<std::size_t... I>(std::index_sequence<I...>) {
            (check_random<I>(maker), ...);
        }
    (std::make_index_sequence<std::variant_size_v<Command::Kinds>>{});
}

TEST_CASE("a line needs neither order nor shape to mean the same", "[command]") {
    const auto command = read(R"( { "people" : 3, "summary":"\u8c03\/", "amount" : 1.20e1 , "by":"x","parties":[ ],
        "source":"screening","type":"land","division":"350305101001","org":"o","at":"2021-03-02","do":"case.register"} )");
    REQUIRE(command);
    CHECK(write_command(command->command, command->envelope) ==
          R"({"do":"case.register","at":"2021-03-02","by":"x","org":"o","division":"350305101001","type":"land",)"
          R"("source":"screening","summary":"调/","parties":[],"amount":12,"people":3})");
}

TEST_CASE("the calendar and the policy that come with the program are read", "[command]") {
    const auto notice = read_calendar_notice(contents(data_file("calendar/2004-2026.json")));
    REQUIRE(notice);
    CHECK(notice->years->size() == 23);
    CHECK(notice->days.at(Date::of(2021, 10, 9)).type == DayType::work);
    const auto policy = read_policy(contents(data_file("policy/default.json")));
    REQUIRE(policy);
    CHECK(policy->clocks.overall.days == 30);
    const auto again = read(write_command(LoadCalendar{*notice}, {At::of(Date::of(2021, 1, 1)), "admin", {}}));
    REQUIRE(again);
    CHECK(std::get<LoadCalendar>(again->command).notice == *notice);
}

TEST_CASE("a bad calendar or policy file is refused with the field", "[command]") {
    const auto notice = read_calendar_notice(R"({"days":{"2021-13-01":{"type":"off","name":"n"}}})");
    REQUIRE_FALSE(notice);
    CHECK(notice.refusal().code == "bad_value");
    CHECK(notice.refusal().field == "notice.days.2021-13-01");
    const auto list = read_policy("[]");
    REQUIRE_FALSE(list);
    CHECK(list.refusal().code == "bad_json");
    const auto policy = read_policy(R"({"id":"p","version":1,"days":3})");
    REQUIRE_FALSE(policy);
    CHECK(policy.refusal().code == "unknown_field");
    CHECK(policy.refusal().field == "policy.days");
}
