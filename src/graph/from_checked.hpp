// The door of graph. In: a CheckedPlan. Out: the Graph that means the same: integers, tables and
// keys, and the story in nodes. Cannot fail. Tests: tests/graph/, tests/agreement/.
#pragma once

#include "check/checked_plan.hpp"
#include "graph/graph.hpp"

namespace meritum::graph {

Graph from_checked(check::CheckedPlan plan);

}  // namespace meritum::graph
