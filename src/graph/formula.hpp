// A node as a formula of its inputs. In: a valid Graph. Out: words. Shared by the prints. Tests:
// tests/graph/print_test.cpp.
#pragma once

#include <string>

#include "graph/graph.hpp"

namespace meritum::graph {

/// "n4".
std::string name_of(NodeId node);

/// "n4 + n7", "n2 // n3", "fact sales", "\"North\"", "rank of n5 within team", "previous n9, at
/// first 0".
std::string formula(const Graph& graph, NodeId node);

/// "[0, 1000]"; of a truth nothing.
std::string range_text(const Node& node);

}  // namespace meritum::graph
