#include "lines.hpp"
#include "core/case/command.hpp"

#include <stdexcept>
#include <type_traits>

namespace tiaojie::test {
namespace {

[[noreturn]] void fail(std::string_view what, std::string_view text) {
    throw std::invalid_argument{std::string{what} + ": " + std::string{text}};
}

// --- reading one value

void read(std::string_view text, std::string& out) { out = text; }
void read(std::string_view text, Id& out) { out.text = text; }
void read(std::string_view text, int& out) { out = std::stoi(std::string{text}); }
void read(std::string_view text, bool& out) { out = text == "true"; }
void read(std::string_view text, Date& out) { out = day(text); }
void read(std::string_view text, Policy&) { fail("a policy is no word", text); }
void read(std::string_view text, CalendarNotice&) { fail("a notice is no word", text); }

void read(std::string_view text, Division& out) {
    const auto division = Division::parse(text);
    if (!division) fail("no division", text);
    out = *division;
}

void read(std::string_view text, Amount& out) {
    const auto money = read_yuan(text);
    if (money.fault != MoneyFault::none) fail("no amount", text);
    out.fen = money.fen;
}

void read(std::string_view text, Obligation& out) { out = {"支付", day(text), Amount{10'000}}; }

void read(std::string_view text, ConsultationItem& out) {
    const auto parts = split(text, ':');
    out = {Id{std::string{parts[0]}}, "限期办结", std::nullopt, std::nullopt};
    if (parts.size() > 1) out.due = day(parts[1]);
}

template <class E>
requires std::is_enum_v<E>
void read(std::string_view text, E& out) {
    const auto term = parse_term<E>(text);
    if (!term) fail("no such term", text);
    out = *term;
}

void read(std::string_view text, std::vector<Party>& out) {
    out.clear();
    for (const char letter : text) {
        const bool applicant = letter == 'a' || letter == 'A';
        const bool person = letter == 'a' || letter == 'r';
        out.push_back({.side = applicant ? Side::applicant : Side::respondent,
                       .kind = person ? PartyKind::person : PartyKind::body,
                       .name = applicant ? "林甲" : "陈乙"});
    }
}

template <class T>
void read(std::string_view text, std::vector<T>& out) {
    out.clear();
    for (const auto part : split(text, ',')) {
        T value{};
        read(part, value);
        out.push_back(std::move(value));
    }
}

template <class T>
void read(std::string_view text, std::optional<T>& out) {
    out.reset();
    constexpr bool may_be_empty = std::is_same_v<T, std::vector<Party>>;
    if (text.empty() && !may_be_empty) return;
    T value{};
    read(text, value);
    out = std::move(value);
}

// --- what stands in a valid command, by the name and the type of the field

Id usual_id(std::string_view name) {
    if (name == "case") return {"c1"};
    if (name == "into") return {"c2"};
    if (name == "campaign") return {"k1"};
    if (name == "consultation") return {"h1"};
    return {std::string{name.substr(0, 1)} + "1"};  // o1, m1, e1, n1
}

void fill(std::string_view name, Id& out, Date) { out = usual_id(name); }
void fill(std::string_view name, std::string& out, Date) { out = name; }
void fill(std::string_view, bool& out, Date) { out = true; }
void fill(std::string_view, Date& out, Date at) { out = at + 10; }
void fill(std::string_view, Division& out, Date) { out = {350305101201}; }
void fill(std::string_view, ClockKind& out, Date) { out = ClockKind::overall; }
void fill(std::string_view, Source& out, Date) { out = Source::application; }
void fill(std::string_view, std::vector<Route>& out, Date) { out = {Route::court}; }
void fill(std::string_view, std::vector<Party>& out, Date) { read("ar", out); }
void fill(std::string_view, std::vector<ConsultationItem>& out, Date) { read("c1", out); }
void fill(std::string_view, Policy&, Date) {}
void fill(std::string_view, CalendarNotice&, Date) {}
void fill(std::string_view, Corrections&, Date) {}
void fill(std::string_view, std::vector<std::string>&, Date) {}

void fill(std::string_view name, std::vector<Id>& out, Date) { read(name == "elders" ? "e1,e2,e3" : "m1", out); }

void fill(std::string_view name, int& out, Date) {
    if (name == "item") out = 1;
    if (name == "seats") out = 30;
    if (name == "present") out = 20;
    if (name == "in_favour") out = 11;
    if (name == "against") out = 3;
}

template <class E>
requires std::is_enum_v<E>
void fill(std::string_view, E& out, Date) { out = E{}; }

template <class T>
void fill(std::string_view name, std::optional<T>& out, Date) {
    if constexpr (std::is_same_v<T, Id>) out = usual_id(name);
}

// Sets the field, in `set{}` of a correction too; false when there is none of that name.
template <class Struct>
bool set_field(Struct& value, std::string_view name, std::string_view text) {
    bool found = false;
    for_each_field(value, [&](std::string_view field_name, auto& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, Corrections>) {
            found = found || set_field(member, name, text);
        } else if (field_name == name) {
            read(text, member);
            found = true;
        }
    });
    return found;
}

template <std::size_t I = 0>
Command usual_command(std::string_view do_name, Date at) {
    if constexpr (I == std::variant_size_v<Command::Kinds>) {
        fail("no such command", do_name);
    } else {
        using C = std::variant_alternative_t<I, Command::Kinds>;
        if (C::do_name != do_name) return usual_command<I + 1>(do_name, at);
        C command{};
        for_each_field(command, [&](std::string_view name, auto& member) { fill(name, member, at); });
        return command;
    }
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = text.find(separator);
        if (end != 0) out.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return out;
}

Date day(std::string_view text) {
    const auto date = Date::parse(text);
    if (!date) fail("no date", text);
    return *date;
}

Line read_line(std::string_view text) {
    const auto words = split(text, ' ');
    if (words.size() < 2) fail("no command in the line", text);
    const auto at = At::parse(words[0]);
    if (!at) fail("no time", words[0]);
    Line line{*at, usual_command(words[1], at->day)};
    for (std::size_t i = 2; i < words.size(); ++i) {
        const auto equals = words[i].find('=');
        if (equals == std::string_view::npos) fail("no field=value", words[i]);
        const auto name = words[i].substr(0, equals);
        const auto value = words[i].substr(equals + 1);
        if (!std::visit([&](auto& command) { return set_field(command, name, value); }, line.command))
            fail("no such field", words[i]);
    }
    return line;
}

}  // namespace tiaojie::test
