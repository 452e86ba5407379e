// Makes JSON trees out of what core knows and writes them. Numbers are text in the tree, so that money stays exact.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/wire/json_reader.hpp"
#include "core/law/calendar.hpp"
#include "core/words/payload.hpp"

namespace tiaojie {

// Compact, in the order of the members.
void write_json(const Json& json, std::string& out);
std::string write_json(const Json& json);

inline Json json_null() { return {}; }
inline Json json_object() {
    Json json;
    json.kind = Json::Kind::object;
    json.members.reserve(8);  // what most objects have; growing moves whole trees
    return json;
}
inline Json json_list() {
    Json json;
    json.kind = Json::Kind::array;
    return json;
}
inline Json json_number(std::string text) {
    Json json;
    json.kind = Json::Kind::number;
    json.text = std::move(text);
    return json;
}

inline Json to_json(Json json) { return json; }
inline Json to_json(std::string_view text) {
    Json json;
    json.kind = Json::Kind::string;
    json.text = text;
    return json;
}
inline Json to_json(const char* text) { return to_json(std::string_view{text}); }
inline Json to_json(const std::string& text) { return to_json(std::string_view{text}); }
inline Json to_json(const Id& id) { return to_json(id.text); }
inline Json to_json(const At& at) { return to_json(at.text); }
inline Json to_json(Date date) { return to_json(date.text()); }
inline Json to_json(Division division) { return to_json(division.text()); }
inline Json to_json(Amount amount) { return json_number(yuan_text(amount.fen)); }
template <std::same_as<bool> B>
Json to_json(B flag) {
    Json json;
    json.kind = Json::Kind::boolean;
    json.boolean = flag;
    return json;
}
template <std::integral I>
requires(!std::same_as<I, bool>) Json to_json(I number) {
    auto json = json_number(std::to_string(number));
    json.is_integer = true;
    return json;
}
template <class E>
requires std::is_enum_v<E> Json to_json(E term) { return to_json(name(term)); }

template <class T>
Json to_json(const std::optional<T>& value);
template <class T>
Json to_json(const std::vector<T>& list);
template <HasFields T>
Json to_json(const T& fields);

template <class T>
Json& put(Json& object, std::string_view key, const T& value) {
    object.members.push_back({std::string{key}, to_json(value)});
    return object;
}
inline Json& put(Json& object, std::string_view key, Json&& value) {
    object.members.push_back({std::string{key}, std::move(value)});
    return object;
}
inline Json& add(Json& list, Json value) {
    list.items.push_back(std::move(value));
    return list;
}

// The fields of a struct of core by their wire names; a missing one is null.
template <class T>
void put_fields(Json& object, const T& fields) {
    for_each_field(fields, [&](std::string_view key, const auto& value) { put(object, key, value); });
}

template <class T>
Json to_json(const std::optional<T>& value) {
    return value ? to_json(*value) : json_null();
}
template <class T>
Json to_json(const std::vector<T>& list) {
    auto json = json_list();
    json.items.reserve(list.size());
    for (const auto& entry : list) json.items.push_back(to_json(entry));
    return json;
}
template <HasFields T>
Json to_json(const T& fields) {
    auto json = json_object();
    put_fields(json, fields);
    return json;
}

inline Json to_json(const std::map<Date, CalendarDay>& days) {
    auto json = json_object();
    for (const auto& [date, day] : days) put(json, date.text(), day);
    return json;
}

}  // namespace tiaojie
