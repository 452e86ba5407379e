// Reads JSON into the structs of core, whose members name themselves (core/words/fields.hpp). One pass collects all
// that is wrong: unknown names, missing members and bad values, each with its path.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "api/wire/json_reader.hpp"
#include "core/law/calendar.hpp"
#include "core/law/policy.hpp"
#include "core/words/payload.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {

inline constexpr std::size_t max_list_entries = 200;
inline constexpr std::size_t max_calendar_days = 20'000;
inline constexpr std::size_t max_listed_problems = 100;  // of each sort; a hostile text has more than one can read

// Where in the input one is, kept as a chain on the stack and only spelled out when something is wrong there.
class Path {
public:
    Path() = default;
    explicit Path(std::string_view name, const Path* parent = nullptr) : parent_(parent), name_(name) {}
    Path(std::size_t index, const Path& list) : parent_(&list), name_(list.name_), index_(index), is_entry_(true) {}

    std::string_view name() const { return name_; }  // of the nearest named field: in `present[3]` it is `present`
    std::string text() const;                        // parties[0].name

private:
    const Path* parent_{nullptr};
    std::string_view name_{};
    std::size_t index_{0};
    bool is_entry_{false};
};

// What is wrong, in the order in which it is told: unknown fields, missing ones, bad values.
class Problems {
public:
    void unknown(const Path& path, std::string_view allowed);
    void missing(const Path& path);
    void bad(std::string_view code, const Path& path, std::string_view detail);

    bool none() const { return unknown_.empty() && missing_.empty() && bad_.empty(); }
    std::vector<Refusal> all() const;

private:
    std::vector<Refusal> unknown_{};
    std::vector<Refusal> missing_{};
    std::vector<Refusal> bad_{};
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

class FieldReader {
public:
    explicit FieldReader(Problems& problems) : problems_(problems) {}

    void value(const Json& json, bool& out, const Path& path);
    void value(const Json& json, int& out, const Path& path);
    void value(const Json& json, std::string& out, const Path& path);
    void value(const Json& json, Id& out, const Path& path);
    void value(const Json& json, Amount& out, const Path& path);
    void value(const Json& json, Date& out, const Path& path);
    void value(const Json& json, Division& out, const Path& path);
    void value(const Json& json, Corrections& out, const Path& path);
    void value(const Json& json, Policy& out, const Path& path);
    void value(const Json& json, std::map<Date, CalendarDay>& out, const Path& path);

    template <class E>
    requires std::is_enum_v<E>
    void value(const Json& json, E& out, const Path& path) {
        if (const auto* text = string_of(json, path)) {
            if (const auto term = parse_term<E>(*text))
                out = *term;
            else
                problems_.bad("bad_value", path, one_of<E>());
        }
    }
    template <class T>
    void value(const Json& json, std::optional<T>& out, const Path& path) {
        value(json, out.emplace(), path);
    }
    template <class T>
    void value(const Json& json, std::vector<T>& out, const Path& path) {
        if (!is_list(json, path)) return;
        out.resize(json.items.size());
        for (std::size_t i = 0; i < out.size(); ++i) value(json.items[i], out[i], Path{i, path});
    }
    template <HasFields T>
    void value(const Json& json, T& out, const Path& path) {
        if (is_object(json, path)) members(json, out, &path);
    }

    // The members of an object; `besides` are names that stand in it for another reader.
    template <HasFields T>
    void members(const Json& json, T& out, const Path* parent, std::span<const std::string_view> besides = {}) {
        std::size_t known = 0;
        std::size_t next = 0;
        for_each_field(out, [&]<class Member>(std::string_view name, Member& member) {
            const Path path{name, parent};
            if (const Json* found = find(json, name, next)) {
                ++known;
                if constexpr (std::is_same_v<T, Party>) {
                    if (name == "id_number" && is_person(json)) return identity_number(*found, out.id_number, path);
                }
                value(*found, member, path);
            } else if constexpr (!is_optional<Member>) {
                problems_.missing(path);
            }
        });
        for (const auto name : besides)
            if (json.find(name) != nullptr) ++known;
        if (known != json.members.size()) unknown_members(json, names<T>(), parent, besides);
    }

private:
    template <class T>
    static std::vector<std::string_view> names() {
        std::vector<std::string_view> out;
        std::apply([&](const auto&... each) { (out.push_back(each.name), ...); }, fields_of<T>());
        return out;
    }
    template <class E>
    static std::string one_of() {
        std::string out{"可填："};
        for (const auto& term : Terms<E>::all) {
            if (&term != &Terms<E>::all.front()) out += "、";
            out += term.name;
        }
        return out;
    }

    static const Json* find(const Json& json, std::string_view name, std::size_t& next);
    const std::string* string_of(const Json& json, const Path& path);
    bool is_list(const Json& json, const Path& path);
    bool is_object(const Json& json, const Path& path);
    static bool is_person(const Json& party);
    void identity_number(const Json& json, std::optional<std::string>& out, const Path& path);
    void unknown_members(const Json& json, const std::vector<std::string_view>& names, const Path* parent,
                         std::span<const std::string_view> besides);

    Problems& problems_;
};

}  // namespace tiaojie
