#include "storage/journal/event_codec.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/case/event.hpp"
#include "core/law/child.hpp"
#include "core/words/text.hpp"
#include "storage/engine/json_value.hpp"
#include "storage/journal/personal_fields.hpp"

namespace tiaojie::storage {
namespace {

template <class T>
concept HasTerms = std::is_enum_v<T>;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

class Writer {
public:
    Writer(Date happened, std::size_t expected_bytes) : happened_(happened) { body_.reserve(expected_bytes); }

    template <HasFields Struct>
    void write(const Struct& value) {
        body_ += '{';
        for_each_field(value, [&](std::string_view name, const auto& member) { write_member(value, name, member); });
        end('}');
    }

    std::string take_body() { return std::move(body_); }
    std::string take_personal() {
        if (!personal_.empty()) personal_ += '}';
        return std::move(personal_);
    }

private:
    template <class Struct, class Member>
    void write_member(const Struct& owner, std::string_view name, const Member& member) {
        if constexpr (IsOptional<Member>::value) {
            if (member) write_member(owner, name, *member);
        } else {
            if constexpr (!PersonalFields<Struct>::names.empty() && !HasFields<Member>) {
                if (is_personal<Struct>(name)) return put_apart(name, member);
            }
            if constexpr (std::is_same_v<Struct, Party> && std::is_same_v<Member, std::string>) {
                // An empty name goes there too: in the body it would be taken for one that was erased.
                if (name == "name" && (member.empty() || is_child(owner, happened_))) {
                    put_apart(name, member);
                    body_ += R"("name":"",)";
                    return;
                }
            }
            body_ += '"';
            body_ += name;
            body_ += R"(":)";
            const auto length = path_.size();
            path_ += name;
            write_nested(member);
            path_.resize(length);
            body_ += ',';
        }
    }

    // The path so far names the member; what it holds is one step deeper.
    template <class Member>
    void write_nested(const Member& member) {
        if constexpr (HasFields<Member>) path_ += '.';
        write(member);
    }

    void put_apart(std::string_view name, const std::string& value) {
        personal_ += personal_.empty() ? '{' : ',';
        personal_ += '"';
        personal_ += path_;
        personal_ += name;
        personal_ += R"(":)";
        append_json_string(personal_, value);
    }
    void put_apart(std::string_view name, Date value) { put_apart(name, value.text()); }
    template <class Other>
    void put_apart(std::string_view, const Other&) {}  // no personal field is of another type: names_are_fields()

    void end(char bracket) {
        if (body_.back() == ',')
            body_.back() = bracket;
        else
            body_ += bracket;
    }

    template <class Item>
    void write(const std::vector<Item>& items) {
        body_ += '[';
        const auto length = path_.size();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if constexpr (HasFields<Item>) path_.append("[").append(std::to_string(i)).append("]");
            write_nested(items[i]);
            path_.resize(length);
            body_ += ',';
        }
        end(']');
    }
    void write(const std::map<Date, CalendarDay>& days) {
        body_ += '{';
        for (const auto& [date, day] : days) {
            write(date);
            body_ += ':';
            write(day);
            body_ += ',';
        }
        end('}');
    }
    void write(const std::string& text) { append_json_string(body_, text); }
    void write(const Id& id) { append_json_string(body_, id.text); }
    void write(Amount amount) { body_ += yuan_text(amount.fen); }
    void write(Date date) { body_.append("\"").append(date.text()).append("\""); }
    void write(Division division) { body_.append("\"").append(division.text()).append("\""); }
    void write(bool value) { body_ += value ? "true" : "false"; }
    void write(int value) { body_ += std::to_string(value); }
    template <HasTerms Enum>
    void write(Enum value) {
        body_.append("\"").append(name(value)).append("\"");
    }

    Date happened_;
    std::string body_{};
    std::string personal_{};
    std::string path_{};  // to the struct being written, with its final point: set.parties[1].
};

[[noreturn]] void fail(std::string_view field) { throw DecodeError{"字段“" + std::string{field} + "”的内容不能识别"}; }

// Buffers kept by each thread: reading an event allocates only what the event itself holds.
struct Trees {
    JsonTree body{};
    JsonTree personal{};
    std::string path{};
};

Trees& trees_of_thread() {
    thread_local Trees trees;
    trees.path.clear();
    return trees;
}

