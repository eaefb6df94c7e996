// The evaluation graph: nodes in dependency order, the tables and keys they live on, and the story.
// In: a CheckedPlan (from_checked.hpp). Out: what bind and the scorecard read. Knows no columns of
// a caller, no processor. Tests: tests/graph/.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "graph/story.hpp"
#include "number/powers.hpp"
#include "number/rational.hpp"
#include "value/diagram.hpp"
#include "value/operators.hpp"
#include "value/schema.hpp"

namespace meritum::graph {

enum class NodeKind : std::uint8_t {
    map,     ///< `op` on one row
    read,    ///< inputs[0] is a node of the coarser table `key.to`; this node lives on `key.from`
    reduce,  ///< inputs[0] is a node of the finer table `key.from`, summed per row of `key.to`,
             ///< where this node lives
    scan,  ///< inputs[0] is a boolean of a list's table; how many rows of the same owner up to and
           ///< with this one hold
    rank,  ///< inputs[0] ranked among the rows with the same `key`: 1 + rows with a greater value;
           ///< lives on `key.from`
    previous,  ///< what inputs[0] (perhaps a later node) held one period ago; constants[payload]
               ///< before the first
};

enum class Form : std::uint8_t { boolean, integer };

/// Whole numbers, inclusive. Valid where the node's guard holds; elsewhere the lane may hold
/// anything.
struct Range {
    number::Integer low = 0;
    number::Integer high = 0;

    friend bool operator==(const Range& a, const Range& b) {
        return a.low == b.low && a.high == b.high;
    }
};

struct Node {
    NodeKind kind = NodeKind::map;
    value::Operator op = value::Operator::constant;  ///< of a map
    Form form = Form::integer;
    TableId table;
    std::array<NodeId, 3> inputs{};
    KeyId key;  ///< of read, reduce, scan (owner) and rank
    std::uint32_t payload =
        0;  ///< constant: Graph::constants; text_constant: Graph::texts;
            ///< input(_known): ColumnId; previous: Graph::constants; power: Graph::exponents;
            ///< lookup: Graph::steps; text_key: text_keys; looked_up: looked_up
    Range range;
    NodeId guard;  ///< boolean of the same table, earlier in the list: where it is 0, nobody reads
                   ///< this node and its lane may hold anything; none: read everywhere
};

enum class TableKind : std::uint8_t { participants, everyone, list, group };

struct Table {
    TableKind kind = TableKind::participants;
    ListId list;  ///< of a list
    KeyId key;    ///< of a group: the key whose values are its rows
    std::string name;
};

enum class KeyKind : std::uint8_t {
    owner,     ///< from a list's items to participants
    everyone,  ///< from any table to the one row of everyone
    value,     ///< from participants to a group table: rows with equal values of `by`
};

struct Key {
    KeyKind kind = KeyKind::owner;
    TableId from;
    TableId to;
    NodeId by;  ///< of value: a node of `from` holding text or choice codes
};

inline constexpr TableId participants{0};
inline constexpr TableId everyone{1};

/// What a named table gives: numbers, or places in Graph::texts.
struct LookedUp {
    bool texts = false;
    std::vector<std::uint32_t> by_leaf;  ///< which of the values
    std::vector<number::Integer> values;
};

/// Immutable once built; shared between threads.
struct Graph {
    value::Schema schema;
    std::vector<Table> tables;  ///< [0] participants, [1] everyone
    std::vector<Key> keys;
    std::vector<Node> nodes;  ///< inputs come before, but for `previous`
    std::vector<number::Integer> constants;
    std::vector<number::Exponent> exponents;
    std::vector<std::string> texts;
    std::vector<value::Step> steps;                   ///< of named tables
    std::vector<std::vector<std::string>> text_keys;  ///< ascending
    std::vector<LookedUp> looked_up;
    Story story;
    std::string fingerprint;  ///< "sha256:..." of the plan

    const Node& operator[](NodeId id) const { return nodes[id.index]; }
};

}  // namespace meritum::graph
