// Steps and constants of a story that are short decimals, found once, so that cards are told
// without fractions. In: a story. Out: the same with Quantity::decimal. Must not know facts. Tests:
// tests/graph/story_test.cpp.
#pragma once

#include "graph/story.hpp"

namespace meritum::graph {

void find_decimals(Story& story);

}  // namespace meritum::graph