class Reader {
public:
    explicit Reader(Trees& trees) : body_(trees.body), personal_(trees.personal), path_(trees.path) {}

    template <HasFields Struct>
    void read(JsonTree::Node node, std::string_view field, Struct& out) {
        if (body_.kind(node) != JsonTree::Kind::object) fail(field);
        JsonTree::Node hint = JsonTree::none;
        for_each_field(out, [&](std::string_view name, auto& member) {
            if (is_personal<Struct>(name)) {
                read_apart(name, member);
                return;
            }
            const auto found = body_.find(node, name, hint);
            if (found == JsonTree::none) return;
            const auto length = path_.size();
            path_ += name;
            read_nested(found, name, member);
            path_.resize(length);
        });
        if constexpr (std::is_same_v<Struct, Party>) {
            if (out.name.empty() && !read_apart("name", out.name)) out.name = erased_name;
        }
    }

private:
    template <class Member>
    void read_nested(JsonTree::Node node, std::string_view field, Member& out) {
        if constexpr (IsOptional<Member>::value) {
            read_nested(node, field, out.emplace());
        } else {
            if constexpr (HasFields<Member>) path_ += '.';
            read(node, field, out);
        }
    }

    std::optional<std::string_view> find_apart(std::string_view name) {
        if (personal_.empty()) return std::nullopt;
        const auto length = path_.size();
        path_ += name;
        const auto found = personal_.find(JsonTree::root, path_, hint_);
        path_.resize(length);
        if (found == JsonTree::none) return std::nullopt;
        if (personal_.kind(found) != JsonTree::Kind::string) fail(name);
        return personal_.text(found);
    }
    bool read_apart(std::string_view name, std::string& out) {
        const auto text = find_apart(name);
        if (text) out = *text;
        return text.has_value();
    }
    bool read_apart(std::string_view name, std::optional<std::string>& out) {
        const auto text = find_apart(name);
        if (text) out.emplace(*text);
        return text.has_value();
    }
    bool read_apart(std::string_view name, std::optional<Date>& out) {
        const auto text = find_apart(name);
        if (text) out = date_of(*text, name);
        return text.has_value();
    }
    template <class Other>
    bool read_apart(std::string_view, Other&) {
        return false;  // no personal field is of another type: names_are_fields()
    }

    std::string_view text_of(JsonTree::Node node, std::string_view field) const {
        if (body_.kind(node) != JsonTree::Kind::string) fail(field);
        return body_.text(node);
    }
    // Any day that a moment of a valid year can fall on in UTC+8: a little more than `Date::parse` takes from people.
    static Date date_of(std::string_view text, std::string_view field) {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') fail(field);
        const std::chrono::year_month_day civil{std::chrono::year{number_of<std::uint16_t>(text.substr(0, 4), field)},
                                                std::chrono::month{number_of<unsigned>(text.substr(5, 2), field)},
                                                std::chrono::day{number_of<unsigned>(text.substr(8, 2), field)}};
        if (!civil.ok()) fail(field);
        return Date{static_cast<std::int32_t>(std::chrono::sys_days{civil}.time_since_epoch().count())};
    }
    template <class Number>
    static Number number_of(std::string_view text, std::string_view field) {
        Number value{};
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) fail(field);
        return value;
    }

    template <class Item>
    void read(JsonTree::Node node, std::string_view field, std::vector<Item>& out) {
        if (body_.kind(node) != JsonTree::Kind::array) fail(field);
        const auto length = path_.size();
        std::size_t index = 0;
        for (auto item = body_.first(node); item < body_.end(node); item = body_.after(item)) {
            if constexpr (HasFields<Item>) path_.append("[").append(std::to_string(index++)).append("]");
            read_nested(item, field, out.emplace_back());
            path_.resize(length);
        }
    }
    void read(JsonTree::Node node, std::string_view field, std::map<Date, CalendarDay>& out) {
        if (body_.kind(node) != JsonTree::Kind::object) fail(field);
        for (auto day = body_.first(node); day < body_.end(node); day = body_.after(day))
            read(day, field, out[date_of(body_.key(day), field)]);
    }
    void read(JsonTree::Node node, std::string_view field, std::string& out) { out = text_of(node, field); }
    void read(JsonTree::Node node, std::string_view field, Id& out) { out.text = text_of(node, field); }
    void read(JsonTree::Node node, std::string_view field, Date& out) { out = date_of(text_of(node, field), field); }
    void read(JsonTree::Node node, std::string_view field, Division& out) {
        out.code = number_of<std::int64_t>(text_of(node, field), field);
    }
    void read(JsonTree::Node node, std::string_view field, Amount& out) {
        if (body_.kind(node) != JsonTree::Kind::integer && body_.kind(node) != JsonTree::Kind::decimal) fail(field);
        const auto yuan = read_yuan(body_.text(node));
        if (yuan.fault != MoneyFault::none) fail(field);
        out.fen = yuan.fen;
    }
    void read(JsonTree::Node node, std::string_view field, bool& out) {
        if (body_.kind(node) != JsonTree::Kind::boolean) fail(field);
        out = body_.boolean(node);
    }
    void read(JsonTree::Node node, std::string_view field, int& out) {
        if (body_.kind(node) != JsonTree::Kind::integer) fail(field);
        out = number_of<int>(body_.text(node), field);
    }
    template <HasTerms Enum>
    void read(JsonTree::Node node, std::string_view field, Enum& out) {
        const auto term = parse_term<Enum>(text_of(node, field));
        if (!term) fail(field);
        out = *term;
    }

    const JsonTree& body_;
    const JsonTree& personal_;
    JsonTree::Node hint_{JsonTree::none};  // in the personal part
    std::string& path_;                    // as in the Writer
};

