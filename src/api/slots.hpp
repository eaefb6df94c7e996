// What a plan's results are called, in the order of slots. In: a Story. Out: names and quantities.
// Tests: tests/api/record_test.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "graph/story.hpp"

namespace meritum {

/// Totals, the grade, outcomes: in this order.
std::vector<std::pair<std::string, const graph::Quantity*>> results_of(const graph::Story& story);

}  // namespace meritum
