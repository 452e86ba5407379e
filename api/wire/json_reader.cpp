#include "api/wire/json_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "api/wire/text_rules.hpp"
#include "core/words/refusal.hpp"

namespace tiaojie {
namespace {

constexpr int number_overflow = 406;  // nlohmann's id for a number that no double can hold

// Two keys of the same name: `{"amount": 1, "amount": 2}` means one thing to one reader and another to the next.
const std::string* repeated_key(const std::vector<JsonMember>& members) {
    constexpr std::size_t few = 24;  // up to here comparing all pairs is quicker than sorting
    if (members.size() <= few) {
        for (std::size_t i = 1; i < members.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (members[i].key == members[j].key) return &members[i].key;
        return nullptr;
    }
    std::vector<const std::string*> keys;
    keys.reserve(members.size());
    for (const auto& member : members) keys.push_back(&member.key);
    std::sort(keys.begin(), keys.end(), [](const auto* a, const auto* b) { return *a < *b; });
    const auto twice =
        std::adjacent_find(keys.begin(), keys.end(), [](const auto* a, const auto* b) { return *a == *b; });
    return twice == keys.end() ? nullptr : *twice;
}

// Receives what nlohmann's parser finds and builds the tree. Returning false ends the parsing.
class TreeBuilder {
public:
    explicit TreeBuilder(Json& root) : root_(root) {}

    bool null() {
        next();
        return true;
    }
    bool boolean(bool value) {
        Json& json = next();
        json.kind = Json::Kind::boolean;
        json.boolean = value;
        return true;
    }
    bool number_integer(std::int64_t value) { return integer(value); }
    bool number_unsigned(std::uint64_t value) { return integer(value); }
    bool number_float(double, const std::string& raw) {
        Json& json = next();
        json.kind = Json::Kind::number;
        json.is_integer = raw.find_first_of(".eE") == std::string::npos;  // one too big for 64 bits comes here, too
        json.text = raw;
        return true;
    }
    bool string(std::string& value) {
        if (value.find('\0') != std::string::npos) return fail("含有NUL字符");
        Json& json = next();
        json.kind = Json::Kind::string;
        json.text = value;  // copied, not moved: the parser's buffer keeps its capacity
        return true;
    }
    bool binary(std::vector<std::uint8_t>&) { return fail("不是文本"); }
    bool start_object(std::size_t) { return open(Json::Kind::object) != nullptr; }
    bool key(std::string& value) {
        if (value.find('\0') != std::string::npos) return fail("含有NUL字符");
        auto& members = open_[depth_ - 1]->members;
        // A command has a dozen members, what is in it a few; more would let 1 MiB of small objects fill the memory.
        if (members.empty()) members.reserve(depth_ == 1 ? 12 : 4);
        members.push_back({value, {}});
        return true;
    }
    bool end_object() {
        --depth_;
        if (const auto* key = repeated_key(open_[depth_]->members)) return fail("字段“" + shown(*key) + "”重复");
        return true;
    }
    bool start_array(std::size_t) { return open(Json::Kind::array) != nullptr; }
    bool end_array() {
        --depth_;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
        overflow_ = error.id == number_overflow;
        const std::string_view what{error.what()};
        const bool is_encoding = what.find("UTF-8") != what.npos || what.find("surrogate") != what.npos;
        return fail("第" + std::to_string(position) + "字节处" + (is_encoding ? "不是合格的UTF-8文字" : "有语法错误"));
    }

    const std::string& fault() const { return fault_; }
    bool has_overflown() const { return overflow_; }

private:
    Json& next() {
        if (depth_ == 0) return root_;
        Json& parent = *open_[depth_ - 1];
        if (parent.kind == Json::Kind::object) return parent.members.back().value;
        return parent.items.emplace_back();
    }
    // A pointer into the parent stays good: the parent gets no further entry before this one is closed.
    Json* open(Json::Kind kind) {
        if (depth_ == max_json_depth) {
            fail("嵌套超过" + std::to_string(max_json_depth) + "层");
            return nullptr;
        }
        Json& json = next();
        json.kind = kind;
        open_[depth_++] = &json;
        return &json;
    }
    template <class Integer>
    bool integer(Integer value) {
        std::array<char, 24> buffer{};
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
        Json& json = next();
        json.kind = Json::Kind::number;
        json.is_integer = true;
        json.text.assign(buffer.data(), end);
        return true;
    }
    bool fail(std::string fault) {
        fault_ = std::move(fault);
        return false;
    }

    Json& root_;
    std::array<Json*, max_json_depth> open_{};
    std::size_t depth_{0};
    std::string fault_{};
    bool overflow_{false};
};

// `1e400` is good JSON, but the parser stops at it, and the message would not say which field is wrong. Puts a number
// in its place that the parser takes and that every field refuses all the same.
std::string without_overflow(std::string_view text) {
    constexpr std::string_view of_numbers = "+-.0123456789Ee";
    std::string out;
    out.reserve(text.size());
    bool in_string = false;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (in_string || (c != '-' && (c < '0' || c > '9'))) {
            if (in_string && c == '\\')
                out += text[i++];
            else if (c == '"')
                in_string = !in_string;
            if (i < text.size()) out += text[i++];
            continue;
        }
        const auto number = text.substr(i, std::min(text.find_first_not_of(of_numbers, i), text.size()) - i);
        double value{};
        const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
        const bool is_small = number.find("e-") != number.npos || number.find("E-") != number.npos;
        const bool is_huge = read.ec == std::errc::result_out_of_range && !is_small;
        out += is_huge ? std::string_view{"9e99"} : number;
        i += number.size();
    }
    return out;
}

Refusal bad_json(std::string_view detail) { return refuse("bad_json", {}, detail); }

}  // namespace

const Json* Json::find(std::string_view key) const {
    for (const auto& member : members)
        if (member.key == key) return &member.value;
    return nullptr;
}

Result<Json> parse_json(std::string_view text, std::size_t max_bytes) {
    using nlohmann::json;
    if (text.empty()) return bad_json("内容为空");
    if (text.size() > max_bytes) return bad_json("长度超过" + std::to_string(max_bytes) + "字节");
    if (text.starts_with("\xEF\xBB\xBF")) return bad_json("开头有字节顺序标记（BOM）");
    // The parser takes a NUL for the end of the text and would not look at what follows.
    if (text.find('\0') != text.npos) return bad_json("含有NUL字符");
    Json root;
    TreeBuilder builder{root};
    if (json::sax_parse(text.data(), text.data() + text.size(), &builder)) return root;
    if (!builder.has_overflown()) return bad_json(builder.fault());
    const auto tamed = without_overflow(text);
    Json second;
    TreeBuilder again{second};
    if (json::sax_parse(tamed.data(), tamed.data() + tamed.size(), &again)) return second;
    return bad_json(again.fault());
}

}  // namespace tiaojie
