// The other direction of the wire form.
#include <map>
#include <type_traits>

#include "api/wire/command_reader.hpp"
#include "core/case/command.hpp"
#include "core/words/text.hpp"

namespace tiaojie {
namespace {

class FieldWriter {
public:
    explicit FieldWriter(std::string& out) : out_(out) {}

    void value(bool flag) { out_ += flag ? "true" : "false"; }
    void value(int number) { out_ += std::to_string(number); }
    void value(std::string_view text) { append_json_string(out_, text); }
    void value(const Id& id) { append_json_string(out_, id.text); }
    void value(const At& at) { append_json_string(out_, at.text); }
    void value(Amount amount) { out_ += yuan_text(amount.fen); }
    void value(Date date) { append_json_string(out_, date.text()); }
    void value(Division division) { append_json_string(out_, division.text()); }

    template <class E>
    requires std::is_enum_v<E>
    void value(E term) { append_json_string(out_, name(term)); }
    template <class T>
    void value(const std::vector<T>& list) {
        out_ += '[';
        for (const auto& entry : list) {
            if (&entry != &list.front()) out_ += ',';
            value(entry);
        }
        out_ += ']';
    }
    void value(const std::map<Date, CalendarDay>& days) {
        out_ += '{';
        bool is_first = true;
        for (const auto& [date, day] : days) member(date.text(), day, is_first);
        out_ += '}';
    }
    template <HasFields T>
    void value(const T& object) {
        out_ += '{';
        bool is_first = true;
        members(object, is_first);
        out_ += '}';
    }

    template <class T>
    void members(const T& object, bool& is_first) {
        for_each_field(object, [&](std::string_view key, const auto& held) { member(key, held, is_first); });
    }
    template <class T>
    void member(std::string_view key, const std::optional<T>& held, bool& is_first) {
        if (held) member(key, *held, is_first);
    }
    template <class T>
    void member(std::string_view key, const T& held, bool& is_first) {
        if (!is_first) out_ += ',';
        is_first = false;
        append_json_string(out_, key);
        out_ += ':';
        value(held);
    }

private:
    std::string& out_;
};

}  // namespace

std::string write_command(const Command& command, const Envelope& envelope) {
    std::string out;
    out.reserve(512);
    FieldWriter writer{out};
    out += '{';
    bool is_first = true;
    std::visit(
        [&](const auto& fields) {
            writer.member("do", fields.do_name, is_first);
            writer.member("at", envelope.at, is_first);
            writer.member("by", envelope.by, is_first);
            writer.member("id", envelope.id, is_first);
            writer.members(fields, is_first);
        },
        command);
    out += '}';
    return out;
}

}  // namespace tiaojie
