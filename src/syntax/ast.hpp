// The tree of a plan as it was written. In: what the grammar read. Out: one uniform `Node` per
// phrase, leaf or operator. Knows nothing of meaning. Shapes of the phrases: phrases.def. Tests:
// tests/syntax/.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "meritum/decimal.hpp"
#include "syntax/packed_trees.hpp"

namespace meritum::ast {

/// What a node is. First the leaves and operators, which no table need name, then one row per
/// phrase of phrases.def.
enum class Row : std::uint8_t {
    none,    ///< an optional slot that was left out
    name,    ///< leaf: `text` as written, `identity` the first name of what it refers to
    number,  ///< leaf: `number` its exact value (percent, ten thousand and the like applied),
             ///< `text` as written
             ///< (`15%`, `10万`, `1_000`), without a currency
    text,    ///< leaf: `text` unquoted
    date,    ///< leaf: `text` as YYYY-MM-DD (not yet checked against the calendar)
    list,   ///< slots: the elements of names, texts, values, choices, idents, tiers, pairs, traits,
            ///< bounds
    money,  ///< slots: number, name of the currency (`500 CNY`)
    member,       ///< slots: name of the item, name of the field (`contract.amount`)
    call,         ///< slots: name of the table, list of values, name of the result or none
                  ///< (`rates(product, sales).rate`)
    parenthesis,  ///< slots: the value inside; kept, so that printing gives back what was written
    negative,     ///< slots: x
    add,          ///< slots: a, b (left-associative, as are the next three)
    subtract,
    multiply,
    divide,
    less,  ///< slots: a, b; a comparison does not chain
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    logical_not,  ///< slots: x
    logical_and,  ///< slots: two or more
    logical_or,   ///< slots: two or more
    fallback,     ///< slots: x, y of `x else y`
    conditional,  ///< slots: value, condition, value, condition, ..., the value after `else`
#define PHRASE(group, id, slots, english, chinese) id,
#include "syntax/phrases.def"
};

/// Comments that belong to a statement, clause, tier or pair.
struct Comments {
    std::vector<std::string>
        before;  ///< whole lines above it, without `#`, in order; an empty line between is ""
    std::string after;          ///< at the end of its first line
    bool blank_before = false;  ///< an empty line stood above it (above its comments)
};

/// The comments of a node. Nearly all have none, so only those that do have room for them.
class NodeComments {
public:
    NodeComments() = default;
    NodeComments(const NodeComments& other) { *this = other; }
    NodeComments(NodeComments&&) noexcept = default;
    NodeComments& operator=(const NodeComments& other) {
        held_ = other.held_ ? std::make_unique<Comments>(*other.held_) : nullptr;
        return *this;
    }
    NodeComments& operator=(NodeComments&&) noexcept = default;
    ~NodeComments() = default;

    const Comments* operator->() const { return held_ ? held_.get() : &nothing(); }
    /// To be changed.
    Comments& own() {
        if (!held_) held_ = std::make_unique<Comments>();
        return *held_;
    }

private:
    static const Comments& nothing() {
        static const Comments empty;
        return empty;
    }
    std::unique_ptr<Comments> held_;
};

/// A phrase, leaf or operator. Equality (`same_tree`) compares rows, slots, identities, texts and
/// numbers; not spans, comments or the names as written.
struct Node {
    Row row = Row::none;
    std::vector<Node> slots;  ///< in the canonical order of the row
    std::string text;         ///< leaves only
    std::string identity;  ///< names only; equal to `text` where nothing of that name is declared
    Decimal number;        ///< numbers only
    Span span;             ///< bytes of the source, the narrowest range that holds the node
    NodeComments comments;

    const Node& operator[](std::size_t slot) const { return slots[slot]; }
    explicit operator bool() const { return row != Row::none; }
};

/// A statement and its clauses. `head.row` is a row of the group `statement`.
struct Statement {
    Node head;
    std::vector<Node> clauses;
    PackedTrees rows;          ///< of a table: those in its file, as if they were clauses
    bool rows_broken = false;  ///< not all rows of the file could be read: that is reported
    Span extent;               ///< its lines, and those below it that belong to no other statement
    std::uint32_t file = 0;    ///< 0: of the plan itself; otherwise of a file it uses

    bool holds(Span span) const { return extent.begin <= span.begin && span.begin < extent.end; }
};

/// A whole plan. Statements in the order of the text, those of a used file before the `use`.
struct Document {
    std::vector<Statement> statements;
    std::vector<std::string> comments_at_end;
    std::vector<std::string> languages{"en", "zh"};  ///< the tongue of each name in `a | b`
    /// Every word that stands where the plan declares a name; see syntax/declared.hpp.
    std::set<std::string, std::less<>> declared;
};

/// True if both mean the same plan: rows, slots, identities, texts (labels and because included)
/// and numbers agree.
bool same_tree(const Document& a, const Document& b);
bool same_tree(const Node& a, const Node& b);

/// The first name of a `names` slot (a list of names).
inline const std::string& first_name(const Node& names) { return names.slots.front().text; }

/// Whether a text is one of the names of a `names` slot.
inline bool is_named(const Node& names, std::string_view text) {
    return std::any_of(names.slots.begin(), names.slots.end(),
                       [&](const Node& name) { return name.text == text; });
}

/// The id of a row, as in phrases.def or above: "tier_from".
std::string_view row_name(Row row);

}  // namespace meritum::ast
