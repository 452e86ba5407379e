// A stored JSON text as a tree in two flat buffers, made to be filled again and again without allocating.
// Reads what this program wrote: numbers stay as they were written, repeated keys are not looked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiaojie::storage {

class JsonTree {
public:
    enum class Kind : std::uint8_t { null, boolean, integer, decimal, string, array, object };
    using Node = std::uint32_t;
    static constexpr Node none = 0xFFFF'FFFF;
    static constexpr Node root = 0;
    static constexpr std::size_t max_depth = 16;

    // False when the text is no JSON or lies too deep; the tree is empty then.
    bool parse(std::string_view text);

    void clear() { nodes_.clear(); }
    bool empty() const { return nodes_.empty(); }
    Kind kind(Node node) const { return nodes_[node].kind; }
    bool boolean(Node node) const { return nodes_[node].boolean; }
    // Of a string its characters, of a number how it was written. Good until the next `parse`.
    std::string_view text(Node node) const { return piece(nodes_[node].text); }
    std::string_view key(Node node) const { return piece(nodes_[node].key); }

    // The entries of an array or object: from the first to before the end, each followed by `after`.
    Node first(Node node) const { return node + 1; }
    Node end(Node node) const { return nodes_[node].end; }
    Node after(Node node) const { return nodes_[node].end; }

    // The member of that name or `none`. Looks from `hint` on and then from the front, and moves `hint` behind what it
    // found: asked for in the order in which they were written, all members are found at once.
    Node find(Node object, std::string_view key, Node& hint) const;

private:
    friend class JsonTreeBuilder;
    struct Piece {
        std::uint32_t from{};
        std::uint32_t size{};
    };
    struct Entry {
        Kind kind{Kind::null};
        bool boolean{};
        Node end{};  // the entry behind this one and all that it holds
        Piece key{};
        Piece text{};
    };
    std::string_view piece(Piece piece) const { return {text_.data() + piece.from, piece.size}; }

    std::vector<Entry> nodes_{};
    std::string text_{};
};

}  // namespace tiaojie::storage
