// State in and out. In: what participants held, by id. Out: columns by row, and back. Tests:
// tests/exec/state_test.cpp.
#include "exec/state.hpp"

namespace meritum::exec {

std::vector<NodeId> previous_nodes(const graph::Graph& graph) {
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].kind != graph::NodeKind::previous) continue;
        result.push_back(NodeId{static_cast<std::uint32_t>(i)});
    }
    return result;
}

std::vector<number::Int256> held_before(const State& before, const value::FactColumns& facts,
                                        std::size_t position, const number::Int256& first) {
    std::vector<number::Int256> column;
    column.reserve(facts.ids.size());
    for (const std::string& id : facts.ids) {
        const auto found = before.held.find(id);
        column.push_back(found == before.held.end() ? first : found->second[position]);
    }
    return column;
}

State state_after(const graph::Graph& graph, const value::FactColumns& facts, const Run& run) {
    State next;
    const std::vector<NodeId> nodes = previous_nodes(graph);
    for (std::size_t row = 0; row < facts.ids.size() && !nodes.empty(); ++row) {
        std::vector<number::Int256> values;
        for (const NodeId node : nodes) values.push_back(value_at(run, graph[node].inputs[0], row));
        next.held.emplace(facts.ids[row], std::move(values));
    }
    for (const auto& failed : facts.failed) next.unknown.push_back(failed.id);
    return next;
}

}  // namespace meritum::exec
