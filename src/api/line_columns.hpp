// Lines of everybody in columns, one for each identity. In: what each way to a line gives. Out:
// LineColumns. Must not know nodes. Tests: tests/api/fact_table_test.cpp.
#pragma once

#include <vector>

#include "meritum/fact_table.hpp"

namespace meritum {

/// A line that has the identity of the one before is part of it: a total's lower and upper bound
/// are one line of a card.
void add_line(std::vector<LineColumn>& lines, LineColumn line);

}  // namespace meritum