void parse_into(JsonTree& tree, std::string_view text, const char* fault) {
    if (!tree.parse(text) || tree.kind(JsonTree::root) != JsonTree::Kind::object) throw DecodeError{fault};
}

template <class Struct>
Struct decode(std::string_view body, std::string_view personal) {
    auto& trees = trees_of_thread();
    parse_into(trees.body, body, "正文不是有效的JSON对象");
    if (personal.empty())
        trees.personal.clear();
    else
        parse_into(trees.personal, personal, "个人信息部分不是有效的JSON对象");
    Struct out;
    Reader{trees}.read(JsonTree::root, {}, out);
    return out;
}

struct EventKind {
    std::string_view name;
    Event (*decode)(std::string_view body, std::string_view personal);
};

template <class Kind>
Event decode_kind(std::string_view body, std::string_view personal) {
    return decode<Kind>(body, personal);
}

template <class... Kinds>
constexpr auto table_of(const std::variant<Kinds...>*) {
    std::array<EventKind, sizeof...(Kinds)> out{EventKind{Kinds::event_name, &decode_kind<Kinds>}...};
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

constexpr auto event_kinds = table_of(static_cast<const Event*>(nullptr));
static_assert(std::adjacent_find(event_kinds.begin(), event_kinds.end(),
                                 [](const auto& a, const auto& b) { return a.name == b.name; }) == event_kinds.end());

template <class Struct>
std::string encode_alone(const Struct& value, std::size_t expected_bytes) {
    Writer writer{Date{}, expected_bytes};
    writer.write(value);
    return writer.take_body();
}

}  // namespace

StoredEvent encode_event(const Event& event, Date happened) {
    return std::visit(
        [happened](const auto& e) {
            Writer writer{happened, 512};
            writer.write(e);
            return StoredEvent{std::string{e.event_name}, writer.take_body(), writer.take_personal()};
        },
        event);
}

Event decode_event(std::string_view name, std::string_view body, std::string_view personal) {
    const auto kind =
        std::lower_bound(event_kinds.begin(), event_kinds.end(), name,
                         [](const EventKind& each, std::string_view wanted) { return each.name < wanted; });
    if (kind == event_kinds.end() || kind->name != name) throw DecodeError{"没有名为“" + std::string{name} + "”的事件"};
    try {
        return kind->decode(body, personal);
    } catch (const DecodeError& error) {
        throw DecodeError{"事件" + std::string{name} + "：" + error.what()};
    }
}

std::string encode_policy(const Policy& policy) { return encode_alone(policy, 1024); }
Policy decode_policy(std::string_view text) { return decode<Policy>(text, {}); }
std::string encode_notice(const CalendarNotice& notice) { return encode_alone(notice, 256 + notice.days.size() * 64); }
CalendarNotice decode_notice(std::string_view text) { return decode<CalendarNotice>(text, {}); }

}  // namespace tiaojie::storage
