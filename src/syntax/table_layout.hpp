// The clauses of a table below each other, in columns. In: clauses and a Speaker. Out: a line for
// each, without its indentation. Knows nothing of comments (print.cpp). Tests:
// tests/syntax/print_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "syntax/spoken.hpp"

namespace meritum::syntax {

/// A number or an amount of money, with or without a minus: what stands to the right of its column.
bool is_signed_number(const ast::Node& node);

/// Cells in columns, numbers flush right, `gives` below `gives`; clauses without cells, and tongues
/// that put the words elsewhere, as they are spoken.
std::vector<std::string> table_lines(Speaker& speaker, const std::vector<ast::Node>& clauses);

/// Padded to a width of columns on a terminal.
std::string padded(const std::string& text, std::size_t width, bool to_the_right = false);

}  // namespace meritum::syntax
