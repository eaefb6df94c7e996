// Values become nodes. Private to src/graph: from_checked.cpp tells the story with it. In: values
// of a CheckedPlan. Out: nodes of a Graph, equal ones once, inputs before those who read them.
// Fractions end here: what is left are integers.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "base/places_by_hash.hpp"
#include "check/checked_plan.hpp"
#include "graph/graph.hpp"

namespace meritum::graph {

/// In steps of the value.
inline Range range_of(const check::Value& value) { return {value.shape.low, value.shape.high}; }

class Lowering {
public:
    Lowering(const check::CheckedPlan& plan, Graph& graph);

    /// The node of a value's numerator in `table`, read from a coarser table where need be.
    NodeId at(check::ValueId value, TableId table);
    /// A value as the story names it: in its own table, constants and everyone's beside each
    /// participant.
    Quantity quantity(check::ValueId value);
    /// A boolean in its own table; none for none.
    NodeId truth(check::ValueId value);
    TableId table_of(ListId list) const { return TableId{2 + list.index}; }
    /// Connects `previous` nodes to what they bring, which may stand later.
    void close_periods();

private:
    using Value = check::Value;
    using ValueId = check::ValueId;

    LookedUp looked_up(const check::LookedUp& from);
    TableId own_table(const Value& value) const;
    void emit(ValueId value);
    bool has_open_parts(ValueId value, std::vector<ValueId>& open) const;
    NodeId emit_one(ValueId id);
    NodeId map(const Value& value, value::Operator op, std::vector<NodeId> inputs, TableId table,
               std::uint32_t payload = 0);
    NodeId put(Node node);
    NodeId constant(const number::Integer& value, TableId table, Form form = Form::integer);
    NodeId in_steps(check::ValueId id, const number::Rational& step, TableId table);
    NodeId times(NodeId node, const number::Integer& factor, TableId table);
    NodeId product(NodeId node, const std::vector<ValueId>& by, TableId table);
    NodeId narrowed(NodeId node, const Value& value);
    std::pair<NodeId, NodeId> aligned(ValueId a, ValueId b, TableId table);
    NodeId rounded(const Value& value, TableId table);
    NodeId quarters(const Value& value, TableId table);
    NodeId ranked(const Value& value);
    NodeId carried(const Value& value);
    ValueId known_of(std::uint32_t column) const;
    NodeId guard_of(const Value& value, TableId table);
    KeyId key(KeyKind kind, TableId from, TableId to, NodeId by = {});
    NodeId& node_of(ValueId value, TableId table);
    const Value& operator[](ValueId id) const { return plan_.values[id.index]; }

    const check::CheckedPlan& plan_;
    Graph& graph_;
    // The nodes made so far, by value: in its own table, beside participants, beside others.
    std::vector<NodeId> own_, beside_participants_;
    std::map<std::pair<ValueId, TableId>, NodeId> beside_others_;
    PlacesByHash equal_;                      ///< nodes of the graph
    PlacesByHash constants_;                  ///< of the graph
    std::map<std::uint32_t, ValueId> known_;  ///< by optional column: whether it is there
    struct OpenPeriod {
        NodeId node;            ///< the `previous` node
        std::uint32_t carried;  ///< CheckedPlan::carried
        number::Rational step;  ///< of the node; what is brought may have a coarser one
    };
    std::vector<OpenPeriod> open_periods_;
};

}  // namespace meritum::graph
