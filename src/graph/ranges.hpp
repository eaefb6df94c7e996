// What follows for the range of a node from those of its inputs. In: an operator and ranges. Out: a
// range. Tests: tests/graph/verify_test.cpp, tests/exec/narrowed_test.cpp.
#pragma once

#include <optional>

#include "graph/graph.hpp"

namespace meritum::graph {

/// Nothing where it is not worked out. Inputs beyond the operator's arity are not looked at.
std::optional<Range> derived_range(value::Operator op, const Range& a, const Range& b,
                                   const Range& c);

}  // namespace meritum::graph
