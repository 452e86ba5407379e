#include "storage/engine/json_value.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

namespace tiaojie::storage {

// Receives what nlohmann's parser finds. Returning false ends the parsing.
class JsonTreeBuilder {
public:
    explicit JsonTreeBuilder(JsonTree& tree) : tree_(tree) {}

    bool null() {
        add(JsonTree::Kind::null);
        return true;
    }
    bool boolean(bool value) {
        add(JsonTree::Kind::boolean).boolean = value;
        return true;
    }
    bool number_integer(std::int64_t value) { return integer(value); }
    bool number_unsigned(std::uint64_t value) { return integer(value); }
    bool number_float(double, const std::string& raw) {  // also an integer too big for 64 bits
        add(JsonTree::Kind::decimal).text = keep(raw);
        return true;
    }
    bool string(const std::string& value) {
        add(JsonTree::Kind::string).text = keep(value);
        return true;
    }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(JsonTree::Kind::object); }
    bool start_array(std::size_t) { return open(JsonTree::Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(const std::string& value) {
        key_ = keep(value);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

private:
    JsonTree::Entry& add(JsonTree::Kind kind) {
        auto& entry = tree_.nodes_.emplace_back();
        entry.kind = kind;
        entry.end = static_cast<JsonTree::Node>(tree_.nodes_.size());
        entry.key = key_;
        key_ = {};
        return entry;
    }
    JsonTree::Piece keep(std::string_view text) {
        const auto from = static_cast<std::uint32_t>(tree_.text_.size());
        tree_.text_ += text;
        return {from, static_cast<std::uint32_t>(text.size())};
    }
    bool open(JsonTree::Kind kind) {
        if (depth_ == JsonTree::max_depth) return false;
        open_[depth_++] = static_cast<JsonTree::Node>(tree_.nodes_.size());
        add(kind);
        return true;
    }
    bool close() {
        tree_.nodes_[open_[--depth_]].end = static_cast<JsonTree::Node>(tree_.nodes_.size());
        return true;
    }
    template <class Integer>
    bool integer(Integer value) {
        std::array<char, 24> buffer{};
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
        add(JsonTree::Kind::integer).text = keep({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
        return true;
    }

    JsonTree& tree_;
    std::array<JsonTree::Node, JsonTree::max_depth> open_{};
    std::size_t depth_{0};
    JsonTree::Piece key_{};
};

bool JsonTree::parse(std::string_view text) {
    nodes_.clear();
    text_.clear();
    // The parser takes a NUL for the end of the text and would not look at what follows.
    const bool is_plausible = !text.empty() && text.size() < std::numeric_limits<std::uint32_t>::max() / 2 &&
                              text.front() != '\xEF' && text.find('\0') == text.npos;
    JsonTreeBuilder builder{*this};
    if (is_plausible && nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &builder)) return true;
    nodes_.clear();
    return false;
}

JsonTree::Node JsonTree::find(Node object, std::string_view name, Node& hint) const {
    const Node last = end(object);
    const Node start = hint > object && hint < last ? hint : first(object);
    for (Node node = start; node < last; node = after(node)) {
        if (key(node) != name) continue;
        hint = after(node);
        return node;
    }
    for (Node node = first(object); node < start; node = after(node)) {
        if (key(node) != name) continue;
        hint = after(node);
        return node;
    }
    return none;
}

}  // namespace tiaojie::storage
