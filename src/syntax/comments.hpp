// Comments inside a clause find their tier or pair. In: the tree of a piece and its inner comments.
// Out: the tree with them. Tests: tests/syntax/print_test.cpp.
#pragma once

#include <vector>

#include "base/source.hpp"
#include "syntax/layout.hpp"

namespace meritum::syntax {

/// Gives each inner comment to the tier or pair that stands on its line or below it; what finds
/// none stands above the node, so that nothing is lost.
void attach_comments(ast::Node& node, const Piece& piece, std::string_view text);

}  // namespace meritum::syntax
