// The board: results as a table for a terminal. In: the story (titles, categories, grades) and
// Results. Out: text that fits a width. Must not know how results came about. Tests:
// tests/report/table_test.cpp (golden pages).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "graph/story.hpp"
#include "meritum/plan.hpp"

namespace meritum::report {

/// One row per card in the order of the data, numbers aligned at their points, a bar of the score
/// if there is room; below it how many reached each grade, and what was wrong with the others.
/// Columns that do not fit are left out and named.
std::string table(const graph::Story& story, const Results& results, std::string_view lang,
                  bool colour, std::size_t width);

}  // namespace meritum::report
