// Strata and dependence on groups, each by one pass over the nodes, as inputs come first. In: a
// valid Graph. Out: a number or a set per node. Must not know facts. Tests:
// tests/graph/strata_test.cpp.
#include "graph/strata.hpp"

#include <algorithm>

namespace meritum::graph {
namespace {

bool gathers_participants(const Graph& graph, const Node& node) {
    if (node.kind == NodeKind::rank) return true;
    return node.kind == NodeKind::reduce && graph.keys[node.key.index].kind != KeyKind::owner;
}

/// The node that says which group a row is in, if this node needs to know.
NodeId grouped_by(const Graph& graph, const Node& node) {
    return node.key ? graph.keys[node.key.index].by : NodeId{};
}

void merge(std::vector<KeyId>& into, const std::vector<KeyId>& more) {
    std::vector<KeyId> all;
    std::set_union(into.begin(), into.end(), more.begin(), more.end(), std::back_inserter(all));
    into = std::move(all);
}

}  // namespace

Strata strata(const Graph& graph) {
    Strata result;
    result.of.reserve(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        std::uint32_t stratum = 0;
        const auto wait_for = [&result, &stratum](NodeId id) {
            if (id) stratum = std::max(stratum, result.of[id.index]);
        };
        if (node.kind != NodeKind::previous) {
            for (const NodeId input : node.inputs) wait_for(input);
        }
        wait_for(node.guard);
        wait_for(grouped_by(graph, node));
        if (gathers_participants(graph, node)) ++stratum;
        result.of.push_back(stratum);
        result.count = std::max(result.count, stratum + 1);
    }
    return result;
}

std::vector<std::vector<KeyId>> groups_behind(const Graph& graph) {
    std::vector<std::vector<KeyId>> behind;
    behind.reserve(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        std::vector<KeyId> keys;
        // The guard does not count: it decides who reads the node, and who does depends on it by
        // itself.
        if (node.kind != NodeKind::previous) {
            for (const NodeId input : node.inputs) {
                if (input) merge(keys, behind[input.index]);
            }
        }
        if (const NodeId by = grouped_by(graph, node)) {
            merge(keys, behind[by.index]);
            merge(keys, {node.key});
        }
        behind.push_back(std::move(keys));
    }
    return behind;
}

std::vector<KeyId> groups_behind(const Graph& graph, NodeId node) {
    return groups_behind(graph)[node.index];
}

}  // namespace meritum::graph
