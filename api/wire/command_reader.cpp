#include "api/wire/command_reader.hpp"

#include <array>
#include <utility>

#include "api/wire/field_reader.hpp"
#include "api/wire/text_rules.hpp"
#include "core/case/command.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {
namespace {

constexpr std::array<std::string_view, 4> envelope_names{"do", "at", "by", "id"};

using ReadFields = void (*)(FieldReader& reader, const Json& object, Command& out);

struct CommandForm {
    std::string_view name;
    ReadFields read;
};

template <std::size_t... I>
constexpr auto forms_of(std::index_sequence<I...>) {
    return std::array<CommandForm, sizeof...(I)>{{{std::variant_alternative_t<I, Command::Kinds>::do_name,
                                                   [](FieldReader& reader, const Json& object, Command& out) {
                                                       reader.members(object, out.emplace<I>(), nullptr,
                                                                      envelope_names);
                                                   }}...}};
}

constexpr auto forms = forms_of(std::make_index_sequence<std::variant_size_v<Command::Kinds>>{});

Result<const CommandForm*> form_of(const Json& object) {
    if (object.kind != Json::Kind::object) return refuse("bad_json", {}, "命令须是一个JSON对象");
    const Json* name = object.find("do");
    if (name == nullptr) return refuse("missing_field", "do", "do");
    if (name->kind != Json::Kind::string) return refuse("bad_value", "do", "do：须为字符串");
    for (const auto& form : forms)
        if (form.name == name->text) return &form;
    return refuse("unknown_command", "do", shown(name->text));
}

void read_at(const Json& object, const At* otherwise, At& out, Problems& problems) {
    const Path path{"at"};
    const Json* given = object.find("at");
    if (given == nullptr) {
        if (otherwise == nullptr) return problems.missing(path);
        out = *otherwise;
        return;
    }
    auto at = given->kind == Json::Kind::string ? At::parse(given->text) : std::nullopt;
    if (!at) return problems.bad("bad_at", path, {});
    out = std::move(*at);
}

void read_by(const Json& object, const std::string* known, FieldReader& reader, std::string& out, Problems& problems) {
    const Path path{"by"};
    const Json* given = object.find("by");
    if (given == nullptr && known == nullptr) return problems.missing(path);
    if (given != nullptr) {
        reader.value(*given, out, path);
        // It is shown in one line of a list.
        if (measure(out).has_line_or_tab) problems.bad("bad_value", path, "不能含有换行和制表符");
    }
    if (known != nullptr) out = *known;
}

// Precondition: `form` is that of the object.
void read_into(ReadCommand& out, const CommandForm& form, const Json& object, const ReadOptions& options,
               Problems& problems) {
    FieldReader reader{problems};
    read_at(object, options.at_default, out.envelope.at, problems);
    read_by(object, options.by, reader, out.envelope.by, problems);
    if (const Json* id = object.find("id")) reader.value(*id, out.envelope.id, Path{"id"});
    form.read(reader, object, out.command);
}

template <class T>
Result<T> read_file(std::string_view text, std::string_view name) {
    const auto json = parse_json(text, max_file_bytes);
    if (!json) return json.refusal();
    if (json->kind != Json::Kind::object) return refuse("bad_json", {}, "文件内容须是一个JSON对象");
    Problems problems;
    FieldReader reader{problems};
    T out{};
    reader.value(*json, out, Path{name});
    if (!problems.none()) return problems.all().front();
    return out;
}

}  // namespace

Result<ReadCommand> read_command(const Json& object, const ReadOptions& options) {
    const auto form = form_of(object);
    if (!form) return form.refusal();
    Problems problems;
    ReadCommand out;
    read_into(out, **form, object, options, problems);
    if (!problems.none()) return problems.all().front();
    return out;
}

std::vector<Refusal> command_problems(const Json& object, const ReadOptions& options) {
    const auto form = form_of(object);
    if (!form) return {form.refusal()};
    Problems problems;
    ReadCommand out;
    read_into(out, **form, object, options, problems);
    return problems.all();
}

std::optional<std::string> command_id(const Json& object) {
    const Json* id = object.find("id");
    if (id == nullptr || id->kind != Json::Kind::string) return std::nullopt;
    return id->text;
}

Result<CalendarNotice> read_calendar_notice(std::string_view text) { return read_file<CalendarNotice>(text, "notice"); }

Result<Policy> read_policy(std::string_view text) { return read_file<Policy>(text, "policy"); }

}  // namespace tiaojie
