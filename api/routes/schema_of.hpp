// JSON schemas out of the structs of core, whose members name themselves (core/words/fields.hpp): the same list from
// which commands are read and events are written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "api/routes/schema_text.hpp"
#include "api/wire/field_reader.hpp"
#include "api/wire/json_writer.hpp"
#include "core/case/event.hpp"

namespace tiaojie::http {

// In a request a missing member is left out; in an answer it is null.
enum class Way : std::uint8_t { request, answer };

constexpr std::string_view list_name(Stage) { return "Stage"; }
constexpr std::string_view list_name(DisputeType) { return "DisputeType"; }
constexpr std::string_view list_name(Source) { return "Source"; }
constexpr std::string_view list_name(OrganisationKind) { return "OrganisationKind"; }
constexpr std::string_view list_name(Side) { return "Side"; }
constexpr std::string_view list_name(PartyKind) { return "PartyKind"; }
constexpr std::string_view list_name(Form) { return "Form"; }
constexpr std::string_view list_name(tiaojie::Route) { return "Route"; }
constexpr std::string_view list_name(PaperKind) { return "PaperKind"; }
constexpr std::string_view list_name(ConfirmationStep) { return "ConfirmationStep"; }
constexpr std::string_view list_name(FollowUpResult) { return "FollowUpResult"; }
constexpr std::string_view list_name(Grade) { return "Grade"; }
constexpr std::string_view list_name(ClockKind) { return "ClockKind"; }
constexpr std::string_view list_name(DayType) { return "DayType"; }

template <class T>
struct SchemaOf;

template <class T>
void put_members(Json& schema, Way way);

template <class T>
Json schema_of(Way way) {
    if constexpr (std::is_same_v<T, bool>) {
        return plain_schema("boolean");
    } else if constexpr (std::is_integral_v<T>) {
        auto out = plain_schema("integer");
        if (way == Way::request) put(out, "minimum", 0);
        return out;
    } else if constexpr (std::is_same_v<T, std::string>) {
        auto out = plain_schema("string");
        if (way == Way::request) put(out, "minLength", 1);
        return out;
    } else if constexpr (std::is_same_v<T, Id>) {
        return schema_ref("Id");
    } else if constexpr (std::is_same_v<T, At>) {
        return schema_ref("At");
    } else if constexpr (std::is_same_v<T, Amount>) {
        return schema_ref("Yuan");
    } else if constexpr (std::is_same_v<T, Date>) {
        return schema_ref("Date");
    } else if constexpr (std::is_same_v<T, Division>) {
        return schema_ref("Division");
    } else if constexpr (std::is_enum_v<T>) {
        return schema_ref(list_name(T{}));
    } else if constexpr (std::is_same_v<T, std::map<Date, CalendarDay>>) {
        auto out = plain_schema("object");
        put(out, "additionalProperties", schema_of<CalendarDay>(way));
        return out;
    } else {
        return SchemaOf<T>::make(way);
    }
}

// What holds other types.
template <class T>
struct SchemaOf {
    static Json make(Way way) {
        auto out = empty_object_schema();
        put_members<T>(out, way);
        if (way == Way::request) {
            put(out, "additionalProperties", false);
            if constexpr (std::is_same_v<T, Corrections>) put(out, "minProperties", 1);
        }
        return out;
    }
};
template <class T>
struct SchemaOf<std::optional<T>> {
    static Json make(Way way) { return way == Way::request ? schema_of<T>(way) : nullable(schema_of<T>(way)); }
};
template <class T>
struct SchemaOf<std::vector<T>> {
    static Json make(Way way) {
        auto out = list_schema(schema_of<T>(way));
        if (way == Way::request) put(out, "maxItems", static_cast<std::int64_t>(max_list_entries));
        return out;
    }
};

template <class T>
void put_members(Json& schema, Way way) {
    const T nothing{};
    for_each_field(nothing, [&]<class Member>(std::string_view name, const Member&) {
        using Plain = std::remove_cv_t<Member>;
        put_property(schema, name, schema_of<Plain>(way), way == Way::answer || !is_optional<Plain>);
    });
}

}  // namespace tiaojie::http
