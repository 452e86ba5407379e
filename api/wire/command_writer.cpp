// The other direction of the wire form.
#include <map>
#include <type_traits>

#include "api/command_reader.hpp"

namespace tiaojie {
namespace {

class FieldWriter {
public:
    explicit FieldWriter(std::string& out) : out_(out) {}

    void value(bool flag) { out_ += flag ? "true" : "false"; }
    void value(int number) { out_ += std::to_string(number); }
    void value(std::string_view text) { quoted(text); }
    void value(const Id& id) { quoted(id.text); }
    void value(const At& at) { quoted(at.text); }
    void value(Amount amount) { out_ += yuan_text(amount.fen); }
    void value(Date date) { quoted(date.text()); }
    void value(Division division) { quoted(division.text()); }

    template <class E>
    requires std::is_enum_v<E>
    void value(E term) { quoted(name(term)); }
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
    template <class T>
    requires requires { T::fields(); }
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
        quoted(key);
        out_ += ':';
        value(held);
    }

private:
    void quoted(std::string_view text) {
        out_ += '"';
        std::size_t plain = 0;  // where the text not yet copied begins
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
            out_ += text.substr(plain, i - plain);
            escaped(byte);
            plain = i + 1;
        }
        out_ += text.substr(plain);
        out_ += '"';
    }
    void escaped(unsigned char byte) {
        static constexpr std::string_view digits = "0123456789abcdef";
        if (byte == '"' || byte == '\\') {
            out_ += '\\';
            out_ += static_cast<char>(byte);
        } else if (byte == '\n') {
            out_ += "\\n";
        } else if (byte == '\t') {
            out_ += "\\t";
        } else {
            out_ += "\\u00";
            out_ += digits[byte / 16];
            out_ += digits[byte % 16];
        }
    }

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
