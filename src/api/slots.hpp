// What slots know of their plan: its number, and its results in the order of slots. In: a plan.
// Out: numbers, names and quantities. Must not know facts.
// Tests: tests/api/record_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "api/plan_body.hpp"
#include "graph/story.hpp"

namespace meritum {

/// Of the fingerprint, never 0: plans of one number have the same facts and results, but for a
/// chance of one in four thousand millions.
std::uint32_t plan_number(const Plan::Body& plan);

/// Totals, the grade, outcomes: in this order.
std::vector<std::pair<std::string, const graph::Quantity*>> results_of(const graph::Story& story);

}  // namespace meritum
