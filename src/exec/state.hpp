// What one period hands to the next. In: a State, or a run's columns. Out: a column of a `previous`
// node, or the next State. Must not know operators. Tests: tests/exec/state_test.cpp.
#pragma once

#include <vector>

#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "number/wide.hpp"
#include "value/columns.hpp"

namespace meritum::exec {

/// The graph's `previous` nodes in its order: the order of the values in State::held.
std::vector<NodeId> previous_nodes(const graph::Graph& graph);

/// For each participant what it held as the `position`-th value, or `first` if it is new.
Column<number::Int256> held_before(const State& before, const value::FactColumns& facts,
                                   std::size_t position, const number::Int256& first);

/// The state after a run: of every participant scored, what the inputs of the `previous` nodes are
/// now. Who is absent drops out; who failed is unknown, and so is what hangs on a group that lacks
/// them. REQUIRES that the run kept those inputs.
State state_after(const graph::Graph& graph, const value::FactColumns& facts, const Run& run);

}  // namespace meritum::exec
