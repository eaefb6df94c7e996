// A Graph for people: `meritum graph`. In: a valid Graph. Out: text, or a drawing for Graphviz.
// Must not know facts or lanes. Tests: tests/graph/print_test.cpp.
#pragma once

#include <string>

#include "graph/graph.hpp"

namespace meritum::graph {

/// One line per node: its number, table, formula, range, the step and what it is in the story where
/// the story says, and the condition under which it is valid. Then the outline of the story.
std::string to_text(const Graph& graph);

/// A drawing: a box per table, within it a box per stratum; edges from inputs to results, dashed
/// from one period to the next.
std::string to_dot(const Graph& graph);

}  // namespace meritum::graph
