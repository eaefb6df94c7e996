// The invariants of a Graph, checked. In: a Graph, from anywhere. Out: what is wrong with it, in
// words; nothing if it is valid. Called after lowering and after every pass. Tests:
// tests/graph/verify_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.hpp"

namespace meritum::graph {

/// Every violation, one sentence each, naming nodes as n0, n1 ... Never fails itself, whatever the
/// graph holds.
std::vector<std::string> verify(const Graph& graph);

/// Aborts with the violations if there are any: an invalid Graph is a bug of ours, never the plan's
/// author's.
void require_valid(const Graph& graph);

}  // namespace meritum::graph
