#include "tests/api/routes/schema_check.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "api/wire/json_writer.hpp"
#include "api/wire/text_rules.hpp"
#include "core/words/date.hpp"

namespace tiaojie {
namespace {

// Keywords that say something to people, or that are looked at elsewhere.
constexpr std::array<std::string_view, 6> silent{"description", "title",   "discriminator",
                                                 "example",     "pattern", "$comment"};

bool equal(const Json& a, const Json& b) { return write_json(a) == write_json(b); }

class Checker {
public:
    Checker(const Json& document, Unnamed unnamed) : document_(document), unnamed_(unnamed) {}

    std::vector<std::string> check(const Json& schema, const Json& value, const std::string& at) {
        std::vector<std::string> out;
        check_into(out, schema, value, at);
        return out;
    }

private:
    using Out = std::vector<std::string>;

    void check_into(Out& out, const Json& schema, const Json& value, const std::string& at) {
        if (schema.kind == Json::Kind::boolean) {
            if (!schema.boolean) out.push_back(at + ": nothing may stand here");
            return;
        }
        if (schema.kind != Json::Kind::object) return out.push_back(at + ": the schema is no schema");
        for (const auto& [keyword, rule] : schema.members) keyword_into(out, keyword, rule, schema, value, at);
        if (value.kind == Json::Kind::object && schema.find("properties") != nullptr)
            unnamed_into(out, schema, value, at);
    }

    void keyword_into(Out& out, const std::string& keyword, const Json& rule, const Json& schema, const Json& value,
                      const std::string& at) {
        if (keyword == "$ref") {
            const auto* target = resolve(document_, rule.text);
            if (target == nullptr) return out.push_back(at + ": no such schema: " + rule.text);
            return check_into(out, *target, value, at);
        }
        if (keyword == "type") return type_into(out, rule, value, at);
        if (keyword == "const") {
            if (!equal(rule, value)) out.push_back(at + ": must be " + write_json(rule));
            return;
        }
        if (keyword == "enum") {
            const auto is_it = [&](const Json& each) { return equal(each, value); };
            if (std::none_of(rule.items.begin(), rule.items.end(), is_it))
                out.push_back(at + ": not in the list: " + write_json(value));
            return;
        }
        if (keyword == "anyOf" || keyword == "oneOf") return choice_into(out, keyword, rule, schema, value, at);
        if (keyword == "properties") return properties_into(out, rule, value, at);
        if (keyword == "required") return required_into(out, rule, value, at);
        if (keyword == "additionalProperties") return additional_into(out, rule, schema, value, at);
        if (keyword == "items") return items_into(out, rule, value, at);
        if (keyword == "format") return format_into(out, rule.text, value, at);
        if (limit_into(out, keyword, rule, value, at)) return;
        if (std::find(silent.begin(), silent.end(), keyword) == silent.end())
            out.push_back(at + ": the checker does not know \"" + keyword + "\"");
    }

    static bool is_of_type(const Json& value, std::string_view type) {
        switch (value.kind) {
            case Json::Kind::null:
                return type == "null";
            case Json::Kind::boolean:
                return type == "boolean";
            case Json::Kind::number:
                return type == "number" || (type == "integer" && value.is_integer);
            case Json::Kind::string:
                return type == "string";
            case Json::Kind::array:
                return type == "array";
            case Json::Kind::object:
                return type == "object";
        }
        return false;
    }

    static void type_into(Out& out, const Json& rule, const Json& value, const std::string& at) {
        const bool fits = rule.kind == Json::Kind::array
                              ? std::any_of(rule.items.begin(), rule.items.end(),
                                            [&](const Json& each) { return is_of_type(value, each.text); })
                              : is_of_type(value, rule.text);
        if (!fits) out.push_back(at + ": must be " + write_json(rule) + ", is " + write_json(value).substr(0, 80));
    }

    // Where a member tells the choices apart, only that one is spoken of: the others' problems would say nothing.
    const Json* told_apart(const Json& schema, const Json& value) const {
        const auto* discriminator = schema.find("discriminator");
        if (discriminator == nullptr) return nullptr;
        const auto* given = value.find(discriminator->find("propertyName")->text);
        const auto* mapping = discriminator->find("mapping");
        if (given == nullptr || mapping == nullptr) return nullptr;
        const auto* ref = mapping->find(given->text);
        return ref == nullptr ? nullptr : resolve(document_, ref->text);
    }

