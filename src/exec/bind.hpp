// The door to execution. In: a Graph and what to keep. Out: a Program with a lane for every node.
#pragma once

#include <memory>

#include "exec/program.hpp"

namespace meritum::exec {

/// `keep` decides which columns a run returns: results (score, grade, outcomes), lines (and every
/// line and veto of the story, and the readings of its texts), everything (all nodes).
Program bind(std::shared_ptr<const graph::Graph> graph, Keep keep);

/// Whether the points of a line are one number, which its node's range tells.
bool same_for_all(const graph::Graph& graph, const graph::Quantity& points);

/// Keeps results and the points of every line that are not the same for all, but nothing that a
/// card would tell of them.
Program bind_points(std::shared_ptr<const graph::Graph> graph);

/// Computes and keeps only what the requirements of the plan hang on: a run of it, before the real
/// one, tells whose facts are refused.
Program bind_requirements(std::shared_ptr<const graph::Graph> graph);

}  // namespace meritum::exec
