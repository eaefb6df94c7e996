// A Program: a Graph bound to a way of running it. In: bind. Out: what an executor steps through.
// Immutable; shared by threads. Tests: tests/exec/.
#pragma once

#include <memory>
#include <vector>

#include "graph/graph.hpp"
#include "meritum/plan.hpp"

namespace meritum::exec {

/// How wide a value is held. Narrowing is proved by the node's range, never checked while running.
enum class Lane : std::uint8_t { bit, i64, i128, i256 };

/// One node as an instruction: compute in `work`, store in `lane`.
struct Instruction {
    NodeId node;
    Lane lane = Lane::i64;  ///< of the result
    Lane work = Lane::i64;  ///< operands are widened to it
    bool keep = false;      ///< the run returns its column
    bool skip = false;      ///< nobody asks for it: not computed
    NodeId last_use;        ///< the column may be dropped after this node, unless kept
};

struct Program {
    std::shared_ptr<const graph::Graph> graph;
    Keep keep = Keep::results;
    std::vector<Instruction> instructions;  ///< one per node, in order
    bool hands_on = true;                   ///< a run returns the next state
};

}  // namespace meritum::exec
