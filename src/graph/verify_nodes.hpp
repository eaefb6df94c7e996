// The second pass of verify: whether nodes, keys and story fit together. In: a Graph whose indices
// are all in place. Out: sentences. Only verify.cpp includes this. Tests:
// tests/graph/verify_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.hpp"

namespace meritum::graph {

/// "n7".
inline std::string node_name(std::size_t index) { return "n" + std::to_string(index); }

/// REQUIRES that all indices of the graph point at something.
std::vector<std::string> unfit_keys_and_nodes(const Graph& graph);
std::vector<std::string> unfit_story(const Graph& graph);

}  // namespace meritum::graph
