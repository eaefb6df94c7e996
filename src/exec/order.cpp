// See order.hpp. A stage is as late as anything a node looks at; one more where that goes by pieces
// and must be whole.
#include "exec/order.hpp"

#include <algorithm>

namespace meritum::exec {

using graph::KeyKind;
using graph::Node;
using graph::NodeKind;
using graph::TableKind;

Order::Order(const Program& program, bool poison) : graph_(*program.graph), poison_(poison) {
    const auto size = graph_.nodes.size();
    stage_.resize(size);
    by_pieces_.resize(size);
    stored_.resize(size);
    needed_.resize(size);
    for (std::size_t i = size; i-- > 0;) {  // inputs stand before
        if (program.instructions[i].keep) needed_[i] = true;
        if (needed_[i]) each_needed(i, [&](NodeId before, bool) { needed_[before.index] = true; });
    }
    for (std::size_t i = 0; i < size; ++i) {
        by_pieces_[i] = goes_by_pieces(graph_.nodes[i]);
        if (needed_[i]) place(i);
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (program.instructions[i].keep) stored_[i] = by_pieces_[i];
    }
}

bool Order::goes_by_pieces(const Node& node) const {
    const auto kind = graph_.tables[node.table.index].kind;
    if (kind != TableKind::participants && kind != TableKind::list) return false;
    switch (node.kind) {
        case NodeKind::map:
        case NodeKind::read:
        case NodeKind::scan: return true;
        case NodeKind::reduce: return graph_.keys[node.key.index].kind == KeyKind::owner;
        case NodeKind::rank:
        case NodeKind::previous: break;
    }
    return false;
}

/// Calls act(node, whole) for what the node looks at; `whole`: all of that column must be
/// there.
template <class Act>
void Order::each_needed(std::size_t index, const Act& act) const {
    const Node& node = graph_.nodes[index];
    if (node.kind != NodeKind::previous) {
        for (const NodeId input : node.inputs) {
            if (input) act(input, false);
        }
    }
    if (node.key && graph_.keys[node.key.index].by) act(graph_.keys[node.key.index].by, true);
    if (poison_ && node.guard) act(node.guard, false);
}

void Order::place(std::size_t index) {
    each_needed(index, [&](NodeId before, bool whole) {
        const bool later = by_pieces_[before.index] && (whole || !by_pieces_[index]);
        stage_[index] = std::max(stage_[index], stage_[before.index] + (later ? 1 : 0));
    });
    each_needed(index, [&](NodeId before, bool) {
        if (by_pieces_[before.index] && stage_[before.index] != stage_[index])
            stored_[before.index] = true;
    });
}

}  // namespace meritum::exec