    void choice_into(Out& out, const std::string& keyword, const Json& rule, const Json& schema, const Json& value,
                     const std::string& at) {
        if (const auto* one = told_apart(schema, value)) return check_into(out, *one, value, at);
        std::size_t fitting = 0;
        Out closest;
        for (const auto& each : rule.items) {
            auto found = check(each, value, at);
            if (found.empty()) ++fitting;
            if (closest.empty() || found.size() < closest.size()) closest = std::move(found);
        }
        if (fitting == 1 || (fitting > 1 && keyword == "anyOf")) return;
        if (fitting > 1) return out.push_back(at + ": fits " + std::to_string(fitting) + " of oneOf");
        out.push_back(at + ": fits none of " + keyword);
        out.insert(out.end(), closest.begin(), closest.end());
    }

    void properties_into(Out& out, const Json& rule, const Json& value, const std::string& at) {
        for (const auto& [key, schema] : rule.members)
            if (const auto* member = value.find(key)) check_into(out, schema, *member, at + "/" + key);
    }

    static void required_into(Out& out, const Json& rule, const Json& value, const std::string& at) {
        if (value.kind != Json::Kind::object) return;
        for (const auto& key : rule.items)
            if (value.find(key.text) == nullptr) out.push_back(at + ": \"" + key.text + "\" is missing");
    }

    static bool is_named(const Json& schema, const std::string& key) {
        const auto* properties = schema.find("properties");
        return properties != nullptr && properties->find(key) != nullptr;
    }

    void additional_into(Out& out, const Json& rule, const Json& schema, const Json& value, const std::string& at) {
        if (value.kind != Json::Kind::object) return;
        for (const auto& [key, member] : value.members) {
            if (is_named(schema, key)) continue;
            if (rule.kind == Json::Kind::boolean && !rule.boolean)
                out.push_back(at + ": \"" + key + "\" may not stand here");
            else
                check_into(out, rule, member, at + "/" + key);
        }
    }

    void unnamed_into(Out& out, const Json& schema, const Json& value, const std::string& at) const {
        if (unnamed_ == Unnamed::allowed || schema.find("additionalProperties") != nullptr) return;
        for (const auto& [key, member] : value.members)
            if (!is_named(schema, key)) out.push_back(at + ": \"" + key + "\" is not in the document");
    }

    void items_into(Out& out, const Json& rule, const Json& value, const std::string& at) {
        for (std::size_t i = 0; i < value.items.size(); ++i)
            check_into(out, rule, value.items[i], at + "/" + std::to_string(i));
    }

    static void format_into(Out& out, const std::string& format, const Json& value, const std::string& at) {
        if (value.kind != Json::Kind::string) return;
        const bool is_moment = format == "date-time";
        const auto moment = At::parse(value.text);
        if (format != "date" && !is_moment) return out.push_back(at + ": the checker does not know " + format);
        if (is_moment ? !moment || !moment->instant : !Date::parse(value.text))
            out.push_back(at + ": no " + format + ": " + value.text);
    }

    static bool limit_into(Out& out, const std::string& keyword, const Json& rule, const Json& value,
                           const std::string& at) {
        const double limit = std::strtod(rule.text.c_str(), nullptr);
        const auto size = [&]() -> double {
            if (value.kind == Json::Kind::string) return static_cast<double>(measure(value.text).characters);
            if (value.kind == Json::Kind::array) return static_cast<double>(value.items.size());
            return static_cast<double>(value.members.size());
        };
        bool is_broken = false;
        if (keyword == "minimum")
            is_broken = value.kind == Json::Kind::number && std::strtod(value.text.c_str(), nullptr) < limit;
        else if (keyword == "minLength")
            is_broken = value.kind == Json::Kind::string && size() < limit;
        else if (keyword == "maxLength")
            is_broken = value.kind == Json::Kind::string && size() > limit;
        else if (keyword == "maxItems")
            is_broken = value.kind == Json::Kind::array && size() > limit;
        else if (keyword == "minProperties")
            is_broken = value.kind == Json::Kind::object && size() < limit;
        else
            return false;
        if (is_broken) out.push_back(at + ": breaks " + keyword + " " + rule.text);
        return true;
    }

    const Json& document_;
    Unnamed unnamed_;
};

}  // namespace

const Json* resolve(const Json& document, const std::string& ref) {
    if (!ref.starts_with("#/")) return nullptr;
    std::string_view rest{ref};
    rest.remove_prefix(2);
    const Json* at = &document;
    while (at != nullptr && !rest.empty()) {
        const auto end = std::min(rest.find('/'), rest.size());
        at = at->find(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return at;
}

std::vector<std::string> problems(const Json& document, const Json& schema, const Json& value, Unnamed unnamed) {
    return Checker{document, unnamed}.check(schema, value, "");
}

}  // namespace tiaojie
