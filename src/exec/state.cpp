// State in and out. In: what participants held, by id. Out: columns by row, and back. Tests:
// tests/exec/state_test.cpp.
#include "exec/state.hpp"

#include <algorithm>

#include "graph/strata.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

std::vector<NodeId> previous_nodes(const graph::Graph& graph) {
    std::vector<NodeId> result;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].kind != graph::NodeKind::previous) continue;
        result.push_back(NodeId{static_cast<std::uint32_t>(i)});
    }
    return result;
}

Column<number::Int256> held_before(const State& before, const value::FactColumns& facts,
                                   std::size_t position, const number::Int256& first) {
    Column<number::Int256> column;
    column.reserve(facts.ids.size());
    for (const std::string& id : facts.ids) {
        const auto found = before.held.find(id);
        column.push_back(found == before.held.end() ? first : found->second[position]);
    }
    return column;
}

namespace {

/// The keys on whose groups anything hangs that is handed on.
std::vector<KeyId> groups_carried(const graph::Graph& graph, const std::vector<NodeId>& previous) {
    const auto behind = graph::groups_behind(graph);
    std::vector<KeyId> keys;
    for (const NodeId node : previous) {
        const auto& own = behind[graph[node].inputs[0].index];
        keys.insert(keys.end(), own.begin(), own.end());
    }
    return keys;
}

bool is_incomplete(const Run& run, const std::vector<KeyId>& keys, std::size_t row) {
    return std::any_of(keys.begin(), keys.end(), [&](KeyId key) {
        if (key.index >= run.incomplete.size()) return false;
        const auto& rows = run.incomplete[key.index];
        return row < rows.size() && rows[row] != 0;
    });
}

}  // namespace

State state_after(const graph::Graph& graph, const value::FactColumns& facts, const Run& run) {
    State next;
    const std::vector<NodeId> nodes = previous_nodes(graph);
    const bool whole = nodes.empty() || facts.failed.empty();  // no group lacks anybody
    const std::vector<KeyId> keys = whole ? std::vector<KeyId>() : groups_carried(graph, nodes);
    for (std::size_t row = 0; row < facts.ids.size() && !nodes.empty(); ++row) {
        if (is_incomplete(run, keys, row)) {  // what hangs on a group that lacks somebody
            next.unknown.push_back(facts.ids[row]);
            continue;
        }
        std::vector<number::Int256> values;
        for (const NodeId node : nodes) values.push_back(value_at(run, graph[node].inputs[0], row));
        next.held.emplace(facts.ids[row], std::move(values));
    }
    for (const auto& failed : facts.failed) next.unknown.push_back(failed.id);
    return next;
}

}  // namespace meritum::exec
