// One node of an explanation in one line, as every page of text says it. In: a node. Out: a line,
// safe to show. Must not know where it stands. Tests: tests/report/text_test.cpp (golden pages).
#pragma once

#include <cstddef>
#include <string>

#include "scorecard/explanation.hpp"

namespace meritum::report {

/// A node without its children: "✗ when attainment > 100%: 95% is not above 100%", "sales = 1320000
/// CNY (Signed sales)". `wide` is the card's.
std::string headline(const scorecard::Explanation& node, bool wide);

/// A node and what is shown of all below it.
std::string one_line(const scorecard::Explanation& node, bool wide);

/// How many of a node's children a page shows. A line's own items are its points and all there; of
/// items that something else was gathered of, the first ten, who decide, say enough.
std::size_t shown_children(const scorecard::Explanation& node);

/// "… 15 more items" for those that are not shown; empty if all are.
std::string not_shown(const scorecard::Explanation& node, bool wide);

}  // namespace meritum::report
