// What the lane of a node may hold in any row, also where nobody reads the node: its Range is said
// only of rows where its guard holds, and one that lost its guard holds in fewer rows than there
// are. In: a Graph. Out: bounds. Tests: tests/exec/simplify_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace meritum::exec {

/// Inclusive.
struct Reach {
    std::int64_t low = 0;
    std::int64_t high = 0;
};

/// By node; of lanes wider than 64 bits nothing is said.
std::vector<Reach> reaches(const graph::Graph& graph);

}  // namespace meritum::exec
