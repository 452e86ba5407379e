#include "api/routes/schema_text.hpp"

#include <algorithm>
#include <stdexcept>

#include "api/wire/json_writer.hpp"

namespace tiaojie::http {
namespace {

class TypeReader {
public:
    explicit TypeReader(std::string_view text) : text_(text) {}

    Json whole() {
        auto out = either();
        if (at_ != text_.size()) fail();
        return out;
    }

private:
    Json either() {
        auto first = one();
        if (!next_is('|')) return first;
        std::vector<Json> all{std::move(first)};
        while (next_is('|')) {
            ++at_;
            all.push_back(one());
        }
        const bool may_be_null = is_null(all.back());
        if (may_be_null) all.pop_back();
        auto out = std::move(all.front());
        if (all.size() > 1) {
            auto list = json_list();
            add(list, std::move(out));
            for (std::size_t i = 1; i < all.size(); ++i) add(list, std::move(all[i]));
            out = json_object();
            put(out, "anyOf", std::move(list));
        }
        return may_be_null ? nullable(std::move(out)) : out;
    }
    Json one() {
        if (next_is('[')) {
            auto items = enclosed(']');
            return list_schema(std::move(items));
        }
        if (next_is('{')) {
            auto values = enclosed('}');
            auto out = plain_schema("object");
            put(out, "additionalProperties", std::move(values));
            return out;
        }
        const auto start = at_;
        while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ']' && text_[at_] != '}') ++at_;
        return word(text_.substr(start, at_ - start));
    }
    Json enclosed(char end) {
        ++at_;
        auto inner = either();
        if (!next_is(end)) fail();
        ++at_;
        return inner;
    }
    Json word(std::string_view name) {
        if (name.empty()) fail();
        if (name.front() >= 'A' && name.front() <= 'Z') return schema_ref(name);
        if (name == "any") return json_object();
        if (name == "text") return plain_schema("string");
        if (name == "int") return plain_schema("integer");
        if (name == "bool") return plain_schema("boolean");
        if (name == "number" || name == "null") return plain_schema(name);
        if (name == "id") return schema_ref("Id");
        if (name == "at") return schema_ref("At");
        if (name == "date") return schema_ref("Date");
        if (name == "division") return schema_ref("Division");
        if (name == "yuan") return schema_ref("Yuan");
        if (name != "time") fail();
        auto out = plain_schema("string");
        put(out, "format", "date-time");
        return out;
    }
    static bool is_null(const Json& schema) {
        const auto* type = schema.find("type");
        return type != nullptr && type->text == "null";
    }
    bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
    [[noreturn]] void fail() const { throw std::logic_error{"not a type: " + std::string{text_}}; }

    std::string_view text_;
    std::size_t at_{0};
};

}  // namespace

Json schema_ref(std::string_view name) {
    auto out = json_object();
    put(out, "$ref", "#/components/schemas/" + std::string{name});
    return out;
}

Json plain_schema(std::string_view type) {
    auto out = json_object();
    put(out, "type", type);
    return out;
}

Json nullable(Json schema) {
    for (auto& member : schema.members) {
        if (member.key != "type") continue;
        auto both = json_list();
        add(both, std::move(member.value));
        add(both, to_json("null"));
        member.value = std::move(both);
        return schema;
    }
    auto either = json_list();
    add(either, std::move(schema));
    add(either, plain_schema("null"));
    auto out = json_object();
    put(out, "anyOf", std::move(either));
    return out;
}

Json list_schema(Json items) {
    auto out = plain_schema("array");
    put(out, "items", std::move(items));
    return out;
}

Json empty_object_schema() {
    auto out = plain_schema("object");
    put(out, "properties", json_object());
    put(out, "required", json_list());
    return out;
}

void put_property(Json& schema, std::string_view name, Json type, bool is_required) {
    for (auto& member : schema.members) {
        if (member.key == "properties") put(member.value, name, std::move(type));
        if (member.key == "required" && is_required) add(member.value, to_json(name));
    }
}

Json schema_of_type(std::string_view type) { return TypeReader{type}.whole(); }

Json schema_of_fields(std::string_view fields) {
    auto out = empty_object_schema();
    while (!fields.empty()) {
        const auto end = std::min(fields.find(' '), fields.size());
        const auto field = fields.substr(0, end);
        fields.remove_prefix(std::min(end + 1, fields.size()));
        if (field.empty()) continue;
        const auto colon = field.find(':');
        if (colon == std::string_view::npos || colon == 0) throw std::logic_error{"not a field: " + std::string{field}};
        auto name = field.substr(0, colon);
        const bool is_required = name.back() != '?';
        if (!is_required) name.remove_suffix(1);
        put_property(out, name, schema_of_type(field.substr(colon + 1)), is_required);
    }
    return out;
}

}  // namespace tiaojie::http
