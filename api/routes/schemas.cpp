#include "api/routes/schemas.hpp"

#include <utility>

#include "api/routes/schema_of.hpp"
#include "api/routes/shapes.hpp"
#include "api/routes/term_lists.hpp"
#include "api/wire/command_reader.hpp"
#include "api/wire/views.hpp"
#include "core/case/command.hpp"
#include "core/case/event.hpp"

namespace tiaojie::http {
namespace {

void describe(Json& schema, std::string_view help) {
    if (!help.empty()) put(schema, "description", help);
}

Json schema_of_shape(const Shape& shape) {
    const bool is_type = shape.fields.starts_with('[') || shape.fields.starts_with('{');
    auto out = is_type ? schema_of_type(shape.fields) : schema_of_fields(shape.fields);
    describe(out, shape.help);
    return out;
}

// Texts that people send are neither empty nor blank, and nothing may stand beside the fields.
void put_bodies(Json& all) {
    for (const auto& shape : body_shapes()) {
        auto schema = schema_of_shape(shape);
        put(schema, "additionalProperties", false);
        put(all, shape.name, std::move(schema));
    }
}

// ---- what others are made of ----

Json patterned(std::string_view pattern, std::string_view help) {
    auto out = plain_schema("string");
    put(out, "pattern", pattern);
    describe(out, help);
    return out;
}

void put_scalars(Json& all) {
    auto id = plain_schema("string");
    put(id, "minLength", 1);
    put(id, "maxLength", 64);
    describe(id, "编号：1到64个字符，不含空白");
    put(all, "Id", std::move(id));
    auto date = plain_schema("string");
    put(date, "format", "date");
    put(all, "Date", std::move(date));
    auto at = plain_schema("string");
    describe(at, "发生的时间：带时区的RFC 3339时间，或只有日期（YYYY-MM-DD，指整日）");
    put(all, "At", std::move(at));
    put(all, "Division", patterned("^[1-9][0-9]{11}$", "12位行政区划代码"));
    auto yuan = plain_schema("number");
    put(yuan, "minimum", 0);
    describe(yuan, "金额，以元为单位，至多两位小数，精确");
    put(all, "Yuan", std::move(yuan));
}

void put_word_lists(Json& all) {
    for (const auto& list : word_lists()) {
        auto schema = plain_schema("string");
        auto words = json_list();
        std::string help;
        for (const auto& word : list.words) {
            add(words, to_json(word.name));
            (help += help.empty() ? "" : "；").append(word.name).append(" ").append(word.chinese);
        }
        put(schema, "enum", std::move(words));
        describe(schema, help);
        put(all, list.name, std::move(schema));
    }
}

Json constant(std::string_view value) {
    auto out = json_object();
    put(out, "const", value);
    return out;
}

// A choice between schemas that a member's value tells apart.
struct Choice {
    Json one_of = json_list();
    Json mapping = json_object();

    void add_one(std::string_view value, const std::string& schema) {
        add(one_of, schema_ref(schema));
        put(mapping, value, "#/components/schemas/" + schema);
    }
    Json made(std::string_view property, std::string_view help) && {
        auto discriminator = json_object();
        put(discriminator, "propertyName", property);
        put(discriminator, "mapping", std::move(mapping));
        auto out = json_object();
        put(out, "oneOf", std::move(one_of));
        put(out, "discriminator", std::move(discriminator));
        describe(out, help);
        return out;
    }
};

template <class C>
void put_command(Json& all, Choice& choice) {
    auto schema = empty_object_schema();
    put_property(schema, "do", constant(C::do_name), true);
    put_property(schema, "at", schema_ref("At"), false);
    put_property(schema, "by", plain_schema("string"), false);
    put_property(schema, "id", schema_ref("Id"), false);
    put_members<C>(schema, Way::request);
    put(schema, "additionalProperties", false);
    for (const auto& word : find_word_list("CommandName")->words)
        if (word.name == C::do_name) put(schema, "title", word.chinese);
    const auto name = "Command." + std::string{C::do_name};
    choice.add_one(C::do_name, name);
    put(all, name, std::move(schema));
}

template <std::size_t... I>
void put_commands(Json& all, std::index_sequence<I...>) {
    Choice choice;
    (put_command<std::variant_alternative_t<I, Command::Kinds>>(all, choice), ...);
    put(all, "Command",
        std::move(choice).made("do",
                               "一件要办的事。at默认为现在；by不论写什么，记为登录的账号；"
                               "id由客户端自定，重复送来只办一次"));
    put(all, "CommandList", list_schema(schema_ref("Command")));
}

void put_event_envelope(Json& schema, std::string_view event) {
    put_property(schema, "at", schema_ref("At"), true);
    put_property(schema, "recorded", schema_of_type("time"), true);
    put_property(schema, "by", plain_schema("string"), true);
    put_property(schema, "event", constant(event), true);
    put_property(schema, "late", plain_schema("boolean"), true);
}

// What was corrected: only the members that were; null where there was nothing before.
Json corrections_seen() {
    auto schema = empty_object_schema();
    const Corrections nothing{};
    for_each_field(nothing, [&]<class Member>(std::string_view name, const Member&) {
        const bool is_parties = name == "parties";
        put_property(schema, name,
                     is_parties ? schema_of_type("[PartyView]|null") : schema_of<std::remove_cv_t<Member>>(Way::answer),
                     false);
    });
    return schema;
}

template <class E>
void put_event(Json& all, Choice& choice) {
    if (!case_of(Event{E{}})) return;  // of the office: in no case's history
    auto schema = empty_object_schema();
    put_event_envelope(schema, E::event_name);
    if constexpr (std::is_same_v<E, CaseCorrected>) {
        put_property(schema, "case", schema_ref("Id"), true);
        put_property(schema, "set", corrections_seen(), true);
        put_property(schema, "was", corrections_seen(), true);
        put_property(schema, "reason", plain_schema("string"), true);
    } else {
        put_members<E>(schema, Way::answer);
    }
    for (auto& member : schema.members)
        if (member.key == "properties")
            for (auto& property : member.value.members) {
                if (property.key == "parties") property.value = schema_of_type("[PartyView]");
                if (property.key == "into") property.value = schema_of_type("id|null");  // it may lie outside the area
            }
    put(schema, "title", E::chinese);
    const auto name = "Event." + std::string{E::event_name};
    choice.add_one(E::event_name, name);
    put(all, name, std::move(schema));
}

template <std::size_t... I>
void put_events(Json& all, std::index_sequence<I...>) {
    Choice choice;
    (put_event<std::variant_alternative_t<I, Event::Kinds>>(all, choice), ...);
    put(all, "HistoryEntry", std::move(choice).made("event", "发生的一件事；recorded：录入的时间；late：补录"));
}

}  // namespace

Json component_schemas() {
    auto all = json_object();
    put_scalars(all);
    put_word_lists(all);
    put_bodies(all);
    put_commands(all, std::make_index_sequence<std::variant_size_v<Command::Kinds>>{});
    for (const auto& shape : answer_shapes()) put(all, shape.name, schema_of_shape(shape));
    put(all, "Policy", schema_of<Policy>(Way::answer));
    put_events(all, std::make_index_sequence<std::variant_size_v<Event::Kinds>>{});
    return all;
}

}  // namespace tiaojie::http
