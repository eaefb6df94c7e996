// Implements packed_trees.hpp. A node is its row, a byte that says what follows, and what does:
// its span as a step from the node before it, then what it has of text, identity, number, slots.
// Numbers in here are seven bits a byte, the smallest first; the last byte has no eighth bit.
#include "syntax/packed_trees.hpp"

#include "syntax/ast.hpp"

namespace meritum::ast {

namespace {

constexpr unsigned char has_text = 1;
constexpr unsigned char is_own_identity = 2;  // the identity is the text
constexpr unsigned char has_identity = 4;
constexpr unsigned char has_number = 8;
constexpr unsigned char has_slots = 16;

class Packer {
public:
    explicit Packer(std::string& out) : out_(out) {}

    void put(const Node& node) {
        const bool named = !node.identity.empty();
        const bool own = named && node.identity == node.text;
        unsigned char parts = 0;
        if (!node.text.empty()) parts |= has_text;
        if (own) parts |= is_own_identity;
        if (named && !own) parts |= has_identity;
        if (!node.number.is_zero()) parts |= has_number;
        if (!node.slots.empty()) parts |= has_slots;
        out_ += static_cast<char>(node.row);
        out_ += static_cast<char>(parts);
        put_signed(std::int64_t{node.span.begin} - before_);
        put_signed(std::int64_t{node.span.end} - node.span.begin);
        before_ = node.span.begin;
        if ((parts & has_text) != 0) put(node.text);
        if ((parts & has_identity) != 0) put(node.identity);
        if ((parts & has_number) != 0) {
            put(std::uint64_t{node.number.scale()});
            put_signed(node.number.high());
            put(node.number.low());
        }
        if ((parts & has_slots) == 0) return;
        put(std::uint64_t{node.slots.size()});
        for (const Node& slot : node.slots) put(slot);
    }

private:
    void put(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
        out_ += static_cast<char>(value);
    }

    /// The sign last, so that small numbers of either sign are short.
    void put_signed(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        put(value < 0 ? ~(bits << 1) : bits << 1);
    }

    void put(const std::string& text) {
        put(std::uint64_t{text.size()});
        out_ += text;
    }

    std::string& out_;
    std::int64_t before_ = 0;
};

class Unpacker {
public:
    explicit Unpacker(const char* at) : at_(at) {}

    /// What every node has; returns what follows.
    unsigned char take_head(Node& node) {
        node.row = static_cast<Row>(*at_++);
        const auto parts = static_cast<unsigned char>(*at_++);
        const std::int64_t begin = before_ + take_signed();
        const std::int64_t end = begin + take_signed();
        node.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        before_ = begin;
        return parts;
    }

    void take(Node& node) {
        const unsigned char parts = take_head(node);
        node.text.clear();
        if ((parts & has_text) != 0) take(node.text);
        node.identity.clear();
        if ((parts & is_own_identity) != 0) node.identity = node.text;
        if ((parts & has_identity) != 0) take(node.identity);
        node.number = {};
        if ((parts & has_number) != 0) {
            const auto scale = static_cast<unsigned>(take_whole());
            const std::int64_t high = take_signed();
            node.number = *Decimal::from_parts(high, take_whole(), scale);
        }
        node.slots.resize((parts & has_slots) != 0 ? take_whole() : 0);
        for (Node& slot : node.slots) take(slot);
    }

private:
    std::uint64_t take_whole() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(*at_++);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) return value;
        }
    }

    std::int64_t take_signed() {
        const std::uint64_t bits = take_whole();
        return static_cast<std::int64_t>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
    }

    void take(std::string& text) {
        const auto size = take_whole();
        text.assign(at_, size);
        at_ += size;
    }

    const char* at_;
    std::int64_t before_ = 0;
};

}  // namespace

void PackedTrees::add(const Node& tree) {
    begins_.push_back(bytes_.size());
    Packer(bytes_).put(tree);
}

void PackedTrees::unpack(std::size_t at, Node& into) const {
    Unpacker(bytes_.data() + begins_[at]).take(into);
}

Span PackedTrees::span(std::size_t at) const {
    Node head;
    Unpacker(bytes_.data() + begins_[at]).take_head(head);
    return head.span;
}

Node PackedTrees::operator[](std::size_t at) const {
    Node tree;
    unpack(at, tree);
    return tree;
}

}  // namespace meritum::ast
