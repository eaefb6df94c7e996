// Where rows must wait for other rows. In: a valid Graph. Out: strata, and the groups each node
// depends on. What threads, live updates and a distributed split go by. Must not know facts. Tests:
// tests/graph/strata_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace meritum::graph {

/// The stratum of each node, from 0, and how many there are. Inside a stratum participants (with
/// their items) are independent; a node that gathers participants (a rank, a sum along any key but
/// an item's owner) opens the stratum after its inputs'.
struct Strata {
    std::vector<std::uint32_t> of;  ///< by node
    std::uint32_t count = 0;
};
Strata strata(const Graph& graph);

/// For every node: the keys of kind value on whose groups its value depends, ascending, through
/// anything except `previous` (what was held before belongs to another period). If a group lacks a
/// failed participant, these are the nodes in doubt.
std::vector<std::vector<KeyId>> groups_behind(const Graph& graph);

/// For one node. Works the whole graph out: for several nodes use the other.
std::vector<KeyId> groups_behind(const Graph& graph, NodeId node);

}  // namespace meritum::graph
